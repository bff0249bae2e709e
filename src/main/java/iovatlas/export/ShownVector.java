package iovatlas.export;

import iovatlas.atlas.Atlas;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiTracer;
import iovatlas.scenario.Step;
import iovatlas.scenario.Timeline;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Which message path a picture shows when nobody says: the last one that the scenario fires, else
/// vector 0 of the last device whose vectors it sets up, else of the first function that has any.
public final class ShownVector {

    private record Choice(PciAddress device, IrqIndex index, int vector) {}

    private ShownVector() {}

    /// The path at a step; empty when no function has MSI or MSI-X.
    ///
    /// @param device whose, null for the one that the scenario is about
    /// @param vector which, null likewise
    public static Optional<MsiPath> of(
            Atlas atlas,
            Timeline timeline,
            int step,
            @Nullable PciAddress device,
            @Nullable Integer vector) {
        KernelState state = timeline.state(step);
        return choice(atlas, state, step, device)
                .map(c ->
                        MsiTracer.trace(
                                state,
                                c.device(),
                                c.index(),
                                vector == null ? c.vector() : vector));
    }

    private static Optional<Choice> choice(
            Atlas atlas, KernelState state, int step, @Nullable PciAddress device) {
        Choice choice = null;
        for (int i = 0; i < Math.min(step, atlas.steps().size()); i++) {
            if (!atlas.steps().get(i).enabled()) {
                continue;
            }
            switch (atlas.steps().get(i).action()) {
                case Step.Fire fire when device == null || fire.device().equals(device) ->
                        choice = new Choice(fire.device(), fire.index(), fire.vector());
                case Step.SetIrqs set
                        when (device == null || set.device().equals(device))
                                && set.index() != IrqIndex.INTX ->
                        choice = new Choice(set.device(), set.index(), set.start());
                default -> {}
            }
        }
        return Optional.ofNullable(choice).or(() -> first(state, device));
    }

    private static Optional<Choice> first(KernelState state, @Nullable PciAddress device) {
        return state.topology().functions().stream()
                .filter(f -> device == null || f.at().equals(device))
                .filter(f -> device != null || !f.kind().isBridge())
                .filter(ShownVector::hasVectors)
                .findFirst()
                .map(f -> new Choice(f.at(), indexOf(f), 0));
    }

    private static boolean hasVectors(PciFunction function) {
        return function.capabilities().msix() != null || function.capabilities().msi() != null;
    }

    private static IrqIndex indexOf(PciFunction function) {
        return function.capabilities().msix() == null ? IrqIndex.MSI : IrqIndex.MSIX;
    }
}
