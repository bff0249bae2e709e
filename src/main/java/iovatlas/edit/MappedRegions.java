package iovatlas.edit;

import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The memory regions that a scenario needs.
final class MappedRegions {
    private MappedRegions() {}

    /// Names of the regions that steps map, also steps that are switched off.
    static Stream<String> of(List<ScenarioStep> steps) {
        return steps.stream()
                .map(ScenarioStep::action)
                .filter(Step.Map.class::isInstance)
                .map(step -> Optional.ofNullable(((Step.Map) step).backing()))
                .flatMap(Optional::stream);
    }
}
