package iovatlas.ui.session;

import iovatlas.atlas.Atlas;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;

import java.util.List;
import java.util.Optional;

/// Which vector's way to show: the one that the selection means, otherwise the one that the scenario
/// is about.
final class VectorChoice {

    private VectorChoice() {}

    /// The vector of a freshly opened document: the last one that is fired, else the last one that
    /// is set up, else the first of the first function that can send any.
    static Optional<MsiVector> first(Atlas atlas) {
        List<Step> steps =
                atlas.steps().stream()
                        .filter(ScenarioStep::enabled)
                        .map(ScenarioStep::action)
                        .toList()
                        .reversed();
        return steps.stream()
                .filter(Step.Fire.class::isInstance)
                .findFirst()
                .or(() -> steps.stream().filter(Step.SetIrqs.class::isInstance).findFirst())
                .flatMap(step -> ofStep(atlas, step))
                .or(() ->
                        atlas.topology().functions().stream()
                                .flatMap(function -> ofFunction(function, 0).stream())
                                .findFirst());
    }

    /// The vector that a selected thing means; empty when it means none.
    ///
    /// @param present what is shown now, kept when the selected function is its device
    static Optional<MsiVector> of(Atlas atlas, ElementId element, Optional<MsiVector> present) {
        return switch (element) {
            case ElementId.OfFunction(PciAddress at) ->
                    present.filter(vector -> vector.device().equals(at))
                            .or(() -> ofAddress(atlas, at, 0));
            case ElementId.OfVector(PciAddress at, int vector) -> ofAddress(atlas, at, vector);
            case ElementId.OfStep(int number) ->
                    number >= 1 && number <= atlas.steps().size()
                            ? ofStep(atlas, atlas.steps().get(number - 1).action())
                            : Optional.empty();
            case ElementId.OfHostBridge _,
                    ElementId.OfPlatformDevice _,
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

    private static Optional<MsiVector> ofStep(Atlas atlas, Step step) {
        return switch (step) {
            case Step.Fire fire ->
                    Optional.of(new MsiVector(fire.device(), fire.index(), fire.vector()));
            case Step.SetIrqs set ->
                    Optional.of(new MsiVector(set.device(), set.index(), set.start()));
            case Step.GuestVector guest -> ofAddress(atlas, guest.device(), guest.vector());
            case Step.Attach _,
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

    private static Optional<MsiVector> ofAddress(Atlas atlas, PciAddress at, int vector) {
        return atlas.topology().function(at).flatMap(function -> ofFunction(function, vector));
    }

    private static Optional<MsiVector> ofFunction(PciFunction function, int vector) {
        PciCapabilities can = function.capabilities();
        if (can.msix() != null) {
            return Optional.of(new MsiVector(function.at(), IrqIndex.MSIX, vector));
        }
        return can.msi() == null
                ? Optional.empty()
                : Optional.of(new MsiVector(function.at(), IrqIndex.MSI, vector));
    }
}
