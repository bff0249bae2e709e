package iovatlas.diagram.iova;

import iovatlas.diagram.iova.IovaMapModel.Column;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The calls of one space that were refused, besides mappings: groups that were not let in, vectors
/// that were not set up.
///
/// @param failed all steps that were refused so far
record RefusedCalls(KernelState state, SpaceView space, List<StepResult> failed) {

    /// The latest call that should have set up vectors, null when none failed.
    @Nullable StepResult interrupts() {
        return failed.stream()
                .filter(result -> concerns(result.step().action()))
                .filter(result -> result.step().action() instanceof Step.SetIrqs)
                .reduce((_, later) -> later)
                .orElse(null);
    }

    /// Columns for groups that were not let in, and the collisions of all refused calls.
    void collect(CollisionFinder finder, List<Column> columns) {
        var shown = new ArrayList<Integer>();
        for (StepResult result : failed) {
            Step step = result.step().action();
            if (!concerns(step)) {
                continue;
            }
            IommuGroup group = refusedGroup(step);
            if (group == null) {
                finder.addRefused(result);
                continue;
            }
            for (ReservedRegion region : group.reserved()) {
                finder.addRefusedGroup(result, group.number(), region);
            }
            if (!shown.contains(group.number())) {
                shown.add(group.number());
                columns.add(notLetIn(group, result));
            }
        }
    }

    private Column notLetIn(IommuGroup group, StepResult result) {
        List<IovaItem> items =
                group.reserved().stream()
                        .map(region -> RegionItems.window("group " + group.number(), region))
                        .toList();
        return new Column(
                Column.Kind.GROUP,
                new ElementId.OfGroup(group.number()),
                "Group " + group.number() + "  not attached",
                CollisionFinder.answer(result),
                false,
                items);
    }

    /// The group that an attach step would have brought in and that is still outside.
    private @Nullable IommuGroup refusedGroup(Step step) {
        if (!(step instanceof Step.Attach attach)) {
            return null;
        }
        boolean inside = state.spaceOf(attach.device()).isPresent();
        return inside ? null : state.groups().groupOf(attach.device()).orElse(null);
    }

    private boolean concerns(Step step) {
        return switch (step) {
            case Step.Attach attach -> attach.space().equals(space.name());
            case Step.AttachMediated attach -> attach.space().equals(space.name());
            case Step.SetIrqs set ->
                    state.spaceOf(set.device()).filter(space.name()::equals).isPresent();
            case Step.AllocHwpt alloc -> alloc.ioas().equals(space.name());
            case Step.Destroy destroy -> destroy.ioas().equals(space.name());
            case Step.Map _,
                    Step.Copy _,
                    Step.Unmap _,
                    Step.Detach _,
                    Step.DetachMediated _,
                    Step.Pin _,
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
                    false;
        };
    }
}
