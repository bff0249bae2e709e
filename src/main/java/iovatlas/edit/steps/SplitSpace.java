package iovatlas.edit.steps;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.edit.machine.PutSpace;
import iovatlas.edit.pci.UniqueNames;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Moves devices from one container or IOAS to a new one of the same owner, in which the steps map and
/// unmap the same memory.
///
/// @param space name of the space that they leave
/// @param devices those that move
public record SplitSpace(String space, List<PciAddress> devices) implements Attempt {

    public SplitSpace {
        devices = List.copyOf(devices);
    }

    @Override
    public String description() {
        return "Move %d Functions from %s to a New Space".formatted(devices.size(), space);
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        IovaSpace old =
                atlas.topology()
                        .space(space)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "There is no container or IOAS " + space + "."));
        Set<String> names = new HashSet<>();
        atlas.topology().spaces().forEach(there -> names.add(there.name()));
        String name = UniqueNames.free(space, names);
        IovaSpace twin =
                switch (old) {
                    case IovaSpace.Container c ->
                            new IovaSpace.Container(name, c.owner(), c.version2());
                    case IovaSpace.Ioas i -> new IovaSpace.Ioas(name, i.owner(), i.context());
                };
        List<ScenarioStep> steps = new ArrayList<>();
        for (ScenarioStep step : atlas.steps()) {
            add(steps, step, name);
        }
        return new PutSpace(null, twin).attempt(atlas).withSteps(steps);
    }

    private void add(List<ScenarioStep> steps, ScenarioStep step, String name) {
        switch (step.action()) {
            case Step.Attach attach when moves(attach) ->
                    steps.add(
                            new ScenarioStep(
                                    new Step.Attach(attach.device(), name),
                                    step.enabled(),
                                    step.note()));
            case Step.Map map when map.space().equals(space) -> {
                steps.add(step);
                Step.Map twin =
                        new Step.Map(
                                name,
                                map.iova(),
                                map.size(),
                                map.backing(),
                                map.offset(),
                                map.read(),
                                map.write());
                steps.add(new ScenarioStep(twin, step.enabled(), ""));
            }
            case Step.Unmap unmap when unmap.space().equals(space) -> {
                steps.add(step);
                Step.Unmap twin = new Step.Unmap(name, unmap.iova(), unmap.size());
                steps.add(new ScenarioStep(twin, step.enabled(), ""));
            }
            case Step _ -> steps.add(step);
        }
    }

    private boolean moves(Step.Attach attach) {
        return attach.space().equals(space) && devices.contains(attach.device());
    }
}
