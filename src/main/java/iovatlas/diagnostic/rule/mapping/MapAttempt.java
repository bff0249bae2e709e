package iovatlas.diagnostic.rule.mapping;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagnostic.Inspected;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;

import java.util.ArrayList;
import java.util.List;

/// A step that asked for memory at a fixed place, with the space as it was just before.
///
/// @param result what the kernel answered
/// @param map what was asked
/// @param range where, inclusive
/// @param space the space before the step
public record MapAttempt(
        StepResult result, Step.Map map, AddressRange<Iova> range, SpaceView space) {

    /// Every such step that is not switched off.
    public static List<MapAttempt> in(Inspected inspected) {
        List<MapAttempt> attempts = new ArrayList<>();
        for (StepResult result : inspected.timeline().results()) {
            if (!(result.step().action() instanceof Step.Map map)
                    || map.iova() == null
                    || result.calls().isEmpty()) {
                continue;
            }
            AddressRange.ofSizeOrEmpty(map.iova(), map.size())
                    .ifPresent(range ->
                            inspected
                                    .timeline()
                                    .state(result.number() - 1)
                                    .space(map.space())
                                    .ifPresent(space ->
                                            attempts.add(
                                                    new MapAttempt(result, map, range, space))));
        }
        return attempts;
    }

    /// Whose memory it is.
    String owner() {
        return map.backing() == null ? "memory of " + map.space() : map.backing();
    }

    /// `d0 (smmu0)`.
    static String name(DomainView domain) {
        return "d" + domain.number() + " (" + domain.iommu() + ")";
    }
}
