package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.iova.IovaItem.Kind;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.DoorbellView;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Outlines around what steps mapped, unmapped or were refused since a moment, and around windows and
/// doorbell pages that a domain has gained or lost since. The cost depends on the number of these
/// steps and on what domains keep, not on what is mapped.
///
/// @param before the space at that moment, null when there are to be no outlines
/// @param results the steps since
record ChangedItems(SpaceView space, @Nullable SpaceView before, List<StepResult> results) {
    private static final int MOST = 64;

    /// @param before all spaces at the moment to compare with
    /// @param results the steps so far
    /// @param since the last step that is not counted, negative for no outlines at all
    static ChangedItems since(
            SpaceView space, List<SpaceView> before, List<StepResult> results, int since) {
        SpaceView then =
                before.stream()
                        .filter(other -> other.name().equals(space.name()))
                        .findFirst()
                        .orElse(null);
        if (since < 0) {
            return new ChangedItems(space, null, List.of());
        }
        int from = Math.min(Math.max(since, results.size() - MOST), results.size());
        return new ChangedItems(space, then, results.subList(from, results.size()));
    }

    /// The outlines in one domain.
    List<IovaItem> of(DomainView domain) {
        SpaceView then = before;
        var items = new ArrayList<IovaItem>();
        if (then == null) {
            return items;
        }
        for (StepResult result : results) {
            range(result.step().action())
                    .ifPresent(range ->
                            items.add(
                                    outline(
                                            range,
                                            new ElementId.OfStep(result.number()),
                                            "changed by step " + result.number())));
        }
        Optional<DomainView> old =
                then.domains().stream().filter(one -> one.number() == domain.number()).findFirst();
        Set<AddressRange<Iova>> was = old.map(ChangedItems::kept).orElse(Set.of());
        Set<AddressRange<Iova>> is = kept(domain);
        for (AddressRange<Iova> range : is) {
            if (!was.contains(range)) {
                items.add(outline(range, new ElementId.OfIova(space.name(), range), "new"));
            }
        }
        for (AddressRange<Iova> range : was) {
            if (!is.contains(range)) {
                items.add(outline(range, new ElementId.OfIova(space.name(), range), "gone"));
            }
        }
        return items;
    }

    /// What a domain has besides mappings.
    private static Set<AddressRange<Iova>> kept(DomainView domain) {
        Set<AddressRange<Iova>> ranges = new LinkedHashSet<>();
        domain.reserved().stream().map(ReservedRegion::range).forEach(ranges::add);
        domain.doorbells().stream().map(DoorbellView::iova).forEach(ranges::add);
        return ranges;
    }

    private static IovaItem outline(AddressRange<Iova> range, ElementId element, String tip) {
        return new IovaItem(range, Kind.CHANGED, "", "", element, tip + ", " + range.hex());
    }

    private Optional<AddressRange<Iova>> range(Step step) {
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
            case Step.Map _,
                    Step.Unmap _,
                    Step.SetIrqs _,
                    Step.Attach _,
                    Step.AttachMediated _,
                    Step.DetachMediated _,
                    Step.Pin _,
                    Step.AllocHwpt _,
                    Step.Copy _,
                    Step.Destroy _,
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
