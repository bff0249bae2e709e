package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.pci.CutFunctions;
import iovatlas.observation.Observation;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Part of a document: some elements, what hangs below them, and nothing that leads elsewhere.
public final class Excerpt {
    private final Topology topology;
    private final Set<ElementId> elements;

    private Excerpt(Topology topology, List<ElementId> elements) {
        this.topology = topology;
        this.elements = new LinkedHashSet<>(elements);
    }

    public static Atlas of(Atlas atlas, List<ElementId> elements) {
        Topology parts = new Excerpt(atlas.topology(), elements).parts();
        return new Atlas(
                "", List.of(), parts, atlas.boot(), Observation.NONE, List.of(), null, List.of());
    }

    private Topology parts() {
        Set<PciAddress> functions = functions();
        List<Iommu> iommus =
                topology.iommus().stream()
                        .filter(iommu -> elements.contains(new ElementId.OfIommu(iommu.name())))
                        .map(iommu -> new Iommu(iommu.name(), iommu.hardware(), iommu.base(), null))
                        .toList();
        List<MsiController> controllers =
                topology.msiControllers().stream()
                        .filter(c -> elements.contains(new ElementId.OfMsiController(c.name())))
                        .toList();
        Set<String> targets = new HashSet<>();
        iommus.forEach(iommu -> targets.add(iommu.name()));
        controllers.forEach(controller -> targets.add(controller.name()));
        List<ContainerOwner> owners =
                topology.owners().stream()
                        .filter(owner -> elements.contains(new ElementId.OfOwner(owner.name())))
                        .toList();
        return Topology.EMPTY
                .withFunctions(
                        topology.functions().stream()
                                .filter(function -> functions.contains(function.at()))
                                .toList())
                .withIommus(iommus)
                .withMsiControllers(controllers)
                .withIdMaps(
                        topology.idMaps().stream()
                                .filter(map -> targets.contains(map.target()))
                                .filter(map -> isLed(map, iommus))
                                .toList())
                .withPlatformDevices(platformDevices(targets))
                .withMediatedDevices(
                        topology.mediatedDevices().stream()
                                .filter(device -> functions.contains(device.parent()))
                                .toList())
                .withOwners(owners)
                .withSpaces(spaces(owners));
    }

    private static boolean isLed(IdMap map, List<Iommu> iommus) {
        boolean named = iommus.stream().anyMatch(iommu -> iommu.name().equals(map.target()));
        return (map.role() == IdMap.Role.IOMMU) == named;
    }

    private Set<PciAddress> functions() {
        Set<PciAddress> chosen = new LinkedHashSet<>();
        for (ElementId element : elements) {
            if (element instanceof ElementId.OfFunction(PciAddress at)) {
                chosen.add(at);
            }
        }
        return new LinkedHashSet<>(CutFunctions.all(topology, chosen));
    }

    private List<PlatformDevice> platformDevices(Set<String> targets) {
        return topology.platformDevices().stream()
                .filter(d -> elements.contains(new ElementId.OfPlatformDevice(d.name())))
                .map(d -> Renaming.withIommu(d, kept(d.iommu(), targets)))
                .map(d -> Renaming.withController(d, kept(d.msiController(), targets)))
                .toList();
    }

    private static @Nullable String kept(@Nullable String name, Set<String> targets) {
        return name != null && targets.contains(name) ? name : null;
    }

    private List<IovaSpace> spaces(List<ContainerOwner> owners) {
        List<String> names = owners.stream().map(ContainerOwner::name).toList();
        return topology.spaces().stream()
                .filter(space ->
                        elements.contains(new ElementId.OfSpace(space.name()))
                                || (space.owner() != null && names.contains(space.owner())))
                .map(space ->
                        space.owner() != null && names.contains(space.owner())
                                ? space
                                : Renaming.ownedBy(space, null))
                .toList();
    }
}
