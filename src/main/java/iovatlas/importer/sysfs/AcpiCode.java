package iovatlas.importer.sysfs;

import iovatlas.importer.acpi.aml.BootConfiguration;
import iovatlas.importer.acpi.aml.ExternalFacingPorts;
import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the code of DSDT and SSDTs says of host bridges and root ports: which host bridges ask to
/// keep the firmware's PCI configuration, and which ports lead out of the machine.
final class AcpiCode {

    private AcpiCode() {}

    /// The ports that lead out of the machine.
    static List<PciAddress> externalFacing(Machine machine) {
        List<PciAddress> ports = new ArrayList<>();
        for (ExternalFacingPorts.Port port :
                ExternalFacingPorts.read(tables(machine.snapshot().first())).ports()) {
            bridges(machine, port.segment(), port.bus())
                    .forEach(bridge ->
                            ports.add(
                                    new PciAddress(
                                            port.segment(),
                                            bridge.rootBus(),
                                            port.device(),
                                            port.function())));
        }
        return ports;
    }

    /// The host bridges that ask to keep the configuration.
    static List<HostBridge> preserved(Machine machine) {
        BootConfiguration found = BootConfiguration.read(tables(machine.snapshot().first()));
        machine.notes().addAll(found.notes());
        List<HostBridge> bridges = new ArrayList<>();
        for (BootConfiguration.Bridge asking : found.bridges()) {
            bridges.addAll(bridges(machine, asking.segment(), asking.bus()));
        }
        return bridges;
    }

    /// A table may leave the bus number to its resource list; then only one can be meant.
    private static List<HostBridge> bridges(Machine machine, int segment, int bus) {
        List<HostBridge> sameSegment =
                machine.bridges().stream().filter(bridge -> bridge.segment() == segment).toList();
        return sameSegment.stream()
                .filter(b -> b.rootBus() == bus || sameSegment.size() == 1)
                .toList();
    }

    /// DSDT first, then SSDT, SSDT1, SSDT2 and so on, as they are loaded.
    private static List<byte[]> tables(FileTree tree) {
        List<byte[]> tables = new ArrayList<>();
        tree.bytes(AcpiTables.FOLDER + "/DSDT").ifPresent(tables::add);
        tree.names(AcpiTables.FOLDER).stream()
                .filter(name -> name.matches("SSDT\\d{0,4}"))
                .sorted(Comparator.comparingInt(String::length).thenComparing(name -> name))
                .forEach(name -> tree.bytes(AcpiTables.FOLDER + "/" + name).ifPresent(tables::add));
        return tables;
    }
}
