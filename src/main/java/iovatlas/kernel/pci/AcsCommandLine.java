package iovatlas.kernel.pci;

import iovatlas.kernel.CommandLine;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.AcsCapability;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The words of the command line that set ACS bits of single functions.
///
/// Source: `drivers/pci/pci.c:pci_setup, __pci_config_acs, pci_disable_acs_redir`.
final class AcsCommandLine {

    private static final int REDIRECT =
            AcsCapability.REQUEST_REDIRECT
                    | AcsCapability.COMPLETION_REDIRECT
                    | AcsCapability.EGRESS_CONTROL;
    private static final int ALL = 0x7f;

    /// Bits to set or clear in the functions that a selector names.
    ///
    /// @param mask the bits that are named
    /// @param value their values
    record Setting(String selector, int mask, int value) {}

    private final List<String> unredirected;
    private final List<Setting> configured;
    private final boolean noAts;

    private AcsCommandLine(List<String> unredirected, List<Setting> configured, boolean noAts) {
        this.unredirected = List.copyOf(unredirected);
        this.configured = List.copyOf(configured);
        this.noAts = noAts;
    }

    static AcsCommandLine of(CommandLine line, KernelRelease release) {
        List<String> unredirected = new ArrayList<>();
        List<Setting> configured = new ArrayList<>();
        boolean noAts = false;
        for (String options : line.values("pci").toList()) {
            for (String option : options.split(",", -1)) {
                if (option.startsWith("disable_acs_redir=")) {
                    unredirected = List.of(after(option).split(";", -1));
                } else if (option.startsWith("config_acs=")) {
                    configured = settings(after(option));
                } else if (option.equals("noats")) {
                    noAts = true;
                }
            }
        }
        boolean knowsConfig = PciRules.ACS_CONFIGURED.holdsIn(release);
        return new AcsCommandLine(unredirected, knowsConfig ? configured : List.of(), noAts);
    }

    /// Whether `pci=noats` makes the kernel set Translation Blocking too.
    boolean noAts() {
        return noAts;
    }

    /// Whether `disable_acs_redir` names the function.
    boolean disablesRedirect(PciNode node) {
        return unredirected.stream().anyMatch(s -> FunctionSelector.matches(s, node));
    }

    /// The bits that `disable_acs_redir` clears.
    static int redirectBits() {
        return REDIRECT;
    }

    /// What `config_acs` says about the function, null for nothing; the first match counts.
    @Nullable Setting configured(PciNode node) {
        return configured.stream()
                .filter(s -> FunctionSelector.matches(s.selector(), node))
                .findFirst()
                .orElse(null);
    }

    private static String after(String option) {
        return option.substring(option.indexOf('=') + 1);
    }

    /// An unreadable entry ends the list, as in the kernel.
    private static List<Setting> settings(String text) {
        List<Setting> settings = new ArrayList<>();
        for (String entry : text.split(";", -1)) {
            int at = entry.indexOf('@');
            Setting setting = at < 0 ? null : setting(entry.substring(0, at), entry, at);
            if (setting == null) {
                break;
            }
            settings.add(setting);
        }
        return settings;
    }

    private static @Nullable Setting setting(String bits, String entry, int at) {
        int mask = 0;
        int value = 0;
        for (int i = 0; i < bits.length(); i++) {
            int bit = 1 << Math.min(bits.length() - 1 - i, 30);
            switch (bits.charAt(i)) {
                case '0' -> mask |= bit;
                case '1' -> {
                    mask |= bit;
                    value |= bit;
                }
                case 'x', 'X' -> {
                    // left as firmware has it
                }
                default -> {
                    return null;
                }
            }
        }
        return (mask & ~ALL) == 0 ? new Setting(entry.substring(at + 1), mask, value) : null;
    }
}
