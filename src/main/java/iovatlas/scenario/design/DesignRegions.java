package iovatlas.scenario.design;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Reason;
import iovatlas.kernel.doorbell.design.DoorbellPolicy;
import iovatlas.kernel.doorbell.design.Placement;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.topology.Architecture;
import iovatlas.topology.MsiController;
import iovatlas.topology.ReservedMemory;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The reserved regions that groups have under a design: the driver's window stays, moves, is another
/// one, or is not there.
///
/// @param userWindow the window that user space asked for, null without one
record DesignRegions(DoorbellPolicy policy, @Nullable AddressRange<Iova> userWindow) {
    /// Control and translation frame.
    private static final ByteSize ITS_FRAMES = ByteSize.KIB.times(128);

    private static final Iova SECOND_BASE = Iova.of(0xa000_0000L);

    private static final KernelRule MOVED =
            KernelRule.of(
                    "design-window-moved",
                    "the doorbell design puts the software MSI window here",
                    "drivers/iommu",
                    "get_resv_regions");
    private static final KernelRule ITS_DECODED =
            KernelRule.of(
                    "design-its-decoded",
                    "the ITS frame is decoded before the SMMU",
                    "drivers/iommu/dma-iommu.c",
                    "iommu_dma_get_resv_regions");

    /// Ascending by address.
    List<ReservedRegion> of(GroupTable groups, IommuGroup group) {
        var regions = new ArrayList<ReservedRegion>();
        for (ReservedRegion region : group.reserved()) {
            if (region.type() == ReservedType.SW_MSI) {
                window(groups, group, region).ifPresent(regions::add);
            } else {
                regions.add(region);
            }
        }
        boolean arm = groups.facts().architecture().value() == Architecture.ARM64;
        if (policy.placement() == Placement.HARDWARE && arm) {
            groups.topology().msiControllers().forEach(c -> frames(c).ifPresent(regions::add));
        }
        return regions.stream().sorted((a, b) -> a.range().compareTo(b.range())).toList();
    }

    private Optional<ReservedRegion> window(
            GroupTable groups, IommuGroup group, ReservedRegion driver) {
        return switch (policy.base()) {
            case NONE -> Optional.empty();
            case DRIVER -> Optional.of(driver);
            case SECOND_CONSTANT ->
                    Optional.of(
                            isTaken(groups, group, driver)
                                    ? moved(AddressRange.ofSize(SECOND_BASE, driver.range().size()))
                                    : driver);
            case USER -> Optional.ofNullable(userWindow).map(DesignRegions::moved);
        };
    }

    /// Whether firmware keeps something else for a member of the group where the window would be.
    private static boolean isTaken(GroupTable groups, IommuGroup group, ReservedRegion driver) {
        return groups.topology().reservedMemory().stream()
                .filter(memory -> memory.source() == ReservedMemory.Source.DEVICE_TREE)
                .filter(memory -> memory.range().overlaps(driver.range()))
                .anyMatch(memory ->
                        memory.everyDevice()
                                || memory.devices().stream().anyMatch(group::contains));
    }

    private static ReservedRegion moved(AddressRange<Iova> range) {
        return new ReservedRegion(range, ReservedType.SW_MSI, Reason.of(MOVED));
    }

    private static Optional<ReservedRegion> frames(MsiController controller) {
        return controller instanceof MsiController.Its its
                ? Optional.of(decoded(its.base()))
                : Optional.empty();
    }

    private static ReservedRegion decoded(HostPhysical base) {
        return new ReservedRegion(
                AddressRange.ofSize(Iova.of(base.unsignedBits()), ITS_FRAMES),
                ReservedType.MSI,
                Reason.of(ITS_DECODED));
    }
}
