package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.iova.IovaItem.Kind;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;
import iovatlas.topology.ElementId;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The mappings of a space that the kernel refused and that were not made later either.
final class RefusedMaps {

    private RefusedMaps() {}

    /// A refused mapping.
    ///
    /// @param label whose memory it would have been
    /// @param word what it was answered
    record RefusedMap(AddressRange<Iova> range, String label, StepResult result, String word) {

        /// How it shows in a domain, which says why it is one that refuses or not.
        IovaItem item(SpaceView space, DomainView domain) {
            String own = objection(domain);
            String other =
                    space.domains().stream()
                            .filter(one -> !objection(one).isEmpty())
                            .map(one -> "d" + one.number())
                            .collect(Collectors.joining(", "));
            String why = own.isEmpty() && !other.isEmpty() ? "because of " + other : own;
            return item(why.isEmpty() ? "" : " (" + why + ")");
        }

        IovaItem item() {
            return item("");
        }

        /// What of a domain excludes the mapping, empty for nothing.
        private String objection(DomainView domain) {
            return domain.reserved().stream()
                    .filter(region -> region.type().excludesMappings())
                    .filter(region -> region.range().overlaps(range))
                    .findFirst()
                    .map(region -> RegionItems.title(region.type()))
                    .or(() ->
                            domain.aperture().contains(range)
                                    ? Optional.empty()
                                    : Optional.of("aperture ends"))
                    .orElse("");
        }

        private IovaItem item(String why) {
            Step.Map step = (Step.Map) result.step().action();
            String access = (step.read() ? "r" : "-") + (step.write() ? "w" : "-");
            String text = label + "  " + access + "  " + range.size().human();
            return new IovaItem(
                    range,
                    Kind.REFUSED,
                    text,
                    "refused, " + word + why,
                    new ElementId.OfStep(result.number()),
                    text
                            + ", "
                            + range.hex()
                            + ": step "
                            + result.number()
                            + " answers "
                            + word
                            + why,
                    IovaItem.Backing.of(step.backing(), step.offset()));
        }
    }

    /// @param results what happened so far
    /// @param failed those of them that were refused
    static List<RefusedMap> of(SpaceView space, List<StepResult> results, List<StepResult> failed) {
        if (failed.isEmpty()) {
            return List.of();
        }
        Map<Wish, RefusedMap> refused = new LinkedHashMap<>();
        int first = failed.getFirst().number() - 1;
        for (StepResult result : results.subList(first, results.size())) {
            boolean concerns = !result.isOk() || !refused.isEmpty();
            if (concerns
                    && result.step().action() instanceof Step.Map map
                    && map.space().equals(space.name())) {
                range(map)
                        .ifPresent(range -> {
                            String label = label(map);
                            Wish wish = new Wish(label, range);
                            refused.remove(wish);
                            if (!result.isOk()) {
                                refused.put(
                                        wish, new RefusedMap(range, label, result, result.word()));
                            }
                        });
            }
        }
        return List.copyOf(refused.values());
    }

    /// What somebody wants where.
    private record Wish(String label, AddressRange<Iova> range) {}

    /// Whose memory a step maps.
    static String label(Step.Map map) {
        return map.backing() == null ? "anonymous" : map.backing();
    }

    private static Optional<AddressRange<Iova>> range(Step.Map map) {
        Iova iova = map.iova();
        return iova == null ? Optional.empty() : AddressRange.ofSizeOrEmpty(iova, map.size());
    }
}
