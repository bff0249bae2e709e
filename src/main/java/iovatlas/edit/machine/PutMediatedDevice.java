package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.edit.StepParts;
import iovatlas.scenario.ScenarioStep;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Adds a mediated device, or changes one; steps about it follow its name.
///
/// @param before the name of what it replaces, null to add one
/// @param device what it is to be
public record PutMediatedDevice(@Nullable String before, MediatedDevice device) implements Attempt {
    private record MergeKey(String name) {}

    @Override
    public String description() {
        return (before == null ? "Add " : "Change ") + device.name();
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        Topology topology = atlas.topology();
        List<ScenarioStep> steps =
                atlas.steps().stream()
                        .map(step ->
                                new ScenarioStep(
                                        StepParts.withMediated(step.action(), this::renamed),
                                        step.enabled(),
                                        step.note()))
                        .toList();
        return atlas.withSteps(steps)
                .withTopology(
                        topology.withMediatedDevices(
                                NamedList.put(
                                        topology.mediatedDevices(),
                                        MediatedDevice::name,
                                        before,
                                        device)));
    }

    private String renamed(String name) {
        return name.equals(before) ? device.name() : name;
    }

    @Override
    public Optional<Object> mergeKey() {
        return Optional.ofNullable(before).filter(device.name()::equals).map(MergeKey::new);
    }
}
