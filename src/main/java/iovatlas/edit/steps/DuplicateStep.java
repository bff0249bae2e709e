package iovatlas.edit.steps;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.edit.machine.InsertSteps;

import java.util.List;

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
        return new InsertSteps("Duplicate", number + 1, List.of(atlas.steps().get(number - 1)))
                .attempt(atlas);
    }
}
