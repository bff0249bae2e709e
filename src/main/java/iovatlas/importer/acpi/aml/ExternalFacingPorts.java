package iovatlas.importer.acpi.aml;

import java.util.ArrayList;
import java.util.List;

/// The root ports that firmware says lead out of the machine: a property `ExternalFacingPort` that is
/// not zero in their `_DSD`.
///
/// Source: `drivers/pci/pci-acpi.c:pci_acpi_set_external_facing`,
/// `drivers/acpi/property.c:acpi_init_properties`.
///
/// @param ports in the order of the tables
public record ExternalFacingPorts(List<Port> ports) {

    private static final AmlValue NAME = new AmlValue.Text("ExternalFacingPort");

    public ExternalFacingPorts {
        ports = List.copyOf(ports);
    }

    /// A root port.
    ///
    /// @param segment of its host bridge
    /// @param bus base bus number of its host bridge, 0 where the table has none
    public record Port(int segment, int bus, int device, int function) {}

    /// Reads DSDT and SSDTs, in the order in which they are loaded.
    public static ExternalFacingPorts read(List<byte[]> tables) {
        AmlDevices devices = AmlDevices.load(tables, new ArrayList<>());
        List<Port> ports = new ArrayList<>();
        for (String device : devices.names().devices()) {
            String bridge = device.substring(0, Math.max(0, device.lastIndexOf('.')));
            if (!bridge.isEmpty()
                    && isMarked(devices.evaluate(device, "_DSD"))
                    && devices.isHostBridge(bridge)
                    && devices.evaluate(device, "_ADR") instanceof AmlValue.Int address) {
                ports.add(
                        new Port(
                                devices.number(bridge, "_SEG"),
                                devices.number(bridge, "_BBN"),
                                (int) (address.bits() >>> 16 & 0x1f),
                                (int) (address.bits() & 7)));
            }
        }
        return new ExternalFacingPorts(ports);
    }

    /// The value is a package of pairs: a GUID, and a package of properties or of other data.
    private static boolean isMarked(AmlValue properties) {
        return properties instanceof AmlValue.Elements pairs
                && pairs.elements().stream().anyMatch(ExternalFacingPorts::hasMark);
    }

    private static boolean hasMark(AmlValue set) {
        return set instanceof AmlValue.Elements all
                && all.elements().stream()
                        .anyMatch(each ->
                                each instanceof AmlValue.Elements property
                                        && property.elements().size() == 2
                                        && property.elements().getFirst().equals(NAME)
                                        && property.elements().get(1) instanceof AmlValue.Int value
                                        && value.bits() != 0);
    }
}
