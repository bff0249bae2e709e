package iovatlas.importer.sysfs;

import iovatlas.address.AddressRange;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.topology.Cpu;
import iovatlas.topology.HostBridge;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.ReservedMemory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The parts of a machine that firmware and sysfs tell besides the functions; filled by one reader
/// after the other.
final class FirmwareParts {

    final List<Iommu> iommus = new ArrayList<>();
    final List<MsiController> controllers = new ArrayList<>();
    final List<IdMap> idMaps = new ArrayList<>();
    final List<ReservedMemory> reserved = new ArrayList<>();
    final List<Cpu> cpus = new ArrayList<>();
    final List<PlatformDevice> platformDevices = new ArrayList<>();

    /// Further devfns that a function uses, from IVRS.
    final Map<PciAddress, List<Integer>> aliases = new HashMap<>();

    /// Bridges that firmware says lead out of the machine.
    final Set<PciAddress> externalFacing = new HashSet<>();

    /// Host bridges that ask to keep the firmware's configuration.
    final Set<HostBridge> preserved = new HashSet<>();

    /// What host bridges take in from PCI, by segment.
    final Map<Integer, List<AddressRange<Iova>>> dmaRanges = new HashMap<>();

    /// A host bridge with what firmware says about it.
    HostBridge completed(HostBridge bridge) {
        return new HostBridge(
                bridge.segment(),
                bridge.buses(),
                bridge.preservesFirmwareConfig() || preserved.contains(bridge),
                bridge.windows(),
                dmaRanges.getOrDefault(bridge.segment(), bridge.dmaRanges()));
    }

    /// The IOMMU that an entry of sysfs stands for, when it is known already.
    Optional<Iommu> iommuOf(SysfsIommu sysfs) {
        Optional<HostPhysical> base =
                sysfs.smmuBase().or(() -> sysfs.hex("intel-iommu/address")).map(HostPhysical::of);
        return iommus.stream()
                .filter(iommu ->
                        iommu.name().equals(sysfs.name())
                                || sysfs.name().equals(String.valueOf(iommu.function()))
                                || base.filter(at -> at.equals(iommu.base())).isPresent())
                .findFirst();
    }

    /// Gives every ITS as many device-ID bits as the firmware's maps need: its own register, which
    /// would tell, is in no file.
    void widenTranslators() {
        controllers.replaceAll(controller ->
                controller instanceof MsiController.Its its
                        ? new MsiController.Its(
                                its.name(),
                                its.base(),
                                its.id(),
                                Math.max(its.deviceIdBits(), bitsFor(its.name())),
                                its.eventIdBits(),
                                its.preIts())
                        : controller);
    }

    private int bitsFor(String controller) {
        return idMaps.stream()
                .filter(map -> map.role() == IdMap.Role.MSI && map.target().equals(controller))
                .mapToInt(map -> 32 - Integer.numberOfLeadingZeros(map.map(map.last())))
                .max()
                .orElse(0);
    }

    /// The next free name with this prefix among the IOMMUs.
    String nextIommu(String prefix) {
        long taken = iommus.stream().filter(i -> i.name().startsWith(prefix)).count();
        return prefix + taken;
    }

    /// The next free name with this prefix among the MSI controllers.
    String nextController(String prefix) {
        long taken = controllers.stream().filter(c -> c.name().startsWith(prefix)).count();
        return prefix + taken;
    }
}
