package iovatlas.edit.line;

import iovatlas.atlas.Atlas;
import iovatlas.topology.BusRange;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.Iommu;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Topology;

import java.util.Optional;
import java.util.stream.Stream;

/// Finds what a word of a typed line means: an address, a host bridge such as `0000:00`, or a name.
final class Named {
    private final Topology topology;

    Named(Atlas atlas) {
        this.topology = atlas.topology();
    }

    /// @throws IllegalArgumentException when nothing is called that
    ElementId element(String word) {
        if (PciAddress.isAddress(word)) {
            return new ElementId.OfFunction(PciAddress.parse(word));
        }
        return host(word)
                .or(() -> byName(word))
                .orElseThrow(
                        () -> new IllegalArgumentException("Nothing is called \"" + word + "\"."));
    }

    /// @throws IllegalArgumentException when no function is called that
    PciAddress device(String word) {
        if (element(word) instanceof ElementId.OfFunction(PciAddress at)) {
            return at;
        }
        throw new IllegalArgumentException("\"" + word + "\" is no PCI function.");
    }

    private static Optional<ElementId> host(String word) {
        if (!word.matches("[0-9a-fA-F]{4,7}:[0-9a-fA-F]{1,2}")) {
            return Optional.empty();
        }
        String[] parts = word.split(":", -1);
        return Optional.of(
                new ElementId.OfHostBridge(
                        Integer.parseInt(parts[0], 16), BusRange.parse(parts[1]).first()));
    }

    private Optional<ElementId> byName(String word) {
        return Stream.<Optional<? extends ElementId>>of(
                        topology.functionNamed(word)
                                .map(PciFunction::at)
                                .map(ElementId.OfFunction::new),
                        topology.owner(word).map(ContainerOwner::name).map(ElementId.OfOwner::new),
                        topology.space(word).map(IovaSpace::name).map(ElementId.OfSpace::new),
                        topology.iommu(word).map(Iommu::name).map(ElementId.OfIommu::new),
                        topology.msiController(word)
                                .map(MsiController::name)
                                .map(ElementId.OfMsiController::new),
                        topology.platformDevices().stream()
                                .map(PlatformDevice::name)
                                .filter(word::equals)
                                .findFirst()
                                .map(ElementId.OfPlatformDevice::new),
                        topology.mediatedDevice(word)
                                .map(MediatedDevice::name)
                                .map(ElementId.OfMediatedDevice::new),
                        memory(word))
                .flatMap(Optional::stream)
                .map(ElementId.class::cast)
                .findFirst();
    }

    private Optional<ElementId> memory(String word) {
        for (ContainerOwner owner : topology.owners()) {
            for (MemoryRegion region : owner.memory()) {
                if (region.name().equals(word)) {
                    return Optional.of(new ElementId.OfMemory(owner.name(), word));
                }
            }
        }
        return Optional.empty();
    }
}
