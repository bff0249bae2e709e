package iovatlas.edit.steps;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;

/// Has a guest program its interrupt controller for a vector before the step that sends the message:
/// the step in which it left the event out is completed, and one that is missing is put in.
///
/// @param number the step that sends, 1 for the first
/// @param device the function
/// @param vector 0-based
public record MapGuestEvent(int number, PciAddress device, int vector) implements Attempt {

    @Override
    public String description() {
        return "Map Event of Vector %d of %s".formatted(vector, device.shortText());
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        if (number < 1 || number > atlas.steps().size()) {
            throw new IllegalArgumentException("There is no step " + number + ".");
        }
        List<ScenarioStep> steps = new ArrayList<>(atlas.steps());
        ContainerOwner.Guest guest =
                GuestProgram.guestOf(atlas, device, steps.subList(0, number - 1))
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "No guest has " + device.shortText() + " at that step."));
        GuestProgram program = new GuestProgram(guest, device, vector);
        int known = lastProgrammed(steps);
        if (known < 0) {
            steps.add(number - 1, ScenarioStep.of(program.beside(steps)));
        } else {
            steps.set(known, completed(steps.get(known), program, steps));
        }
        return atlas.withSteps(steps);
    }

    private ScenarioStep completed(
            ScenarioStep step, GuestProgram program, List<ScenarioStep> steps) {
        if (step.action() instanceof Step.GuestVector old
                && old.lpi() == 0
                && program.guest().interrupts() instanceof GuestInterrupts.VirtualIts) {
            return new ScenarioStep(
                    new Step.GuestVector(
                            old.device(),
                            old.vector(),
                            old.doorbell(),
                            old.guestDevice(),
                            old.event(),
                            program.lpiBeside(steps),
                            old.vcpu(),
                            old.entry()),
                    step.enabled(),
                    "");
        }
        throw new IllegalArgumentException(
                "The guest maps the event of vector %d already.".formatted(vector));
    }

    private int lastProgrammed(List<ScenarioStep> steps) {
        int last = -1;
        for (int i = 0; i < number - 1; i++) {
            if (steps.get(i).enabled()
                    && steps.get(i).action() instanceof Step.GuestVector programmed
                    && programmed.device().equals(device)
                    && programmed.vector() == vector) {
                last = i;
            }
        }
        return last;
    }
}
