package iovatlas.edit.steps;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes devices out of the container or IOAS that they are in: a step for each. What the kernel
/// answers is computed.
///
/// @param devices the functions
public record DetachDevices(List<PciAddress> devices) implements Attempt {

    public DetachDevices {
        devices = List.copyOf(devices);
    }

    /// The container or IOAS that a function is in after the last step; empty when there is none.
    public static Optional<String> space(Atlas atlas, PciAddress device) {
        return atlas.topology()
                .function(device)
                .map(PciFunction::kind)
                .filter(kind -> !kind.isBridge())
                .map(_ -> Whereabouts.of(atlas, device, atlas.steps()))
                .flatMap(now -> Optional.ofNullable(now.space()));
    }

    @Override
    public String description() {
        return devices.size() == 1
                ? "Detach " + devices.getFirst().shortText()
                : "Detach " + devices.size() + " Functions";
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        List<ScenarioStep> steps = new ArrayList<>(atlas.steps());
        for (PciAddress device : devices) {
            Whereabouts now = Whereabouts.of(atlas, device, steps);
            if (now.space() == null) {
                throw new IllegalArgumentException(
                        now.function().label() + " is in no container and in no IOAS.");
            }
            steps.add(ScenarioStep.of(new Step.Detach(device)));
        }
        return atlas.withSteps(steps);
    }
}
