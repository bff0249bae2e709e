package iovatlas.edit.steps;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.edit.PageTables;
import iovatlas.edit.pci.UniqueNames;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Allocates a page table (HWPT) of an IOAS for a device: a step that binds a VFIO driver where none
/// is bound, and the allocation. The device is attached to it by a step of its own.
///
/// @param device whose IOMMU the table is for
/// @param ioas name of the IOAS
/// @param hwpt wished name; a number follows it when it is taken
/// @param nestParent whether nested tables are to lie on it
public record AllocatePageTable(PciAddress device, String ioas, String hwpt, boolean nestParent)
        implements Attempt {

    @Override
    public String description() {
        return "Allocate HWPT of " + ioas + " for " + device.shortText();
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        List<ScenarioStep> steps = new ArrayList<>(atlas.steps());
        Whereabouts.of(atlas, device, steps).bindVfio(steps);
        String name = freeName(hwpt, steps);
        steps.add(ScenarioStep.of(new Step.AllocHwpt(device, ioas, name, nestParent)));
        return atlas.withSteps(steps);
    }

    /// A name that no page table of the steps has.
    public static String freeName(String wished, List<ScenarioStep> steps) {
        return UniqueNames.free(wished, new HashSet<>(PageTables.of(steps).keySet()));
    }
}
