package iovatlas.ui.inspector;

import iovatlas.atlas.Atlas;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.Iommu;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.List;
import java.util.stream.Stream;

/// The names of the items of a list, to choose from.
final class ItemNames {
    /// More than this nobody looks through: one types.
    private static final int MOST = 64;

    private ItemNames() {}

    /// The names, in the order of the document; none where there are too many to choose from.
    static List<String> of(Atlas atlas, String list) {
        List<String> names = names(atlas.topology(), list).limit(MOST + 1L).toList();
        return names.size() > MOST ? List.of() : names;
    }

    private static Stream<String> names(Topology topology, String list) {
        return switch (list) {
            case "functions" -> topology.functions().stream().map(ItemNames::name);
            case "iommus" -> topology.iommus().stream().map(Iommu::name);
            case "msi-controllers" -> topology.msiControllers().stream().map(MsiController::name);
            case "mediated-devices" ->
                    topology.mediatedDevices().stream().map(MediatedDevice::name);
            case "owners" -> topology.owners().stream().map(ContainerOwner::name);
            case "memory" ->
                    topology.owners().stream()
                            .flatMap(owner -> owner.memory().stream())
                            .map(MemoryRegion::name);
            case "containers" ->
                    topology.spaces().stream()
                            .filter(IovaSpace.Container.class::isInstance)
                            .map(IovaSpace::name);
            case "ioases" ->
                    topology.spaces().stream()
                            .filter(IovaSpace.Ioas.class::isInstance)
                            .map(IovaSpace::name);
            default -> throw new IllegalArgumentException("no list of names is called " + list);
        };
    }

    private static String name(PciFunction function) {
        return function.name().isEmpty() ? function.at().toString() : function.name();
    }
}
