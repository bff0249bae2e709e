package iovatlas.scenario.design;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.MemoryRegion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a VMM that may choose puts the doorbell window: it knows its own memory and what it is going
/// to map, and takes the lowest hole above the lowest of these that no reserved region touches.
final class UserWindow {

    private UserWindow() {}

    /// The window, empty when there is no hole.
    static Optional<AddressRange<Iova>> choose(
            GroupTable groups, List<ScenarioStep> steps, ByteSize granule) {
        ByteSize size = size(groups, granule);
        var taken = new ArrayList<AddressRange<Iova>>();
        for (ContainerOwner owner : groups.topology().owners()) {
            owner.memory().stream().map(UserWindow::iova).forEach(taken::add);
        }
        for (ScenarioStep step : steps) {
            if (step.action() instanceof Step.Map map && map.iova() != null) {
                AddressRange.ofSizeOrEmpty(map.iova(), map.size()).ifPresent(taken::add);
            }
        }
        for (IommuGroup group : groups.groups()) {
            group.reserved().stream()
                    .filter(region -> region.type() != ReservedType.SW_MSI)
                    .map(ReservedRegion::range)
                    .forEach(taken::add);
        }
        Iova from = taken.stream().map(AddressRange::first).sorted().findFirst().orElse(Iova.ZERO);
        RangeIndex<Iova, Boolean> index =
                RangeIndex.of(
                        taken.stream()
                                .map(range -> new RangeIndex.Entry<>(range, Boolean.TRUE))
                                .toList());
        return index.holes(AddressRange.of(from, Iova.MAX)).stream()
                .flatMap(hole -> fit(hole, size).stream())
                .findFirst();
    }

    /// Room for a page of each doorbell, 1 MiB at least.
    private static ByteSize size(GroupTable groups, ByteSize granule) {
        ByteSize size = ByteSize.MIB;
        ByteSize needed = granule.times(groups.topology().msiControllers().size());
        while (size.compareTo(needed) < 0) {
            size = size.times(2);
        }
        return size;
    }

    private static Optional<AddressRange<Iova>> fit(AddressRange<Iova> hole, ByteSize size) {
        // The kernel takes IOVA 0 for "nothing allocated".
        Iova from = hole.first().equals(Iova.ZERO) ? Iova.of(1) : hole.first();
        return from.alignUp(size)
                .flatMap(first -> AddressRange.ofSizeOrEmpty(first, size))
                .filter(hole::contains);
    }

    private static AddressRange<Iova> iova(MemoryRegion region) {
        return AddressRange.of(
                Iova.of(region.range().first().unsignedBits()),
                Iova.of(region.range().last().unsignedBits()));
    }

    /// The IOVA with the number of a physical address.
    static Iova same(HostPhysical address) {
        return Iova.of(address.unsignedBits());
    }
}
