package iovatlas.edit;

import iovatlas.atlas.Atlas;

/// Takes a step out of the scenario, and those that attach to the page table that it allocates.
///
/// @param number 1 for the first
public record RemoveStep(int number) implements Attempt {
    @Override
    public String description() {
        return "Remove Step " + number;
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        StepNumber.check(StepNumber.refusal(atlas, number));
        Atlas next = StepNumber.change(atlas, steps -> steps.remove(number - 1));
        return next.withSteps(PageTables.withoutLost(next.steps()));
    }
}
