package iovatlas.edit;

import iovatlas.atlas.Atlas;

import java.util.Optional;

/// Takes a step out of the scenario.
///
/// @param number 1 for the first
public record RemoveStep(int number) implements Edit {
    @Override
    public String description() {
        return "Remove Step " + number;
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        return StepNumber.refusal(atlas, number);
    }

    @Override
    public Atlas apply(Atlas atlas) {
        Refusal.check(this, atlas);
        return StepNumber.change(atlas, steps -> steps.remove(number - 1));
    }
}
