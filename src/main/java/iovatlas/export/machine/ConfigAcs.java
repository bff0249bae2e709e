package iovatlas.export.machine;

import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.pci.AcsWord;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.List;

/// The ACS control words that are in force in the drawing, as the kernel's `pci=config_acs=` takes
/// them: a machine with the same hardware, booted with it, has the same words.
///
/// Source: `Documentation/admin-guide/kernel-parameters.txt` (`config_acs=`),
/// `drivers/pci/pci.c:__pci_config_acs` (since 6.11).
public final class ConfigAcs {
    /// SV, TB, RR, CR, UF, EC, DT; the right-most character of the text is bit 0.
    private static final int BITS = 7;

    private ConfigAcs() {}

    /// One line without a line feed; empty when no function has an ACS capability.
    public static String text(GroupTable groups) {
        List<String> settings = new ArrayList<>();
        for (PciFunction function : groups.topology().functions()) {
            if (function.virtual() == null) {
                groups.acs(function.at())
                        .filter(word -> word.capability() != 0)
                        .ifPresent(word -> settings.add(bits(word) + "@" + function.at()));
            }
        }
        return settings.isEmpty() ? "" : "pci=config_acs=" + String.join(";", settings);
    }

    private static String bits(AcsWord word) {
        var text = new StringBuilder();
        for (int bit = BITS - 1; bit >= 0; bit--) {
            boolean able = (word.capability() >> bit & 1) != 0;
            text.append(able ? (word.control() >> bit & 1) != 0 ? '1' : '0' : 'x');
        }
        return text.toString();
    }
}
