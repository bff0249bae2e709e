package iovatlas.edit.steps;

import iovatlas.atlas.Atlas;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The driver, the space and the page table of a function after some steps, as the steps mean it.
///
/// @param function which
/// @param driver null for none
/// @param space null while it is attached to nothing
/// @param hwpt null for a page table that the kernel chose
record Whereabouts(
        PciFunction function,
        @Nullable String driver,
        @Nullable String space,
        @Nullable String hwpt) {
    private static final String VFIO = "vfio-pci";

    /// @throws IllegalArgumentException for a function that is not there or cannot be attached
    static Whereabouts of(Atlas atlas, PciAddress device, List<ScenarioStep> steps) {
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
        Whereabouts now = new Whereabouts(function, function.driver(), null, null);
        for (ScenarioStep step : steps) {
            now = step.enabled() ? now.after(step.action()) : now;
        }
        return now;
    }

    /// The driver of a function after some steps, a bridge's too; null for none.
    static @Nullable String driver(PciFunction function, List<ScenarioStep> steps) {
        Whereabouts now = new Whereabouts(function, function.driver(), null, null);
        for (ScenarioStep step : steps) {
            now = step.enabled() ? now.after(step.action()) : now;
        }
        return now.driver();
    }

    private Whereabouts after(Step step) {
        PciAddress at = function.at();
        return switch (step) {
            case Step.Bind bind when bind.device().equals(at) ->
                    new Whereabouts(function, bind.driver(), space, hwpt);
            case Step.Unbind unbind when unbind.device().equals(at) ->
                    new Whereabouts(function, null, null, null);
            case Step.Attach attach when attach.device().equals(at) ->
                    new Whereabouts(function, driver, attach.space(), attach.hwpt());
            case Step.Detach detach when detach.device().equals(at) ->
                    new Whereabouts(function, driver, null, null);
            case Step _ -> this;
        };
    }

    /// Adds the steps that give the function a VFIO driver, where it has none.
    void bindVfio(List<ScenarioStep> steps) {
        if (driver != null && (driver.equals(VFIO) || driver.endsWith("-" + VFIO))) {
            return;
        }
        if (driver != null) {
            steps.add(ScenarioStep.of(new Step.Unbind(function.at())));
        }
        steps.add(ScenarioStep.of(new Step.Bind(function.at(), VFIO)));
    }
}
