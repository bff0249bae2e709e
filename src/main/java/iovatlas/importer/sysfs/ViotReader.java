package iovatlas.importer.sysfs;

import iovatlas.address.HostPhysical;
import iovatlas.importer.acpi.Viot;
import iovatlas.importer.pci.RequesterRuns;
import iovatlas.topology.IdMap;
import iovatlas.topology.PciAddress;
import iovatlas.topology.RequesterId;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// The virtio-iommus that a VIOT names and the endpoint IDs of the functions behind them.
final class ViotReader {

    private ViotReader() {}

    /// Adds everything; the MSI controllers must be among the parts already.
    static void read(Machine machine, Viot table, FirmwareParts parts) {
        VirtioIommuReader reader = new VirtioIommuReader(machine);
        Map<Integer, String> names = new HashMap<>();
        for (Viot.Device device : table.iommus()) {
            String name = parts.nextIommu("viommu");
            names.put(device.offset(), name);
            @Nullable PciAddress function =
                    device.pci()
                            ? PciAddress.of(device.segment(), new RequesterId(device.requester()))
                            : null;
            parts.iommus.add(
                    reader.read(
                            name,
                            function,
                            device.pci() ? null : HostPhysical.of(device.base()),
                            parts.controllers));
        }
        for (int segment : machine.segments()) {
            parts.idMaps.addAll(
                    machine.runs(segment)
                            .of(
                                    IdMap.Role.IOMMU,
                                    segment,
                                    id -> target(table, names, segment, id)));
        }
    }

    private static RequesterRuns.@Nullable Target target(
            Viot table, Map<Integer, String> names, int segment, int id) {
        return table.endpoint(segment, id)
                .map(endpoint ->
                        new RequesterRuns.Target(
                                names.getOrDefault(endpoint.iommu().offset(), ""), endpoint.id()))
                .orElse(null);
    }
}
