package iovatlas.importer.sysfs;

import iovatlas.address.HostPhysical;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.PciAddress;
import iovatlas.topology.Register64;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// IOMMUs that sysfs lists and no firmware table tells of: captures without privilege have no tables.
/// Which functions they serve is then taken from sysfs too, and stream IDs are assumed to be
/// requester IDs.
final class SysfsIommuReader {

    private final Machine machine;
    private final FirmwareParts parts;
    private final SmmuLog log;

    SysfsIommuReader(Machine machine, FirmwareParts parts) {
        this.machine = machine;
        this.parts = parts;
        this.log = new SmmuLog(machine.log(), machine.notes());
    }

    /// Adds what is missing; firmware must have been read before.
    void read() {
        for (SysfsIommu sysfs : SysfsIommu.all(machine.snapshot().first())) {
            if (parts.iommuOf(sysfs).isPresent()) {
                continue;
            }
            @Nullable Iommu iommu = iommu(sysfs);
            if (iommu == null) {
                machine.notes().count("IOMMU of a kind that is not understood", sysfs.name());
                continue;
            }
            parts.iommus.add(iommu);
            List<IdMap> maps = served(sysfs, iommu);
            parts.idMaps.addAll(maps);
            machine.notes()
                    .information(
                            iommu.name(),
                            "no firmware table tells which functions it serves: the %d that sysfs"
                                            .formatted(maps.size())
                                    + " lists are taken, with their requester IDs");
        }
    }

    private @Nullable Iommu iommu(SysfsIommu sysfs) {
        if (sysfs.isVtd()) {
            return new Iommu(
                    sysfs.name(),
                    new IommuHardware.Vtd(
                            new Register64(sysfs.hex("intel-iommu/cap").orElse(0L)),
                            new Register64(sysfs.hex("intel-iommu/ecap").orElse(0L))),
                    sysfs.hex("intel-iommu/address").map(HostPhysical::of).orElse(null),
                    null);
        }
        Optional<PciAddress> function =
                sysfs.deviceName()
                        .filter(PciAddress::isAddress)
                        .or(() -> Optional.of(sysfs.name()).filter(PciAddress::isAddress))
                        .map(PciAddress::parse);
        if (sysfs.isAmd()) {
            return new Iommu(
                    sysfs.name(),
                    new IommuHardware.AmdVi(
                            sysfs.hex("amd-iommu/cap").orElse(0L).intValue(),
                            new Register64(IvrsReader.features(sysfs).orElse(0L)),
                            new Register64(IvrsReader.features2(sysfs).orElse(0L))),
                    null,
                    function.orElse(null));
        }
        if (sysfs.isSmmu()) {
            return smmu(sysfs);
        }
        return function.map(at ->
                        new VirtioIommuReader(machine)
                                .read(parts.nextIommu("viommu"), at, null, parts.controllers))
                .orElse(null);
    }

    private Iommu smmu(SysfsIommu sysfs) {
        int index =
                (int)
                        parts.iommus.stream()
                                .filter(i -> i.hardware() instanceof IommuHardware.SmmuV3)
                                .count();
        IommuHardware hardware =
                sysfs.isSmmuV3()
                        ? log.smmuV3(sysfs.deviceName(), index, false, false)
                        : log.smmuV2(sysfs.deviceName());
        return new Iommu(
                parts.nextIommu("smmu"),
                hardware,
                sysfs.smmuBase().map(HostPhysical::of).orElse(null),
                null);
    }

    private static List<IdMap> served(SysfsIommu sysfs, Iommu iommu) {
        List<IdMap> maps = new ArrayList<>();
        for (String name : sysfs.devices()) {
            if (PciAddress.isAddress(name)) {
                PciAddress at = PciAddress.parse(name);
                maps.add(
                        new IdMap(
                                IdMap.Role.IOMMU,
                                at.segment(),
                                at.requesterId(),
                                at.requesterId(),
                                iommu.name(),
                                at.requesterId().bits()));
            }
        }
        return maps;
    }
}
