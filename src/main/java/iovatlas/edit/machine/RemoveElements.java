package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.edit.PageTables;
import iovatlas.edit.StepParts;
import iovatlas.edit.pci.CutFunctions;
import iovatlas.edit.pci.References;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.IdMap;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.List;

/// Takes things away, and mends or takes away whatever depends on them: what is below a bridge, the
/// virtual functions of a physical one, ID maps to an IOMMU, the containers of a guest, steps about
/// any of it. [Dependants] says beforehand what that is.
///
/// @param elements what a person chose
public record RemoveElements(List<ElementId> elements) implements Attempt {
    public RemoveElements {
        elements = List.copyOf(elements);
    }

    @Override
    public String description() {
        return elements.size() == 1 ? "Remove" : "Remove " + elements.size() + " Things";
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        if (elements.isEmpty()) {
            throw new IllegalArgumentException("Nothing is selected.");
        }
        Gone gone = Gone.with(atlas, elements);
        List<ScenarioStep> chosen = new ArrayList<>(atlas.steps());
        gone.steps.forEach(index -> chosen.remove((int) index));
        List<ScenarioStep> steps =
                PageTables.withoutLost(
                        chosen.stream().filter(step -> !isLost(step.action(), gone)).toList());
        Atlas next = atlas.withSteps(steps).withTopology(parts(atlas.topology(), gone));
        Atlas mended = References.mend(next, gone.functions);
        return mended.withSteps(PageTables.withoutLost(mended.steps()));
    }

    private static boolean isLost(Step step, Gone gone) {
        return StepParts.spaces(step).stream().anyMatch(gone.spaces::contains)
                || StepParts.mediated(step).filter(gone.mediated::contains).isPresent()
                || (step instanceof Step.Map map
                        && map.backing() != null
                        && gone.regions.contains(map.backing()));
    }

    private static Topology parts(Topology topology, Gone gone) {
        return CutFunctions.cut(topology, gone.functions)
                .withHostBridges(
                        topology.hostBridges().stream()
                                .filter(host ->
                                        !gone.hosts.contains(
                                                new ElementId.OfHostBridge(
                                                        host.segment(), host.rootBus())))
                                .toList())
                .withMediatedDevices(
                        topology.mediatedDevices().stream()
                                .filter(device -> !gone.mediated.contains(device.name()))
                                .toList())
                .withIommus(
                        topology.iommus().stream()
                                .filter(iommu -> !gone.iommus.contains(iommu.name()))
                                .toList())
                .withMsiControllers(
                        topology.msiControllers().stream()
                                .filter(c -> !gone.controllers.contains(c.name()))
                                .toList())
                .withIdMaps(topology.idMaps().stream().filter(map -> !isLost(map, gone)).toList())
                .withPlatformDevices(
                        topology.platformDevices().stream()
                                .filter(d -> !gone.platformDevices.contains(d.name()))
                                .map(d -> mended(d, gone))
                                .toList())
                .withSpaces(
                        topology.spaces().stream()
                                .filter(space -> !gone.spaces.contains(space.name()))
                                .toList())
                .withOwners(
                        topology.owners().stream()
                                .filter(owner -> !gone.owners.contains(owner.name()))
                                .map(owner -> mended(owner, gone))
                                .toList());
    }

    private static boolean isLost(IdMap map, Gone gone) {
        return (map.role() == IdMap.Role.IOMMU ? gone.iommus : gone.controllers)
                .contains(map.target());
    }

    private static PlatformDevice mended(PlatformDevice device, Gone gone) {
        PlatformDevice next = device;
        if (next.iommu() != null && gone.iommus.contains(next.iommu())) {
            next = Renaming.withIommu(next, null);
        }
        if (next.msiController() != null && gone.controllers.contains(next.msiController())) {
            next = Renaming.withController(next, null);
        }
        return next;
    }

    private static ContainerOwner mended(ContainerOwner owner, Gone gone) {
        List<MemoryRegion> left =
                owner.memory().stream()
                        .filter(region -> !gone.regions.contains(region.name()))
                        .toList();
        return switch (owner) {
            case ContainerOwner.Guest g ->
                    new ContainerOwner.Guest(
                            g.name(), g.architecture(), g.kvm(), left, g.vcpus(), g.interrupts());
            case ContainerOwner.UserProcess process ->
                    new ContainerOwner.UserProcess(process.name(), left);
        };
    }
}
