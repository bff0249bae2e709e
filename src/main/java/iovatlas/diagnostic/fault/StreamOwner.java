package iovatlas.diagnostic.fault;

import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.RequesterId;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whose a stream ID is: the ID maps read backwards. Machines have several SMMUs with the same
/// stream IDs; the name in the log tells which where the machine calls it so too.
final class StreamOwner {

    private final Topology topology;

    StreamOwner(Topology topology) {
        this.topology = topology;
    }

    /// The functions whose stream ID it is, those that the machine has first. More than one when
    /// nothing tells of which IOMMU the log speaks.
    List<PciAddress> functions(String iommu, int stream) {
        List<PciAddress> present = new ArrayList<>();
        List<PciAddress> absent = new ArrayList<>();
        for (IdMap map : maps(iommu)) {
            back(map, stream)
                    .ifPresent(
                            at -> (topology.function(at).isPresent() ? present : absent).add(at));
        }
        return present.isEmpty()
                ? absent.stream().distinct().limit(1).toList()
                : present.stream().distinct().toList();
    }

    /// The device on no PCI bus whose stream ID it is.
    Optional<String> platformDevice(String iommu, int stream) {
        boolean named = isKnown(iommu);
        return topology.platformDevices().stream()
                .filter(device -> device.streamIds().contains(stream))
                .filter(device -> !named || called(iommu).equals(device.iommu()))
                .map(PlatformDevice::name)
                .findFirst();
    }

    private List<IdMap> maps(String iommu) {
        boolean named = isKnown(iommu);
        return topology.idMaps().stream()
                .filter(map -> map.role() == IdMap.Role.IOMMU)
                .filter(map -> !named || map.target().equals(called(iommu)))
                .toList();
    }

    private boolean isKnown(String iommu) {
        return topology.iommus().stream().anyMatch(known -> isCalled(known, iommu));
    }

    private String called(String iommu) {
        return topology.iommus().stream()
                .filter(known -> isCalled(known, iommu))
                .map(Iommu::name)
                .findFirst()
                .orElse(iommu);
    }

    /// By name, or by the address of its registers, with which a device tree's devices begin.
    private static boolean isCalled(Iommu known, String name) {
        return known.name().equals(name)
                || (known.base() != null
                        && name.startsWith(Long.toHexString(known.base().unsignedBits()) + "."));
    }

    private static Optional<PciAddress> back(IdMap map, int stream) {
        long distance = (stream & 0xffffffffL) - (map.output() & 0xffffffffL);
        return distance >= 0 && distance <= map.last().bits() - map.first().bits()
                ? Optional.of(
                        PciAddress.of(
                                map.segment(),
                                new RequesterId(map.first().bits() + (int) distance)))
                : Optional.empty();
    }
}
