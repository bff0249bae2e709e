package iovatlas.kernel.pci;

import iovatlas.kernel.KernelRelease;

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
        ROOT_PORT("pci_quirk_cavium_acs"),
        /// Enabled for root ports and downstream ports, no answer for others.
        PORT("pci_quirk_zhaoxin_pcie_ports_acs"),
        /// Disabled for root ports and downstream ports, no answer for others.
        PORT_NEVER("pci_quirk_zhaoxin_pcie_ports_acs"),
        /// Root ports without ACS capability that the kernel programs when ACS was requested.
        ENABLED_ROOT_PORT("pci_quirk_intel_pch_acs"),
        /// Root ports whose ACS registers are 32 bits wide each; the words themselves are as usual.
        REGISTERS_OF_ROOT_PORT("pci_quirk_intel_spt_pch_acs"),
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

    static final List<AcsQuirk> TABLE = AcsQuirkTable.read();

    boolean covers(int device) {
        return first <= device && device <= last;
    }
}
