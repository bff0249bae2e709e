package iovatlas.edit.machine;

import iovatlas.edit.StepParts;
import iovatlas.edit.pci.AddFunctions;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.PciAddress;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What copies of parts are called where they come to be, so that copies of steps can name them.
final class CopyNames {
    private final Map<PciAddress, PciAddress> functions = new HashMap<>();
    private final Map<String, String> spaces = new HashMap<>();
    private final Map<String, String> regions = new HashMap<>();

    /// A device is put somewhere; those before it may get other bus numbers by that.
    void place(AddFunctions.Places places) {
        functions.replaceAll((_, now) -> places.moved().getOrDefault(now, now));
        functions.putAll(places.placed());
    }

    /// A container or an IOAS is called otherwise.
    void call(String space, String name) {
        spaces.put(space, name);
    }

    /// The memory of an owner is called otherwise.
    void call(ContainerOwner owner, ContainerOwner copy) {
        for (int i = 0; i < owner.memory().size(); i++) {
            regions.put(owner.memory().get(i).name(), copy.memory().get(i).name());
        }
    }

    /// The steps with what they name by now; what is no copy stays as it is.
    List<ScenarioStep> follow(List<ScenarioStep> steps) {
        return steps.stream()
                .map(step -> new ScenarioStep(now(step.action()), step.enabled(), step.note()))
                .toList();
    }

    private Step now(Step step) {
        Step device = StepParts.withDevice(step, at -> functions.getOrDefault(at, at));
        Step space = StepParts.withSpace(device, name -> spaces.getOrDefault(name, name));
        return StepParts.withBacking(space, name -> regions.getOrDefault(name, name));
    }
}
