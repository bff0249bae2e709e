package iovatlas.diagnostic.fault;

import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.RequesterId;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whose a stream ID is: the ID maps read backwards. Machines have several SMMUs with the same
/// stream IDs; the name in the log tells which where the machine calls it so too.
final class StreamOwner {

    private static final Pattern NUMBERED = Pattern.compile("arm-smmu(?:-v3)?\\.(\\d{1,6})\\.auto");

    private final Topology topology;

    StreamOwner(Topology topology) {
        this.topology = topology;
    }

    /// The functions whose stream ID it is, those that the machine has first. More than one when
    /// nothing tells of which IOMMU the log speaks.
    List<PciAddress> functions(String iommu, int stream) {
        List<PciAddress> numbered =
                functions(byNumber(iommu), stream).stream()
                        .filter(at -> topology.function(at).isPresent())
                        .toList();
        return numbered.isEmpty() ? functions(maps(iommu), stream) : numbered;
    }

    private List<PciAddress> functions(List<IdMap> maps, int stream) {
        List<PciAddress> present = new ArrayList<>();
        List<PciAddress> absent = new ArrayList<>();
        for (IdMap map : maps) {
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

    /// The kernel numbers the SMMUs of the IORT in the table's order, and imported machines keep that
    /// order. Other devices of the table are numbered with them, so the number is a hint: it counts
    /// where a function of that SMMU has the stream ID.
    ///
    /// Source: `drivers/acpi/arm64/iort.c:iort_init_platform_devices`.
    private List<IdMap> byNumber(String iommu) {
        Matcher matcher = NUMBERED.matcher(iommu);
        if (!matcher.matches() || isKnown(iommu)) {
            return List.of();
        }
        List<String> smmus =
                topology.iommus().stream()
                        .filter(known ->
                                known.kind() == IommuKind.SMMU_V3
                                        || known.kind() == IommuKind.SMMU_V2)
                        .map(Iommu::name)
                        .toList();
        int number = Integer.parseInt(matcher.group(1));
        return number >= smmus.size()
                ? List.of()
                : topology.idMaps().stream()
                        .filter(map -> map.role() == IdMap.Role.IOMMU)
                        .filter(map -> map.target().equals(smmus.get(number)))
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
