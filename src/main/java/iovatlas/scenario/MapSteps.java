package iovatlas.scenario;

import java.util.List;
import java.util.Optional;

/// The steps of a scenario, to find the one that made a mapping.
///
/// @param steps in order; step `n` of the scenario is element `n - 1`
record MapSteps(List<ScenarioStep> steps) {

    /// The map step of that 1-based number.
    Optional<Step.Map> step(int number) {
        return number >= 1
                        && number <= steps.size()
                        && steps.get(number - 1).action() instanceof Step.Map map
                ? Optional.of(map)
                : Optional.empty();
    }
}
