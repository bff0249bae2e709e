package iovatlas.kernel.pci;

import iovatlas.kernel.KernelRelease;

import java.util.ArrayList;
import java.util.List;

/// One line of the table of functions that isolate, or do not, whatever their registers say.
///
/// Source: `drivers/pci/quirks.c:pci_dev_acs_enabled`.
///
/// @param vendor vendor ID
/// @param first first device ID
/// @param last last device ID, inclusive
/// @param mechanism what the line says
/// @param since first release that has it
record AcsQuirk(int vendor, int first, int last, Mechanism mechanism, KernelRelease since) {

    /// What a line of the table says about the required bits SV, RR, CR and UF.
    enum Mechanism {
        /// They are as good as enabled.
        ISOLATES("pci_quirk_mf_endpoint_acs"),
        /// They are as good as disabled.
        NEVER("pci_quirk_wangxun_nic_acs"),
        /// Enabled for root-complex integrated endpoints, no answer for others.
        INTEGRATED_ENDPOINT("pci_quirk_rciep_acs"),
        /// Enabled for root ports, no answer for others.
        ROOT_PORT("pci_quirk_al_acs"),
        /// Enabled for root ports and downstream ports, no answer for others.
        PORT("pci_quirk_zhaoxin_pcie_ports_acs"),
        /// Root ports whose own registers the kernel programs when ACS was requested.
        ENABLED_ROOT_PORT("pci_quirk_intel_pch_acs"),
        /// Multifunction parts of the root bus of a machine with an AMD IOMMU.
        SOUTHBRIDGE("pci_quirk_amd_sb_acs");

        private final String function;

        Mechanism(String function) {
            this.function = function;
        }

        /// The kernel function behind it.
        String function() {
            return function;
        }
    }

    static final List<AcsQuirk> TABLE = table();

    boolean covers(int device) {
        return first <= device && device <= last;
    }

    private static List<AcsQuirk> table() {
        List<AcsQuirk> table = new ArrayList<>();
        KernelRelease first = KernelRelease.V4_9;
        table.add(
                new AcsQuirk(
                        0x8086, 0, 0xffff, Mechanism.INTEGRATED_ENDPOINT, KernelRelease.of(5, 8)));
        for (int device : new int[] {0x10fb, 0x1521, 0x10c9}) {
            table.add(new AcsQuirk(0x8086, device, device, Mechanism.ISOLATES, first));
        }
        return List.copyOf(table);
    }
}
