package iovatlas.edit;

import iovatlas.atlas.Atlas;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;

import java.util.Optional;

/// Puts another step in the place of one. Who attaches to a page table follows its new name. Typing
/// in one step merges.
///
/// @param number 1 for the first
/// @param step what it becomes
public record ReplaceStep(int number, ScenarioStep step) implements Attempt {
    private record MergeKey(int number) {}

    @Override
    public String description() {
        return "Change Step " + number;
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        StepNumber.check(StepNumber.refusal(atlas, number));
        Step old = atlas.steps().get(number - 1).action();
        Atlas next = StepNumber.change(atlas, steps -> steps.set(number - 1, step));
        return old instanceof Step.AllocHwpt before && step.action() instanceof Step.AllocHwpt after
                ? next.withSteps(PageTables.renamed(next.steps(), before.hwpt(), after.hwpt()))
                : next;
    }

    @Override
    public Optional<Object> mergeKey() {
        return Optional.of(new MergeKey(number));
    }
}
