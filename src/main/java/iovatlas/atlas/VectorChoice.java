package iovatlas.atlas;

import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which vector's way to show when nobody says: the one that a selection means, otherwise the one
/// that the scenario is about.
public final class VectorChoice {

    private VectorChoice() {}

    /// The last vector that the steps fire, else the last that they set up, else vector 0 of the
    /// first function that sends any: one whose vectors are set up before one that only could, an
    /// endpoint before a bridge.
    ///
    /// @param steps those up to the moment that is shown
    /// @param state the kernel's at that moment
    /// @param device the function whose vector is wanted, null for any
    public static Optional<MsiVector> first(
            List<ScenarioStep> steps, KernelState state, @Nullable PciAddress device) {
        List<Step> newestFirst =
                steps.stream()
                        .filter(ScenarioStep::enabled)
                        .map(ScenarioStep::action)
                        .toList()
                        .reversed();
        return newestFirst.stream()
                .filter(Step.Fire.class::isInstance)
                .flatMap(step -> ofStep(state, step).stream())
                .filter(vector -> isOf(vector, device))
                .findFirst()
                .or(() ->
                        newestFirst.stream()
                                .filter(Step.SetIrqs.class::isInstance)
                                .flatMap(step -> ofStep(state, step).stream())
                                .filter(vector -> isOf(vector, device))
                                .filter(vector -> vector.index() != IrqIndex.INTX)
                                .findFirst())
                .or(() -> ofMachine(state, device));
    }

    /// The vector that a selected thing means; empty when it means none.
    ///
    /// @param present what is shown now, kept when the selected function is its device
    public static Optional<MsiVector> of(
            Atlas atlas, KernelState state, ElementId element, Optional<MsiVector> present) {
        return switch (element) {
            case ElementId.OfFunction(PciAddress at) ->
                    present.filter(vector -> vector.device().equals(at))
                            .or(() -> ofAddress(state, at, 0));
            case ElementId.OfVector(PciAddress at, int vector) -> same(state, at, vector, present);
            case ElementId.OfHop(PciAddress at, int vector, int _) ->
                    same(state, at, vector, present);
            case ElementId.OfStep(int number) ->
                    number >= 1 && number <= atlas.steps().size()
                            ? ofStep(state, atlas.steps().get(number - 1).action())
                            : Optional.empty();
            case ElementId.OfHostBridge _,
                    ElementId.OfPlatformDevice _,
                    ElementId.OfMediatedDevice _,
                    ElementId.OfIommu _,
                    ElementId.OfMsiController _,
                    ElementId.OfGroup _,
                    ElementId.OfOwner _,
                    ElementId.OfMemory _,
                    ElementId.OfSpace _,
                    ElementId.OfDomain _,
                    ElementId.OfIova _,
                    ElementId.OfDocument _ ->
                    Optional.empty();
        };
    }

    /// An element does not say which kind of vector it is: the one that is shown stays.
    private static Optional<MsiVector> same(
            KernelState state, PciAddress at, int vector, Optional<MsiVector> present) {
        return present.filter(shown -> shown.device().equals(at))
                .map(shown -> new MsiVector(at, shown.index(), vector))
                .or(() -> ofAddress(state, at, vector));
    }

    private static boolean isOf(MsiVector vector, @Nullable PciAddress device) {
        return device == null || vector.device().equals(device);
    }

    private static Optional<MsiVector> ofMachine(KernelState state, @Nullable PciAddress device) {
        return state.topology().functions().stream()
                .filter(function -> device == null || function.at().equals(device))
                .sorted(
                        Comparator.comparing((PciFunction f) -> f.kind().isBridge())
                                .thenComparing(
                                        f -> state.interrupts().vectorsOf(f.at()).active() == null))
                .flatMap(function -> MsiVector.of(state, function, 0).stream())
                .findFirst();
    }

    private static Optional<MsiVector> ofStep(KernelState state, Step step) {
        return switch (step) {
            case Step.Fire fire ->
                    Optional.of(new MsiVector(fire.device(), fire.index(), fire.vector()));
            case Step.SetIrqs set ->
                    Optional.of(new MsiVector(set.device(), set.index(), set.start()));
            case Step.Disturb disturb -> ofAddress(state, disturb.device(), disturb.vector());
            case Step.GuestVector guest -> ofAddress(state, guest.device(), guest.vector());
            case Step.Attach _,
                    Step.AttachMediated _,
                    Step.DetachMediated _,
                    Step.Pin _,
                    Step.AllocHwpt _,
                    Step.Copy _,
                    Step.Destroy _,
                    Step.Detach _,
                    Step.Map _,
                    Step.Unmap _,
                    Step.IrqsOff _,
                    Step.Bind _,
                    Step.Unbind _,
                    Step.HotAdd _,
                    Step.HotRemove _,
                    Step.SetNumVfs _,
                    Step.WriteConfig _,
                    Step.SetGroupType _ ->
                    Optional.empty();
        };
    }

    private static Optional<MsiVector> ofAddress(KernelState state, PciAddress at, int vector) {
        return state.topology()
                .function(at)
                .flatMap(function -> MsiVector.of(state, function, vector));
    }
}
