package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.edit.PageTables;
import iovatlas.edit.pci.UniqueNames;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts copies of steps into the scenario, one behind the other. A page table that they allocate and
/// whose name is taken gets the next free one, and those of them that use it follow.
///
/// @param verb for the undo menu: `Paste`, `Duplicate`
/// @param number which step the first of them becomes, 1 for the first
/// @param steps at least one
public record InsertSteps(String verb, int number, List<ScenarioStep> steps) implements Attempt {
    public InsertSteps {
        steps = List.copyOf(steps);
    }

    @Override
    public String description() {
        return verb
                + (steps.size() == 1
                        ? " Step " + steps.getFirst().action().word()
                        : " " + steps.size() + " Steps");
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("There are no steps.");
        }
        if (number < 1 || number > atlas.steps().size() + 1) {
            throw new IllegalArgumentException("There is no step " + number + ".");
        }
        List<ScenarioStep> all = new ArrayList<>(atlas.steps());
        all.addAll(number - 1, copies(atlas));
        return atlas.withSteps(all);
    }

    private List<ScenarioStep> copies(Atlas atlas) {
        Set<String> taken = new HashSet<>(PageTables.of(atlas.steps()).keySet());
        Map<String, String> names = new HashMap<>();
        for (ScenarioStep step : steps) {
            if (step.action() instanceof Step.AllocHwpt alloc) {
                names.put(alloc.hwpt(), UniqueNames.free(alloc.hwpt(), taken));
            }
        }
        return steps.stream()
                .map(step -> new ScenarioStep(copy(step, names), step.enabled(), step.note()))
                .toList();
    }

    private static Step copy(ScenarioStep step, Map<String, String> names) {
        return PageTables.mentioned(step.action())
                .filter(names::containsKey)
                .map(table -> PageTables.withTable(step.action(), names.getOrDefault(table, table)))
                .orElse(step.action());
    }
}
