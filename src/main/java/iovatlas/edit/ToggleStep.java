package iovatlas.edit;

import iovatlas.atlas.Atlas;
import iovatlas.scenario.ScenarioStep;

import java.util.Optional;

/// Switches a step off, or on again.
///
/// @param number 1 for the first
public record ToggleStep(int number) implements Edit {
    @Override
    public String description() {
        return "Switch Step " + number + " On or Off";
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        return StepNumber.refusal(atlas, number);
    }

    @Override
    public Atlas apply(Atlas atlas) {
        Refusal.check(this, atlas);
        ScenarioStep step = atlas.steps().get(number - 1);
        ScenarioStep toggled = new ScenarioStep(step.action(), !step.enabled(), step.note());
        return StepNumber.change(atlas, steps -> steps.set(number - 1, toggled));
    }
}
