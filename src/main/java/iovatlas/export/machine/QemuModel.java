package iovatlas.export.machine;

import iovatlas.topology.PciFunction;

/// Which of QEMU's devices stands in for a function.
///
/// @param device name and properties, without bus and address
/// @param drive whether it needs a drive of its own
/// @param since what QEMU must be, empty for any
record QemuModel(String device, boolean drive, String since) {
    private static final int NETWORK = 0x02;
    private static final String BEHIND_IOMMU = ",disable-legacy=on,iommu_platform=on";

    /// @param isolated whether it keeps apart from the other functions of its slot: of QEMU's endpoints
    ///     only the 82576 does, by a quirk of the kernel
    static QemuModel of(PciFunction function, boolean isolated) {
        return switch (function.kind()) {
            case ROOT_PORT ->
                    plain(function.capabilities().acs() == null ? "ioh3420" : "pcie-root-port");
            case SWITCH_UPSTREAM -> plain("x3130-upstream");
            case SWITCH_DOWNSTREAM -> plain("xio3130-downstream");
            case PCIE_TO_PCI_BRIDGE -> plain("pcie-pci-bridge");
            case PCI_TO_PCIE_BRIDGE, CONVENTIONAL_BRIDGE -> plain("pci-bridge,shpc=off");
            case ENDPOINT, LEGACY_ENDPOINT, INTEGRATED_ENDPOINT, EVENT_COLLECTOR ->
                    express(function, isolated);
            case CONVENTIONAL -> conventional(function.identity().baseClass());
        };
    }

    private static QemuModel express(PciFunction function, boolean isolated) {
        boolean network = function.identity().baseClass() == NETWORK;
        if (isolated && network) {
            // Function 0 tells the kernel of function 1: where ARI is on, nothing else does.
            return new QemuModel("igb,x-pcie-ari-nextfn-1=on", false, "8.1");
        }
        if (function.capabilities().sriov() != null) {
            return new QemuModel("igb", false, "8.0");
        }
        return switch (function.identity().baseClass()) {
            case 0x01 -> new QemuModel("nvme", true, "");
            case NETWORK -> plain("virtio-net-pci" + BEHIND_IOMMU);
            default ->
                    function.identity().baseAndSubClass() == 0x0c03
                            ? plain("qemu-xhci")
                            : plain("virtio-rng-pci" + BEHIND_IOMMU);
        };
    }

    private static QemuModel conventional(int baseClass) {
        return switch (baseClass) {
            case 0x02 -> plain("e1000");
            case 0x04 -> plain("intel-hda");
            default -> plain("pci-testdev");
        };
    }

    private static QemuModel plain(String device) {
        return new QemuModel(device, false, "");
    }
}
