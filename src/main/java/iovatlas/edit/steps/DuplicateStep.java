package iovatlas.edit.steps;

import iovatlas.atlas.Atlas;
import iovatlas.edit.AddStep;
import iovatlas.edit.Attempt;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;

/// Does a step once more, right after it. A page table that it allocates gets a name of its own.
///
/// @param number 1 for the first
public record DuplicateStep(int number) implements Attempt {

    @Override
    public String description() {
        return "Duplicate Step " + number;
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        if (number < 1 || number > atlas.steps().size()) {
            throw new IllegalArgumentException("There is no step " + number + ".");
        }
        ScenarioStep step = atlas.steps().get(number - 1);
        Step again =
                step.action() instanceof Step.AllocHwpt alloc
                        ? new Step.AllocHwpt(
                                alloc.device(),
                                alloc.ioas(),
                                AllocatePageTable.freeName(alloc.hwpt(), atlas.steps()),
                                alloc.nestParent())
                        : step.action();
        return new AddStep(number + 1, new ScenarioStep(again, step.enabled(), step.note()))
                .apply(atlas);
    }
}
