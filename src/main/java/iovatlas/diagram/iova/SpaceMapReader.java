package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.AddressWidth;
import iovatlas.address.Iova;
import iovatlas.diagram.iova.IovaMapModel.Column;
import iovatlas.diagram.iova.RefusedMaps.RefusedMap;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.MediatedView;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.StepResult;
import iovatlas.scenario.Timeline;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.MemoryRegion;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads the map of one container or IOAS from a kernel state and from what happened up to it.
final class SpaceMapReader {
    private static final AddressWidth USUAL = new AddressWidth(48);

    private final KernelState state;
    private final List<StepResult> results;
    private final SpaceView space;
    private final List<StepResult> failed;
    private final List<RefusedMap> refused;
    private final @Nullable DesignFindings whatIf;
    private final IovaMapOptions options;
    private final AddressRange<Iova> range;

    SpaceMapReader(StepsSoFar steps, SpaceView space, IovaMapOptions options) {
        this(steps, space, RefusedMaps.of(space, steps.results(), steps.failed()), null, options);
    }

    /// A moment of a scenario.
    ///
    /// @param results what was answered up to it
    /// @param failed those of them that were refused
    record StepsSoFar(KernelState state, List<StepResult> results, List<StepResult> failed) {

        static StepsSoFar of(Timeline timeline, int step) {
            return new StepsSoFar(
                    timeline.state(step),
                    timeline.results().subList(0, step),
                    timeline.refused().stream().filter(result -> result.number() <= step).toList());
        }
    }

    /// @param whatIf what a doorbell design makes of it, null for what the kernel answers
    SpaceMapReader(
            StepsSoFar steps,
            SpaceView space,
            List<RefusedMap> refused,
            @Nullable DesignFindings whatIf,
            IovaMapOptions options) {
        this.options = options;
        this.state = steps.state();
        this.results = steps.results();
        this.space = space;
        this.failed = steps.failed();
        this.refused = refused;
        this.whatIf = whatIf;
        this.range = range();
    }

    IovaMapModel read() {
        var columns = new ArrayList<Column>();
        owner().filter(owner -> !owner.memory().isEmpty())
                .ifPresent(owner -> columns.add(memory(owner)));
        columns.addAll(new SideColumns(state, space, options).columns());
        int firstDomain = columns.size();
        for (DomainView domain : space.domains()) {
            columns.add(domain(domain));
        }
        if (space.domains().isEmpty()) {
            columns.add(nothingAttached());
        }
        List<Collision> collisions =
                whatIf == null ? kernelCollisions(columns) : whatIf.collisions(space.name());
        return new IovaMapModel(
                "IOVA map of "
                        + kindOfSpace()
                        + " "
                        + space.name()
                        + (whatIf == null ? "" : ", what if: " + whatIf.design()),
                new ElementId.OfSpace(space.name()),
                range,
                space.mappings(),
                columns,
                HostDoorbells.of(state.topology(), space, firstDomain),
                collisions);
    }

    private List<Collision> kernelCollisions(List<Column> columns) {
        var finder = new CollisionFinder(space);
        refused.forEach(finder::addRefused);
        var calls = new RefusedCalls(state, space, failed);
        finder.addAccepted(calls.interrupts());
        calls.collect(finder, columns);
        return finder.collisions();
    }

    private String kindOfSpace() {
        return space.iommufd() ? "IOAS" : "container";
    }

    private Optional<ContainerOwner> owner() {
        String name = space.owner();
        return name == null ? Optional.empty() : state.topology().owner(name);
    }

    private static Column memory(ContainerOwner owner) {
        String title =
                switch (owner) {
                    case ContainerOwner.Guest guest -> "Guest physical  " + guest.name();
                    case ContainerOwner.UserProcess process -> "Process virtual  " + process.name();
                };
        List<IovaItem> items =
                owner.memory().stream()
                        .map(region -> RegionItems.memory(owner.name(), region))
                        .toList();
        return new Column(
                Column.Kind.MEMORY, new ElementId.OfOwner(owner.name()), title, "", false, items);
    }

    private Column domain(DomainView domain) {
        var items = new ArrayList<>(RegionItems.outside(domain, range));
        refused.forEach(map -> items.add(map.item(space, domain)));
        domain.reserved().forEach(r -> items.add(RegionItems.window(space.name(), r)));
        domain.reserved().forEach(r -> items.addAll(RegionItems.covering(space, r)));
        domain.doorbells().forEach(d -> items.add(RegionItems.doorbell(space.name(), d)));
        items.addAll(ChangedItems.of(space, results, options.since()));
        String groups =
                domain.groups().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return new Column(
                Column.Kind.DOMAIN,
                new ElementId.OfDomain(space.name(), domain.number()),
                "Domain d" + domain.number() + "  " + domain.iommu(),
                bits(domain.aperture().last())
                        + " bits, group"
                        + (domain.groups().size() == 1 ? " " : "s ")
                        + groups,
                true,
                items);
    }

    private Column nothingAttached() {
        List<IovaItem> items = refused.stream().map(RefusedMap::item).toList();
        String outsiders =
                space.mediated().stream().map(MediatedView::name).collect(Collectors.joining(", "));
        return new Column(
                Column.Kind.GROUP,
                new ElementId.OfSpace(space.name()),
                kindOfSpace() + " " + space.name(),
                outsiders.isEmpty()
                        ? "nothing is attached"
                        : outsiders + ": no domain, nothing is translated",
                true,
                items);
    }

    /// From 0 to the highest address that a domain translates or that anything lies at.
    private AddressRange<Iova> range() {
        Iova last = space.domains().isEmpty() ? USUAL.last(Iova.of(0)) : Iova.of(0);
        for (DomainView domain : space.domains()) {
            last = higher(last, domain.aperture().last());
        }
        for (RefusedMap map : refused) {
            last = higher(last, map.range().last());
        }
        for (MemoryRegion region : owner().map(ContainerOwner::memory).orElse(List.of())) {
            last = higher(last, Iova.of(region.range().last().unsignedBits()));
        }
        if (!space.mappings().isEmpty()) {
            last = higher(last, space.mappings().last().orElseThrow().range().last());
        }
        return AddressRange.of(Iova.of(0), last);
    }

    private static Iova higher(Iova a, Iova b) {
        return a.isBelow(b) ? b : a;
    }

    private static int bits(Iova last) {
        return 64 - Long.numberOfLeadingZeros(last.unsignedBits());
    }
}
