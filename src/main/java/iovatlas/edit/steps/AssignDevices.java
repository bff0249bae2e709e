package iovatlas.edit.steps;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Puts devices into a container or an IOAS, as somebody who drags them there means it: a step that
/// binds a VFIO driver where none is bound, one that leaves the space where they are now, and one that
/// attaches them. What the kernel answers is computed.
///
/// @param devices the functions
/// @param space name of the container or IOAS
public record AssignDevices(List<PciAddress> devices, String space) implements Attempt {
    static final String DRIVER = "vfio-pci";

    public AssignDevices {
        devices = List.copyOf(devices);
    }

    @Override
    public String description() {
        return devices.size() == 1
                ? "Attach " + devices.getFirst().shortText() + " to " + space
                : "Attach " + devices.size() + " Functions to " + space;
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        List<ScenarioStep> steps = new ArrayList<>(atlas.steps());
        for (PciAddress device : devices) {
            PciFunction function =
                    atlas.topology()
                            .function(device)
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "There is no function " + device + "."));
            if (function.kind().isBridge()) {
                throw new IllegalArgumentException(
                        "The bridge %s cannot be attached; attach what is below it."
                                .formatted(device.shortText()));
            }
            Whereabouts now = Whereabouts.of(function, steps);
            if (space.equals(now.space())) {
                throw new IllegalArgumentException(
                        function.label() + " is in " + space + " already.");
            }
            add(steps, device, now);
        }
        return atlas.withSteps(steps);
    }

    private void add(List<ScenarioStep> steps, PciAddress device, Whereabouts now) {
        if (now.space() != null) {
            steps.add(ScenarioStep.of(new Step.Detach(device)));
        }
        if (!isVfio(now.driver())) {
            if (now.driver() != null) {
                steps.add(ScenarioStep.of(new Step.Unbind(device)));
            }
            steps.add(ScenarioStep.of(new Step.Bind(device, DRIVER)));
        }
        steps.add(ScenarioStep.of(new Step.Attach(device, space)));
    }

    private static boolean isVfio(@Nullable String driver) {
        return driver != null && (driver.equals(DRIVER) || driver.endsWith("-" + DRIVER));
    }

    /// The driver and the space of a function after the steps, as the steps mean it.
    private record Whereabouts(@Nullable String driver, @Nullable String space) {
        static Whereabouts of(PciFunction function, List<ScenarioStep> steps) {
            Whereabouts now = new Whereabouts(function.driver(), null);
            for (ScenarioStep step : steps) {
                now = step.enabled() ? now.after(step.action(), function.at()) : now;
            }
            return now;
        }

        private Whereabouts after(Step step, PciAddress at) {
            return switch (step) {
                case Step.Bind bind when bind.device().equals(at) ->
                        new Whereabouts(bind.driver(), space);
                case Step.Unbind unbind when unbind.device().equals(at) ->
                        new Whereabouts(null, null);
                case Step.Attach attach when attach.device().equals(at) ->
                        new Whereabouts(driver, attach.space());
                case Step.Detach detach when detach.device().equals(at) ->
                        new Whereabouts(driver, null);
                case Step _ -> this;
            };
        }
    }
}
