package iovatlas.kernel.pci;

import iovatlas.kernel.Reason;
import iovatlas.topology.AcsCapability;

/// The ACS words of a function as the kernel uses them.
///
/// @param capability 16 bits, as the kernel reads it
/// @param control 16 bits, in force
/// @param reason why the control word is what it is
public record AcsWord(int capability, int control, Reason reason) {

    /// What the group code asks for: SV, RR, CR and UF.
    ///
    /// Source: `drivers/iommu/iommu.c:REQ_ACS_FLAGS`.
    public static final int REQUIRED =
            AcsCapability.SOURCE_VALIDATION
                    | AcsCapability.REQUEST_REDIRECT
                    | AcsCapability.COMPLETION_REDIRECT
                    | AcsCapability.UPSTREAM_FORWARDING;

    /// The required bits that are implemented and off. A bit that the hardware does not implement
    /// counts as hard-wired on.
    ///
    /// Source: `drivers/pci/pci.c:pci_acs_flags_enabled`.
    public int missing() {
        return REQUIRED & (capability | AcsCapability.EGRESS_CONTROL) & ~control;
    }

    /// The names of the bits of a word, `SV+RR`, lowest first; `none` for 0.
    public static String names(int bits) {
        String[] names = {"SV", "TB", "RR", "CR", "UF", "EC", "DT"};
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            if ((bits >> i & 1) != 0) {
                text.append(text.isEmpty() ? "" : "+").append(names[i]);
            }
        }
        return text.isEmpty() ? "none" : text.toString();
    }
}
