package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.iova.IovaItem.Kind;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Outlines around what steps mapped, unmapped or were refused since a moment. The cost depends on
/// the number of these steps, not on what is mapped.
final class ChangedItems {
    private static final int MOST = 64;

    private ChangedItems() {}

    /// @param results the steps so far
    /// @param since the last step that is not counted, negative for no outlines at all
    static List<IovaItem> of(SpaceView space, List<StepResult> results, int since) {
        var items = new ArrayList<IovaItem>();
        if (since < 0) {
            return items;
        }
        int from = Math.max(since, results.size() - MOST);
        for (StepResult result : results.subList(Math.min(from, results.size()), results.size())) {
            range(space, result.step().action())
                    .ifPresent(range ->
                            items.add(
                                    new IovaItem(
                                            range,
                                            Kind.CHANGED,
                                            "",
                                            "",
                                            new ElementId.OfStep(result.number()),
                                            "changed by step " + result.number())));
        }
        return items;
    }

    private static Optional<AddressRange<Iova>> range(SpaceView space, Step step) {
        return switch (step) {
            case Step.Map map when map.space().equals(space.name()) -> sized(map.iova(), map);
            case Step.Copy copy when copy.ioas().equals(space.name()) ->
                    copy.iova() == null
                            ? Optional.empty()
                            : AddressRange.ofSizeOrEmpty(copy.iova(), copy.size());
            case Step.Unmap unmap when unmap.space().equals(space.name()) ->
                    unmap.size() == null
                            ? Optional.of(AddressRange.all(Iova.ZERO))
                            : AddressRange.ofSizeOrEmpty(unmap.iova(), unmap.size());
            case Step.SetIrqs _ ->
                    space.domains().stream()
                            .flatMap(domain -> domain.doorbells().stream())
                            .reduce((_, last) -> last)
                            .map(page -> page.iova());
            case Step.Map _,
                    Step.Unmap _,
                    Step.Attach _,
                    Step.AttachMediated _,
                    Step.DetachMediated _,
                    Step.Pin _,
                    Step.AllocHwpt _,
                    Step.Copy _,
                    Step.Detach _,
                    Step.IrqsOff _,
                    Step.Bind _,
                    Step.Unbind _,
                    Step.HotAdd _,
                    Step.HotRemove _,
                    Step.SetNumVfs _,
                    Step.SetGroupType _,
                    Step.GuestVector _,
                    Step.WriteConfig _,
                    Step.Disturb _,
                    Step.Fire _ ->
                    Optional.empty();
        };
    }

    private static Optional<AddressRange<Iova>> sized(@Nullable Iova iova, Step.Map map) {
        return iova == null ? Optional.empty() : AddressRange.ofSizeOrEmpty(iova, map.size());
    }
}
