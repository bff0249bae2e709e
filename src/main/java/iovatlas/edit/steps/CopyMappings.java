package iovatlas.edit.steps;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;

import java.util.ArrayList;
import java.util.List;

/// Copies what steps map in one IOAS into another one of its context, each mapping at the IOVA that
/// it has: IOMMU_IOAS_COPY shares the pinned pages.
///
/// @param from name of the IOAS with the mappings
/// @param to name of the IOAS that gets them
public record CopyMappings(String from, String to) implements Attempt {

    @Override
    public String description() {
        return "Copy Mappings of " + from + " to " + to;
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        if (from.equals(to)) {
            throw new IllegalArgumentException("Mappings are copied to another IOAS.");
        }
        List<ScenarioStep> steps = new ArrayList<>(atlas.steps());
        for (ScenarioStep step : atlas.steps()) {
            if (step.action() instanceof Step.Map map
                    && map.space().equals(from)
                    && map.iova() != null) {
                Step.Copy copy =
                        new Step.Copy(
                                to,
                                from,
                                map.iova(),
                                map.size(),
                                map.iova(),
                                map.read(),
                                map.write());
                if (steps.stream().noneMatch(there -> there.action().equals(copy))) {
                    steps.add(ScenarioStep.of(copy));
                }
            }
        }
        if (steps.size() == atlas.steps().size()) {
            throw new IllegalArgumentException(
                    "No step maps anything in " + from + " that is not in " + to + " already.");
        }
        return atlas.withSteps(steps);
    }
}
