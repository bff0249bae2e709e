package iovatlas.scenario;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.kernel.doorbell.CookieWindow;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.kernel.vfio.Container;
import iovatlas.kernel.vfio.DmaMapping;
import iovatlas.kernel.vfio.Type1;
import iovatlas.kernel.vfio.Type1Domain;
import iovatlas.topology.IovaSpace;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Shows containers as the views and rules want to see them.
///
/// @param state the moment
record SpaceProjection(KernelState state) {

    List<SpaceView> spaces() {
        return state.topology().spaces().stream().map(this::view).toList();
    }

    private SpaceView view(IovaSpace space) {
        return switch (space) {
            case IovaSpace.Container container -> view(container);
            case IovaSpace.Ioas ioas -> new IoasProjection(state).view(ioas);
        };
    }

    private SpaceView view(IovaSpace.Container space) {
        Type1 type1 =
                state.containerOf(space.name())
                        .flatMap(number -> state.vfio().container(number))
                        .map(Container::type1)
                        .orElse(null);
        if (type1 == null) {
            return new SpaceView(
                    space.name(), space.owner(), false, List.of(), RangeIndex.empty(), List.of());
        }
        return new SpaceView(
                space.name(),
                space.owner(),
                false,
                type1.permitted().ranges(),
                mappings(type1),
                domains(type1),
                mediated(type1));
    }

    private List<MediatedView> mediated(Type1 type1) {
        var views = new ArrayList<MediatedView>();
        for (int group : type1.emulated().groups()) {
            state.groups()
                    .emulatedMember(group)
                    .map(name -> new MediatedView(name, group, type1.emulated().pinned(group)))
                    .ifPresent(views::add);
        }
        return views;
    }

    private RangeIndex<Iova, UserMapping> mappings(Type1 type1) {
        return type1.mappings().viewed(this::mapping);
    }

    private UserMapping mapping(Entry<Iova, DmaMapping> entry) {
        DmaMapping mapping = entry.value();
        Optional<Step.Map> step = state.mapSteps().step(mapping.tag());
        return new UserMapping(
                entry.range(),
                mapping.address(),
                backing(step),
                step.map(Step.Map::offset).orElse(ByteSize.ZERO),
                mapping.read(),
                mapping.write(),
                mapping.tag());
    }

    private static @Nullable String backing(Optional<Step.Map> step) {
        return step.isEmpty() ? null : step.get().backing();
    }

    private List<DomainView> domains(Type1 type1) {
        return type1.domains().reversed().stream().map(this::domain).toList();
    }

    private DomainView domain(Type1Domain domain) {
        List<ReservedRegion> reserved = reserved(domain);
        return new DomainView(
                domain.number(),
                domain.shape().iommu(),
                domain.shape().aperture(),
                domain.shape().pageSizes(),
                domain.groups(),
                reserved,
                window(domain, reserved),
                "",
                doorbells(domain));
    }

    private List<DoorbellView> doorbells(Type1Domain domain) {
        CookieWindow cookie = domain.doorbells();
        return cookie == null
                ? List.of()
                : new DoorbellProjection(state).of(cookie.pages(), domain.groups());
    }

    private static @Nullable AddressRange<Iova> window(
            Type1Domain domain, List<ReservedRegion> reserved) {
        Iova base = domain.windowBase();
        for (ReservedRegion region : reserved) {
            if (region.type() == ReservedType.SW_MSI && region.range().first().equals(base)) {
                return region.range();
            }
        }
        return null;
    }

    private List<ReservedRegion> reserved(Type1Domain domain) {
        var all = new ArrayList<ReservedRegion>();
        for (IommuGroup group : state.groups().groups()) {
            if (domain.groups().contains(group.number())) {
                group.reserved().stream()
                        .filter(r -> all.stream().noneMatch(there -> same(there, r)))
                        .forEach(all::add);
            }
        }
        return all.stream().sorted((a, b) -> a.range().compareTo(b.range())).toList();
    }

    private static boolean same(ReservedRegion a, ReservedRegion b) {
        return a.type() == b.type() && a.range().equals(b.range());
    }
}
