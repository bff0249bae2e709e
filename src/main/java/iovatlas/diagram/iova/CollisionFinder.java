package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.diagram.iova.Collision.Kind;
import iovatlas.diagram.iova.RefusedMaps.RefusedMap;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Reason;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;
import iovatlas.scenario.UserMapping;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds who wants the same addresses in one space.
final class CollisionFinder {
    private static final int MOST_MAPPINGS = 16;

    private final SpaceView space;
    private final Map<String, Collision> found = new LinkedHashMap<>();

    CollisionFinder(SpaceView space) {
        this.space = space;
    }

    /// Ascending by address.
    List<Collision> collisions() {
        return found.values().stream().sorted(Comparator.comparing(Collision::range)).toList();
    }

    /// A mapping that was refused: with windows, other mappings, or the end of an aperture.
    void addRefused(RefusedMap refused) {
        int before = found.size();
        String answer = answer(refused.result());
        for (DomainView domain : space.domains()) {
            for (ReservedRegion region : domain.reserved()) {
                if (region.type().excludesMappings()) {
                    add(refused, region.range(), windowOf(domain, region), answer);
                }
            }
            outside(refused, domain, answer);
        }
        for (RangeIndex.Entry<Iova, UserMapping> entry : firstOverlapping(refused.range())) {
            add(refused, entry.range(), entry.value().label(), answer);
        }
        if (found.size() == before) {
            addEvidence(refused.result(), refused.label(), refused.range());
        }
    }

    /// A call of this space that was refused and rests on addresses: attach, SET_IRQS.
    void addRefused(StepResult result) {
        List<Evidence.OfRange> ranges = ranges(result);
        if (ranges.size() < 2) {
            return;
        }
        Evidence.OfRange first = ranges.get(0);
        Evidence.OfRange second = ranges.get(1);
        iova(first)
                .intersection(iova(second))
                .ifPresent(both ->
                        put(
                                new Collision(
                                        both,
                                        first.label(),
                                        second.label(),
                                        answer(result),
                                        Consequences.ofRefusal(result),
                                        Kind.REFUSED,
                                        result.number(),
                                        new ElementId.OfStep(result.number()))));
    }

    /// A window of a group that was not let in, against the mappings that are there.
    void addRefusedGroup(StepResult result, int group, ReservedRegion region) {
        if (!region.type().excludesMappings()) {
            return;
        }
        for (RangeIndex.Entry<Iova, UserMapping> entry : firstOverlapping(region.range())) {
            put(
                    new Collision(
                            both(entry.range(), region.range()),
                            entry.value().label(),
                            RegionItems.title(region.type()) + " of " + newcomer(result, group),
                            answer(result),
                            Consequences.ofRefusal(result),
                            Kind.REFUSED,
                            result.number(),
                            new ElementId.OfStep(result.number())));
        }
    }

    /// `02:00.0 (group 1)`.
    private static String newcomer(StepResult result, int group) {
        return result.step().action() instanceof Step.Attach attach
                ? attach.device().shortText() + " (group " + group + ")"
                : "group " + group;
    }

    /// Mappings that the kernel accepted although something else has the addresses.
    ///
    /// @param later the call that a lack of room for doorbells made fail, null for none so far
    void addAccepted(@Nullable StepResult later) {
        for (DomainView domain : space.domains()) {
            for (ReservedRegion region : domain.reserved()) {
                if (region.type() == ReservedType.DIRECT_RELAXABLE) {
                    continue;
                }
                for (RangeIndex.Entry<Iova, UserMapping> entry : firstOverlapping(region.range())) {
                    AddressRange<Iova> both = both(entry.range(), region.range());
                    boolean doorbells = region.type() == ReservedType.SW_MSI;
                    String answer =
                            doorbells && later != null
                                    ? "accepted, then " + answer(later)
                                    : "MAP_DMA \u2192 OK, nothing checks";
                    put(
                            new Collision(
                                    both,
                                    entry.value().label(),
                                    windowOf(domain, region),
                                    answer,
                                    Consequences.ofAccepted(region.type(), later != null),
                                    doorbells ? Kind.FAILS_LATER : Kind.SILENT,
                                    entry.value().step(),
                                    new ElementId.OfIova(space.name(), both)));
                }
            }
        }
    }

    private void outside(RefusedMap refused, DomainView domain, String answer) {
        for (AddressRange<Iova> rest : refused.range().minus(domain.aperture())) {
            String end = rest.first().isBelow(domain.aperture().first()) ? "start" : "end";
            add(refused, rest, end + " of aperture of d" + domain.number(), answer);
        }
    }

    private void addEvidence(StepResult result, String label, AddressRange<Iova> range) {
        for (Evidence.OfRange evidence : ranges(result)) {
            Optional<AddressRange<Iova>> both =
                    iova(evidence).intersection(range).filter(other -> !other.equals(range));
            both.ifPresent(other ->
                    put(
                            new Collision(
                                    other,
                                    label,
                                    evidence.label(),
                                    answer(result),
                                    Consequences.ofRefusal(result),
                                    Kind.REFUSED,
                                    result.number(),
                                    new ElementId.OfStep(result.number()))));
        }
    }

    private void add(RefusedMap refused, AddressRange<Iova> other, String owner, String answer) {
        refused.range()
                .intersection(other)
                .ifPresent(both ->
                        put(
                                new Collision(
                                        both,
                                        refused.label(),
                                        owner,
                                        answer,
                                        Consequences.ofRefusal(refused.result()),
                                        Kind.REFUSED,
                                        refused.result().number(),
                                        new ElementId.OfStep(refused.result().number()))));
    }

    private void put(Collision collision) {
        String key =
                collision.range() + collision.first() + collision.second() + collision.answer();
        found.putIfAbsent(key, collision);
    }

    private String windowOf(DomainView domain, ReservedRegion region) {
        String title = RegionItems.title(region.type());
        boolean everywhere =
                space.domains().stream()
                        .allMatch(other ->
                                other.reserved().stream()
                                        .anyMatch(there ->
                                                there.type() == region.type()
                                                        && there.range().equals(region.range())));
        boolean alone = everywhere && space.domains().size() == 1;
        return everywhere && !alone ? title : title + " of " + owner(domain, alone);
    }

    /// The IOMMU whose driver reserves it, with the domain where there are several.
    private static String owner(DomainView domain, boolean alone) {
        return alone ? domain.iommu() : "d" + domain.number() + " (" + domain.iommu() + ")";
    }

    private List<RangeIndex.Entry<Iova, UserMapping>> firstOverlapping(AddressRange<Iova> range) {
        var entries = new ArrayList<RangeIndex.Entry<Iova, UserMapping>>();
        var next = space.mappings().firstOverlapping(range);
        while (next.isPresent() && entries.size() < MOST_MAPPINGS) {
            entries.add(next.get());
            next =
                    next.get()
                            .range()
                            .last()
                            .plusOrEmpty(1)
                            .filter(address -> address.isAtMost(range.last()))
                            .flatMap(address ->
                                    space.mappings()
                                            .firstOverlapping(
                                                    AddressRange.of(address, range.last())));
        }
        return entries;
    }

    private static AddressRange<Iova> both(AddressRange<Iova> a, AddressRange<Iova> b) {
        return a.intersection(b).orElse(a);
    }

    private static List<Evidence.OfRange> ranges(StepResult result) {
        if (result.calls().isEmpty()) {
            return List.of();
        }
        return result.calls().getLast().outcome().why().stream()
                .map(Reason::evidence)
                .flatMap(List::stream)
                .filter(Evidence.OfRange.class::isInstance)
                .map(Evidence.OfRange.class::cast)
                .toList();
    }

    private static AddressRange<Iova> iova(Evidence.OfRange evidence) {
        return AddressRange.of(
                Iova.of(evidence.range().first().unsignedBits()),
                Iova.of(evidence.range().last().unsignedBits()));
    }

    /// `MAP_DMA -> EINVAL`.
    static String answer(StepResult result) {
        String call =
                result.calls().isEmpty()
                        ? result.step().action().word()
                        : result.calls().getLast().name();
        String plain = call.replaceFirst("^VFIO_IOMMU_", "").replaceFirst("^VFIO_", "");
        return plain.replaceFirst("^IOMMU_", "") + " \u2192 " + result.word();
    }
}
