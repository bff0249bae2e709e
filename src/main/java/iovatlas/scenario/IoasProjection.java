package iovatlas.scenario;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.kernel.iommufd.Area;
import iovatlas.kernel.iommufd.BoundDevice;
import iovatlas.kernel.iommufd.Context;
import iovatlas.kernel.iommufd.Hwpt;
import iovatlas.kernel.iommufd.Ioas;
import iovatlas.kernel.iommufd.IoasDomain;
import iovatlas.topology.IovaSpace;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Shows IOASes as the views and rules want to see them.
///
/// @param state the moment
record IoasProjection(KernelState state) {

    SpaceView view(IovaSpace space) {
        Context context = state.iommufdOf(space.name()).orElse(null);
        Ioas ioas =
                context == null
                        ? null
                        : state.idOf(space.name()).flatMap(context::ioas).orElse(null);
        if (context == null || ioas == null) {
            return new SpaceView(
                    space.name(), space.owner(), true, List.of(), RangeIndex.empty(), List.of());
        }
        var domains = new ArrayList<DomainView>();
        for (IoasDomain domain : ioas.domains()) {
            domains.add(domain(domains.size(), context, context.hwpt(domain.hwpt()).orElseThrow()));
        }
        return new SpaceView(
                space.name(),
                space.owner(),
                true,
                ioas.ranges(),
                mappings(ioas),
                domains,
                mediated(context, ioas));
    }

    private static List<MediatedView> mediated(Context context, Ioas ioas) {
        return context.accesses().values().stream()
                .filter(access -> access.ioas() != null && access.ioas() == ioas.id())
                .map(access -> new MediatedView(access.device(), access.group(), access.pinned()))
                .toList();
    }

    private RangeIndex<Iova, UserMapping> mappings(Ioas ioas) {
        return ioas.areas().viewed(this::mapping);
    }

    private UserMapping mapping(Entry<Iova, Area> entry) {
        Area area = entry.value();
        Optional<Step.Map> step = state.mapSteps().step(area.tag());
        return new UserMapping(
                entry.range(),
                area.address(),
                step.isEmpty() ? null : step.get().backing(),
                step.map(Step.Map::offset).orElse(ByteSize.ZERO),
                area.read(),
                area.write(),
                area.tag());
    }

    private DomainView domain(int number, Context context, Hwpt hwpt) {
        List<BoundDevice> devices = context.attachedTo(hwpt.id());
        List<Integer> groups = devices.stream().map(BoundDevice::group).distinct().toList();
        List<ReservedRegion> reserved = reserved(devices);
        return new DomainView(
                number,
                hwpt.shape().iommu(),
                hwpt.shape().aperture(),
                hwpt.shape().pageSizes(),
                groups,
                reserved,
                window(reserved),
                state.tableName(hwpt.id())
                        .orElse("hwpt " + hwpt.id() + (hwpt.automatic() ? " (auto)" : "")),
                new DoorbellProjection(state).of(hwpt.pages(context), groups));
    }

    private static @Nullable AddressRange<Iova> window(List<ReservedRegion> reserved) {
        for (ReservedRegion region : reserved) {
            if (region.type() == ReservedType.SW_MSI) {
                return region.range();
            }
        }
        return null;
    }

    /// Those of the attached devices, not of their whole groups as with type1.
    private List<ReservedRegion> reserved(List<BoundDevice> devices) {
        var all = new ArrayList<ReservedRegion>();
        for (BoundDevice device : devices) {
            state.groups().regionsOf(device.at()).stream()
                    .filter(r -> all.stream().noneMatch(there -> same(there, r)))
                    .forEach(all::add);
        }
        return all.stream().sorted((a, b) -> a.range().compareTo(b.range())).toList();
    }

    private static boolean same(ReservedRegion a, ReservedRegion b) {
        return a.type() == b.type() && a.range().equals(b.range());
    }
}
