package iovatlas.edit;

import iovatlas.atlas.Atlas;
import iovatlas.scenario.ScenarioStep;

import java.util.Optional;

/// Puts a step into the scenario.
///
/// @param number which step it becomes, 1 for the first; one more than there are for the last
/// @param step the step
public record AddStep(int number, ScenarioStep step) implements Edit {
    @Override
    public String description() {
        return "Add Step " + step.action().word();
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        return number == atlas.steps().size() + 1
                ? Optional.empty()
                : StepNumber.refusal(atlas, number);
    }

    @Override
    public Atlas apply(Atlas atlas) {
        Refusal.check(this, atlas);
        return StepNumber.change(atlas, steps -> steps.add(number - 1, step));
    }
}
