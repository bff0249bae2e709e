package iovatlas.edit;

import iovatlas.atlas.Atlas;
import iovatlas.scenario.ScenarioStep;

import java.util.Optional;

/// Puts another step in the place of one. Typing in one step merges.
///
/// @param number 1 for the first
/// @param step what it becomes
public record ReplaceStep(int number, ScenarioStep step) implements Edit {
    private record MergeKey(int number) {}

    @Override
    public String description() {
        return "Change Step " + number;
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        return StepNumber.refusal(atlas, number);
    }

    @Override
    public Atlas apply(Atlas atlas) {
        Refusal.check(this, atlas);
        return StepNumber.change(atlas, steps -> steps.set(number - 1, step));
    }

    @Override
    public Optional<Object> mergeKey() {
        return Optional.of(new MergeKey(number));
    }
}
