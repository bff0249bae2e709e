package iovatlas.diagnostic.rule.mapping;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.diagnostic.Inspected;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;
import iovatlas.scenario.Timeline;
import iovatlas.scenario.UserMapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A step that asked for memory at a fixed place.
///
/// @param result what the kernel answered
/// @param map what was asked
/// @param range where, inclusive
/// @param domains the domains of the space, as they were just before
/// @param timeline the scenario, to ask for what was mapped
public record MapAttempt(
        StepResult result,
        Step.Map map,
        AddressRange<Iova> range,
        List<DomainView> domains,
        Timeline timeline) {

    /// Every such step that is not switched off.
    public static List<MapAttempt> in(Inspected inspected) {
        Timeline timeline = inspected.timeline();
        List<MapAttempt> attempts = new ArrayList<>();
        Map<String, List<DomainView>> domains = new HashMap<>();
        for (StepResult result : timeline.results()) {
            Step action = result.step().action();
            if (action instanceof Step.Map map && map.iova() != null && !result.calls().isEmpty()) {
                AddressRange.ofSizeOrEmpty(map.iova(), map.size())
                        .ifPresent(range -> {
                            List<DomainView> there =
                                    domains.computeIfAbsent(
                                            map.space(), space -> before(timeline, result, space));
                            attempts.add(new MapAttempt(result, map, range, there, timeline));
                        });
            } else if (!keepsDomains(action)) {
                domains.clear();
            }
        }
        return attempts;
    }

    private static List<DomainView> before(Timeline timeline, StepResult result, String space) {
        return timeline.state(result.number() - 1)
                .space(space)
                .map(SpaceView::domains)
                .orElse(List.of());
    }

    /// Whether a step leaves apertures and reserved windows of all domains as they are, so that they
    /// need not be asked for again: scenarios are mostly of such steps.
    private static boolean keepsDomains(Step step) {
        return switch (step) {
            case Step.Map _,
                    Step.Unmap _,
                    Step.Copy _,
                    Step.Pin _,
                    Step.Fire _,
                    Step.GuestVector _,
                    Step.WriteConfig _ ->
                    true;
            case Step.Attach _,
                    Step.AllocHwpt _,
                    Step.Destroy _,
                    Step.Detach _,
                    Step.AttachMediated _,
                    Step.DetachMediated _,
                    Step.SetIrqs _,
                    Step.IrqsOff _,
                    Step.Bind _,
                    Step.Unbind _,
                    Step.HotAdd _,
                    Step.HotRemove _,
                    Step.SetNumVfs _,
                    Step.SetGroupType _,
                    Step.Disturb _ ->
                    false;
        };
    }

    /// What was mapped in the space just before the step.
    RangeIndex<Iova, UserMapping> mapped() {
        return timeline.state(result.number() - 1)
                .space(map.space())
                .map(SpaceView::mappings)
                .orElse(RangeIndex.empty());
    }

    /// Who owns the space, if anybody does.
    Optional<String> spaceOwner() {
        return timeline.state(0)
                .topology()
                .space(map.space())
                .flatMap(space -> Optional.ofNullable(space.owner()));
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
