package iovatlas.importer.sysfs;

import iovatlas.importer.acpi.aml.BootConfiguration;
import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.topology.HostBridge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The host bridges whose ACPI device asks to keep the firmware's PCI configuration.
final class AcpiPreservation {

    private AcpiPreservation() {}

    static List<HostBridge> read(Machine machine) {
        BootConfiguration found = BootConfiguration.read(tables(machine.snapshot().first()));
        machine.notes().addAll(found.notes());
        List<HostBridge> bridges = new ArrayList<>();
        for (BootConfiguration.Bridge asking : found.bridges()) {
            List<HostBridge> sameSegment =
                    machine.bridges().stream()
                            .filter(bridge -> bridge.segment() == asking.segment())
                            .toList();
            // A table may leave the bus number to its resource list; then only one can be meant.
            sameSegment.stream()
                    .filter(b -> b.rootBus() == asking.bus() || sameSegment.size() == 1)
                    .forEach(bridges::add);
        }
        return bridges;
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
