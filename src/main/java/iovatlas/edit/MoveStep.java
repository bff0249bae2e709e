package iovatlas.edit;

import iovatlas.atlas.Atlas;

import java.util.Optional;

/// Moves a step to another place of the scenario.
///
/// @param from its number, 1 for the first
/// @param to the number that it gets
public record MoveStep(int from, int to) implements Edit {
    @Override
    public String description() {
        return "Move Step " + from;
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        return StepNumber.refusal(atlas, from).or(() -> StepNumber.refusal(atlas, to));
    }

    @Override
    public Atlas apply(Atlas atlas) {
        Refusal.check(this, atlas);
        return StepNumber.change(atlas, steps -> steps.add(to - 1, steps.remove(from - 1)));
    }
}
