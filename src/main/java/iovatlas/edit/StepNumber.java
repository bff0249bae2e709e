package iovatlas.edit;

import iovatlas.atlas.Atlas;
import iovatlas.scenario.ScenarioStep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Steps by their numbers, which begin with 1.
final class StepNumber {
    private StepNumber() {}

    /// Why there is no such step; empty when there is one.
    static Optional<String> refusal(Atlas atlas, int number) {
        return number < 1 || number > atlas.steps().size()
                ? Optional.of("There is no step " + number + ".")
                : Optional.empty();
    }

    /// @throws IllegalArgumentException with the refusal, if there is one
    static void check(Optional<String> refusal) {
        refusal.ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
    }

    /// The document with changed steps.
    static Atlas change(Atlas atlas, Consumer<List<ScenarioStep>> change) {
        List<ScenarioStep> steps = new ArrayList<>(atlas.steps());
        change.accept(steps);
        return atlas.withSteps(steps);
    }
}
