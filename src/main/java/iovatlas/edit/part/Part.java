package iovatlas.edit.part;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Edit;
import iovatlas.edit.vmm.GuestMap;
import iovatlas.edit.vmm.RamPlaces;
import iovatlas.topology.Architecture;
import iovatlas.topology.ElementId;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.IommuKind;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a palette offers. Each part has the word that a typed line calls it by.
public enum Part {
    HOST_BRIDGE(Shelf.PORTS, "Host bridge", "host-bridge", HostParts::hostBridge),
    ROOT_PORT(
            Shelf.PORTS,
            "Root port",
            "root-port",
            FunctionParts.of("root port", _ -> PciParts.rootPort())),
    SWITCH(
            Shelf.PORTS,
            "Switch, 2 ports",
            "switch",
            FunctionParts.of("switch", wish -> PciParts.switchWith(wish.countOr(2)))),
    SWITCH_UPSTREAM(
            Shelf.PORTS,
            "Switch upstream port",
            "switch-upstream",
            FunctionParts.of("switch upstream port", _ -> PciParts.upstreamPort())),
    SWITCH_DOWNSTREAM(
            Shelf.PORTS,
            "Switch downstream port",
            "switch-downstream",
            FunctionParts.of("switch downstream port", _ -> PciParts.downstreamPort())),
    PCIE_TO_PCI_BRIDGE(
            Shelf.PORTS,
            "PCIe-to-PCI bridge",
            "pcie-to-pci-bridge",
            FunctionParts.of(
                    "PCIe-to-PCI bridge",
                    _ -> PciParts.bridge(FunctionKind.PCIE_TO_PCI_BRIDGE, "1b21:1080"))),
    PCI_TO_PCIE_BRIDGE(
            Shelf.PORTS,
            "PCI-to-PCIe bridge",
            "pci-to-pcie-bridge",
            FunctionParts.of(
                    "PCI-to-PCIe bridge",
                    _ -> PciParts.bridge(FunctionKind.PCI_TO_PCIE_BRIDGE, "10b5:8111"))),
    CONVENTIONAL_BRIDGE(
            Shelf.PORTS,
            "Conventional PCI bridge",
            "pci-bridge",
            FunctionParts.of(
                    "conventional PCI bridge",
                    _ -> PciParts.bridge(FunctionKind.CONVENTIONAL_BRIDGE, "8086:244e"))),
    NIC(
            Shelf.CARDS,
            "Network card",
            "nic",
            FunctionParts.of("network card", _ -> List.of(PciParts.nic()))),
    DUAL_NIC(
            Shelf.CARDS,
            "Network card, 2 functions",
            "dual-nic",
            FunctionParts.of("network card", _ -> PciParts.dualNic())),
    SRIOV_NIC(
            Shelf.CARDS,
            "SR-IOV NIC, 8 VFs",
            "sriov-nic",
            FunctionParts.of("SR-IOV NIC", wish -> PciParts.sriovNic(wish.countOr(8)))),
    NVME(
            Shelf.CARDS,
            "NVMe disk",
            "nvme",
            FunctionParts.of("NVMe disk", _ -> List.of(PciParts.nvme()))),
    GPU(
            Shelf.CARDS,
            "Graphics card",
            "gpu",
            FunctionParts.of("graphics card", _ -> PciParts.gpu())),
    INTEGRATED(
            Shelf.CARDS,
            "Integrated endpoint",
            "integrated-endpoint",
            FunctionParts.of("integrated endpoint", _ -> List.of(PciParts.integrated()))),
    CONVENTIONAL(
            Shelf.CARDS,
            "Conventional PCI card",
            "pci-card",
            FunctionParts.of("conventional PCI card", _ -> List.of(PciParts.conventional()))),
    PLATFORM_DEVICE(Shelf.CARDS, "Platform device", "platform-device", HostParts::platformDevice),
    MEDIATED_DEVICE(Shelf.CARDS, "Mediated device (mdev)", "mdev", HostParts::mediatedDevice),
    SMMU_V3(Shelf.IOMMUS, "SMMUv3", "smmuv3", IommuParts.of(IommuKind.SMMU_V3)),
    SMMU_V2(Shelf.IOMMUS, "SMMUv2", "smmuv2", IommuParts.of(IommuKind.SMMU_V2)),
    VTD(Shelf.IOMMUS, "Intel VT-d", "vtd", IommuParts.of(IommuKind.VTD)),
    AMD_VI(Shelf.IOMMUS, "AMD-Vi", "amd-vi", IommuParts.of(IommuKind.AMD_VI)),
    VIRTIO_IOMMU(
            Shelf.IOMMUS, "virtio-iommu", "virtio-iommu", IommuParts.of(IommuKind.VIRTIO_IOMMU)),
    ITS(Shelf.INTERRUPTS, "GICv3 ITS", "its", ControllerParts::its),
    GICV2M(Shelf.INTERRUPTS, "GICv2m frame", "gicv2m", ControllerParts::v2m),
    MBI(Shelf.INTERRUPTS, "GICv3 MBI", "mbi", ControllerParts::mbi),
    APIC(Shelf.INTERRUPTS, "Local APICs", "apic", ControllerParts::apic),
    CPUS(Shelf.INTERRUPTS, "4 CPUs", "cpus", HostParts::cpus),
    GUEST(Shelf.GUESTS, "Guest", "guest", GuestParts::usual),
    PROCESS(Shelf.GUESTS, "User process (DPDK)", "process", GuestParts::process),
    RAM(Shelf.GUESTS, "RAM of a guest", "ram", GuestParts::ram),
    MMIO(Shelf.GUESTS, "MMIO of a guest", "mmio", GuestParts::mmio),
    CONTAINER(Shelf.GUESTS, "VFIO container", "container", GuestParts::container),
    IOAS(Shelf.GUESTS, "iommufd IOAS", "ioas", GuestParts::ioas),
    HWPT(Shelf.GUESTS, "iommufd HWPT", "hwpt", PageTableParts::hwpt),
    GUEST_QEMU_VIRT(GuestMap.QEMU_VIRT),
    GUEST_QEMU_VIRT_10_1(GuestMap.QEMU_VIRT_10_1),
    GUEST_QEMU_VIRT_3_1(GuestMap.QEMU_VIRT_3_1),
    GUEST_QEMU_VIRT_2_12(GuestMap.QEMU_VIRT_2_12),
    GUEST_QEMU_VIRT_2_7(GuestMap.QEMU_VIRT_2_7),
    GUEST_QEMU_Q35(GuestMap.QEMU_Q35),
    GUEST_QEMU_Q35_7_0(GuestMap.QEMU_Q35_7_0),
    GUEST_QEMU_Q35_2_10(GuestMap.QEMU_Q35_2_10),
    GUEST_QEMU_Q35_1_7(GuestMap.QEMU_Q35_1_7),
    GUEST_QEMU_PC(GuestMap.QEMU_PC),
    GUEST_QEMU_PC_7_0(GuestMap.QEMU_PC_7_0),
    GUEST_QEMU_PC_2_10(GuestMap.QEMU_PC_2_10),
    GUEST_QEMU_PC_1_7(GuestMap.QEMU_PC_1_7),
    GUEST_QEMU_PSERIES(GuestMap.QEMU_PSERIES),
    GUEST_QEMU_PSERIES_2_7(GuestMap.QEMU_PSERIES_2_7),
    GUEST_CROSVM(GuestMap.CROSVM),
    GUEST_CROSVM_ARM(GuestMap.CROSVM_ARM),
    GUEST_CLOUD_HYPERVISOR(GuestMap.CLOUD_HYPERVISOR),
    GUEST_CLOUD_HYPERVISOR_21(GuestMap.CLOUD_HYPERVISOR_21),
    GUEST_CLOUD_HYPERVISOR_ARM(GuestMap.CLOUD_HYPERVISOR_ARM),
    GUEST_CLOUD_HYPERVISOR_ARM_22(GuestMap.CLOUD_HYPERVISOR_ARM_22),
    GUEST_CLOUD_HYPERVISOR_ARM_0_14(GuestMap.CLOUD_HYPERVISOR_ARM_0_14),
    GUEST_FIRECRACKER(GuestMap.FIRECRACKER),
    GUEST_FIRECRACKER_1_12(GuestMap.FIRECRACKER_1_12),
    GUEST_FIRECRACKER_ARM(GuestMap.FIRECRACKER_ARM),
    GUEST_KVMTOOL_ARM(GuestMap.KVMTOOL_ARM),
    SWITCH_8(
            Shelf.PRESETS,
            "PCIe switch with 8 ports",
            "switch-8",
            FunctionParts.onPort("switch with 8 ports", _ -> PciParts.switchWith(8))),
    SRIOV_64(
            Shelf.PRESETS,
            "SR-IOV NIC, 64 VFs",
            "sriov-64",
            FunctionParts.onPort("SR-IOV NIC with 64 VFs", _ -> PciParts.sriovNic(64))),
    ARM_SERVER(Shelf.PRESETS, "Board: Arm server", "arm-server", Boards::armServer),
    INTEL_DESKTOP(Shelf.PRESETS, "Board: Intel desktop", "intel-desktop", Boards::intelDesktop);

    /// The headings of the palette.
    public enum Shelf {
        PORTS("Ports and bridges"),
        CARDS("Cards and devices"),
        IOMMUS("IOMMUs"),
        INTERRUPTS("Interrupts and CPUs"),
        GUESTS("Guests and containers"),
        MONITORS("Guests of VMMs"),
        PRESETS("Presets");

        private final String title;

        Shelf(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /// Makes the edit that puts a part into a machine.
    @FunctionalInterface
    interface Maker {
        Edit make(Atlas atlas, Wish wish);
    }

    private final Shelf shelf;
    private final String title;
    private final String word;
    private final Maker maker;
    private final @Nullable GuestMap map;

    Part(Shelf shelf, String title, String word, Maker maker) {
        this(shelf, title, word, maker, null);
    }

    Part(Shelf shelf, String title, String word, Maker maker, @Nullable GuestMap map) {
        this.shelf = shelf;
        this.title = title;
        this.word = word;
        this.maker = maker;
        this.map = map;
    }

    Part(GuestMap map) {
        this(
                Shelf.MONITORS,
                map.title(),
                map.word(),
                (atlas, wish) -> GuestParts.guest(atlas, wish, map),
                map);
    }

    public Shelf shelf() {
        return shelf;
    }

    /// What the palette calls it.
    public String title() {
        return title;
    }

    /// What a typed line calls it.
    public String word() {
        return word;
    }

    /// The memory map of a guest that a monitor lays out, empty for all other parts.
    public Optional<GuestMap> map() {
        return Optional.ofNullable(map);
    }

    /// Where a guest of this part has its RAM on such a host, by how much there is; empty for all
    /// other parts.
    public Optional<RamPlaces> ramPlaces(Atlas atlas) {
        return map().map(known -> known.ramPlaces(GuestParts.hasAmd(atlas)));
    }

    /// The part of a word; a guest's may end with any release of its monitor.
    ///
    /// @throws IllegalArgumentException for a release that is not known
    public static Optional<Part> of(String word) {
        String known = GuestMap.of(word).map(GuestMap::word).orElse(word);
        return Arrays.stream(values()).filter(p -> p.word.equals(known)).findFirst();
    }

    /// The edit that puts it into a machine; its refusal says why it cannot go there.
    public PlacePart edit(Wish wish) {
        return new PlacePart(this, wish);
    }

    /// The part as it is, dropped on an element.
    public PlacePart on(ElementId element) {
        return edit(Wish.on(element));
    }

    Edit make(Atlas atlas, Wish wish) {
        return maker.make(atlas, wish);
    }

    static boolean isArm(Atlas atlas) {
        return atlas.boot().architecture().value() == Architecture.ARM64;
    }
}
