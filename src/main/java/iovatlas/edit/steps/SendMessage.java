package iovatlas.edit.steps;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.List;

/// Has a device raise a vector, with everything that must happen before: vectors are given their
/// eventfds, and the guest that owns the device's space programs its side. Steps that are there
/// already are not added again.
///
/// @param device the function
/// @param vector 0-based
public record SendMessage(PciAddress device, int vector) implements Attempt {
    @Override
    public String description() {
        return "Send Message %d of %s".formatted(vector, device.shortText());
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        PciFunction function =
                atlas.topology()
                        .function(device)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "There is no function " + device + "."));
        PciCapabilities can = function.capabilities();
        IrqIndex index = can.msix() != null ? IrqIndex.MSIX : IrqIndex.MSI;
        int most = can.msix() != null ? can.msix().tableSize() : vectors(can);
        if (vector < 0 || vector >= most) {
            throw new IllegalArgumentException(
                    "%s has %d message vectors, so there is no vector %d."
                            .formatted(function.label(), most, vector));
        }
        List<ScenarioStep> steps = new ArrayList<>(atlas.steps());
        if (!isOn(steps, index)) {
            int count = Math.min(most, Math.max(4, vector + 1));
            steps.add(ScenarioStep.of(new Step.SetIrqs(device, index, 0, count)));
        }
        if (!isProgrammed(steps)) {
            GuestProgram.guestOf(atlas, device, atlas.steps())
                    .map(guest -> new GuestProgram(guest, device, vector).beside(steps))
                    .ifPresent(step -> steps.add(ScenarioStep.of(step)));
        }
        steps.add(ScenarioStep.of(new Step.Fire(device, index, vector, 1, 1)));
        return atlas.withSteps(steps);
    }

    private static int vectors(PciCapabilities can) {
        return can.msi() == null ? 0 : can.msi().vectors();
    }

    private boolean isOn(List<ScenarioStep> steps, IrqIndex index) {
        boolean on = false;
        for (ScenarioStep step : steps) {
            on =
                    switch (step.action()) {
                        case Step.SetIrqs(PciAddress at, IrqIndex which, int start, int count)
                                when at.equals(device) && which == index ->
                                on || (start <= vector && vector < start + count);
                        case Step.IrqsOff(PciAddress at, IrqIndex which)
                                when at.equals(device) && which == index ->
                                false;
                        case Step _ -> on;
                    };
        }
        return on;
    }

    private boolean isProgrammed(List<ScenarioStep> steps) {
        return steps.stream()
                .anyMatch(step ->
                        step.action() instanceof Step.GuestVector programmed
                                && programmed.device().equals(device)
                                && programmed.vector() == vector);
    }
}
