package iovatlas.edit.steps;

import iovatlas.atlas.Atlas;
import iovatlas.edit.AddStep;
import iovatlas.edit.Attempt;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;

import org.jspecify.annotations.Nullable;

/// Destroys an IOAS, or a page table of it, in a step at the end. Whether the kernel lets it go is
/// computed.
///
/// @param ioas name of the IOAS
/// @param hwpt name of a page table that steps allocate, null for the IOAS itself
public record DestroyObject(String ioas, @Nullable String hwpt) implements Attempt {

    @Override
    public String description() {
        return "Destroy " + (hwpt == null ? ioas : hwpt + " of " + ioas);
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        return new AddStep(atlas.steps().size() + 1, ScenarioStep.of(new Step.Destroy(ioas, hwpt)))
                .apply(atlas);
    }
}
