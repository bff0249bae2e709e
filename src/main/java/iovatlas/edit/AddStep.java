package iovatlas.edit;

import iovatlas.atlas.Atlas;
import iovatlas.scenario.ScenarioStep;

import java.util.Optional;

/// Puts a step into the scenario.
///
/// @param number which step it becomes, 1 for the first; one more than there are for the last
/// @param step the step
public record AddStep(int number, ScenarioStep step) implements Attempt {
    @Override
    public String description() {
        return "Add Step " + step.action().word();
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        StepNumber.check(
                number == atlas.steps().size() + 1
                        ? Optional.<String>empty()
                        : StepNumber.refusal(atlas, number));
        return StepNumber.change(atlas, steps -> steps.add(number - 1, step));
    }
}
