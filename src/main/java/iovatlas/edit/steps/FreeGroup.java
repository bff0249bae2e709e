package iovatlas.edit.steps;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.kernel.iommu.BoundDrivers;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.List;

/// Takes drivers that do DMA through the kernel away from functions before a step, so that their group
/// is viable there: functions go to vfio-pci, bridges lose their driver.
///
/// @param number the step that is to find the group viable, 1 for the first
/// @param devices functions, bridges among them
public record FreeGroup(int number, List<PciAddress> devices) implements Attempt {

    private static final String VFIO = "vfio-pci";

    public FreeGroup {
        devices = List.copyOf(devices);
    }

    @Override
    public String description() {
        return devices.size() == 1
                ? "Bind " + devices.getFirst().shortText() + " to " + VFIO
                : "Bind " + devices.size() + " Functions to " + VFIO;
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        if (number < 1 || number > atlas.steps().size()) {
            throw new IllegalArgumentException("There is no step " + number + ".");
        }
        List<ScenarioStep> before = new ArrayList<>(atlas.steps().subList(0, number - 1));
        List<ScenarioStep> after = atlas.steps().subList(number - 1, atlas.steps().size());
        for (PciAddress at : devices) {
            PciFunction function =
                    atlas.topology()
                            .function(at)
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "There is no function " + at + "."));
            String driver = Whereabouts.driver(function, before);
            if (driver != null && BoundDrivers.usesDmaApi(driver)) {
                before.add(ScenarioStep.of(new Step.Unbind(at)));
                if (!function.kind().isBridge()) {
                    before.add(ScenarioStep.of(new Step.Bind(at, VFIO)));
                }
            }
        }
        before.addAll(after);
        return atlas.withSteps(before);
    }
}
