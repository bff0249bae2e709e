package iovatlas.kernel.iommu;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Reason;
import iovatlas.kernel.pci.PciNode;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The reserved regions that the IOMMU drivers report for each device, and what sysfs shows for a
/// group.
///
/// Source: `drivers/iommu/iommu.c:iommu_get_resv_regions, iommu_get_group_resv_regions`.
final class DeviceRegions {

    /// MSI_IOVA_BASE and MSI_IOVA_LENGTH of the SMMU and virtio-iommu drivers.
    private static final AddressRange<Iova> SW_WINDOW = range(0x8000000L, 0x80fffffL);

    /// The interrupt window of x86.
    private static final AddressRange<Iova> X86_WINDOW = range(0xfee00000L, 0xfeefffffL);

    private static final AddressRange<Iova> HYPERTRANSPORT = range(0xfd00000000L, 0xffffffffffL);

    /// Bit of the second extended feature register.
    private static final int HT_RANGE_IGNORE = 11;

    private static final List<ReservedRegion> SMMU =
            List.of(region(SW_WINDOW, ReservedType.SW_MSI, RegionRules.SMMU_SW_MSI));
    private static final List<ReservedRegion> VIRTIO =
            List.of(region(SW_WINDOW, ReservedType.SW_MSI, RegionRules.VIRTIO_SW_MSI));
    private static final List<ReservedRegion> VTD =
            List.of(region(X86_WINDOW, ReservedType.MSI, RegionRules.INTEL_MSI));
    private static final List<ReservedRegion> AMD =
            List.of(
                    region(X86_WINDOW, ReservedType.MSI, RegionRules.AMD_MSI),
                    region(HYPERTRANSPORT, ReservedType.RESERVED, RegionRules.HYPERTRANSPORT));

    private final Machine machine;
    private final FirmwareRegions firmware;

    DeviceRegions(Machine machine) {
        this.machine = machine;
        this.firmware = new FirmwareRegions(machine);
    }

    /// The regions of a function in driver order, empty when no IOMMU translates for it.
    List<ReservedRegion> of(PciAddress at) {
        return machine.tree().node(at).map(this::of).orElse(List.of());
    }

    private List<ReservedRegion> of(PciNode node) {
        return machine.coverage()
                .of(node)
                .map(IommuSide::iommu)
                .map(iommu -> of(firmware.of(node, iommu), iommu.hardware()))
                .orElse(List.of());
    }

    /// The regions of a device on no PCI bus.
    List<ReservedRegion> ofOther(String name) {
        return machine.topology().platformDevices().stream()
                .filter(device -> device.name().equals(name))
                .findFirst()
                .flatMap(device -> machine.topology().iommu(String.valueOf(device.iommu())))
                .map(iommu -> of(firmware.ofOther(name), iommu.hardware()))
                .orElse(List.of());
    }

    /// The group as a value, its regions merged from those of all members.
    IommuGroup finished(FormedGroup group) {
        List<List<ReservedRegion>> lists = new ArrayList<>();
        group.members().forEach(at -> lists.add(of(at)));
        group.others().forEach(name -> lists.add(ofOther(name)));
        return new IommuGroup(
                group.number(), group.members(), group.others(), group.type(), merged(lists));
    }

    private List<ReservedRegion> merged(List<List<ReservedRegion>> lists) {
        RegionList merged = new RegionList(machine.release());
        lists.forEach(list -> list.forEach(merged::insert));
        return merged.regions();
    }

    private List<ReservedRegion> of(List<ReservedRegion> reserved, IommuHardware hardware) {
        return switch (hardware) {
            case IommuHardware.SmmuV2 _ -> join(SMMU, reserved);
            case IommuHardware.SmmuV3 smmu ->
                    join(smmu.hi161x() ? join(SMMU, firmware.itsWindows()) : SMMU, reserved);
            case IommuHardware.VirtioIommu virtio -> join(virtio(virtio), reserved);
            case IommuHardware.Vtd _ -> join(reserved, VTD);
            case IommuHardware.AmdVi amd ->
                    join(reserved, ignoresHyperTransport(amd) ? AMD.subList(0, 1) : AMD);
        };
    }

    /// Source: `drivers/iommu/amd/init.c:amd_iommu_ht_range_ignore`.
    private boolean ignoresHyperTransport(IommuHardware.AmdVi amd) {
        return amd.features2().bit(HT_RANGE_IGNORE)
                && RegionRules.HYPERTRANSPORT_IGNORED.holdsIn(machine.release());
    }

    /// What the device announces for an endpoint, by start address, then the driver's own window if
    /// there was no MSI window among it. The oldest drivers did not sort; a group's list is the same then.
    ///
    /// Source: `drivers/iommu/virtio-iommu.c:viommu_add_resv_mem, viommu_get_resv_regions`.
    private static List<ReservedRegion> virtio(IommuHardware.VirtioIommu virtio) {
        AddressRange<Iova> window = virtio.msiWindow();
        if (window == null && virtio.reserved().isEmpty()) {
            return VIRTIO;
        }
        List<ReservedRegion> announced = new ArrayList<>();
        virtio.reserved()
                .forEach(range ->
                        announced.add(
                                region(range, ReservedType.RESERVED, RegionRules.VIRTIO_RESERVED)));
        if (window != null) {
            announced.add(region(window, ReservedType.MSI, RegionRules.VIRTIO_MSI));
        }
        announced.sort(Comparator.comparing(region -> region.range().first()));
        return window == null ? join(announced, VIRTIO) : List.copyOf(announced);
    }

    private static List<ReservedRegion> join(List<ReservedRegion> a, List<ReservedRegion> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        List<ReservedRegion> both = new ArrayList<>(a);
        both.addAll(b);
        return List.copyOf(both);
    }

    private static ReservedRegion region(
            AddressRange<Iova> range, ReservedType type, KernelRule rule) {
        return new ReservedRegion(range, type, Reason.of(rule));
    }

    private static AddressRange<Iova> range(long first, long last) {
        return AddressRange.of(Iova.of(first), Iova.of(last));
    }
}
