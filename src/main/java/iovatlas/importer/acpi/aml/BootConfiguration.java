package iovatlas.importer.acpi.aml;

import iovatlas.observation.Note;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Whether firmware asks to keep the configuration that it gave to PCI: `_DSM` function 5 of each
/// host bridge.
///
/// Source: `drivers/pci/pci-acpi.c:pci_acpi_preserve_config`.
///
/// @param bridges those that ask for it
/// @param notes what was not understood
public record BootConfiguration(List<Bridge> bridges, List<Note> notes) {

    private static final byte[] GUID = {
        (byte) 0xd0,
        0x37,
        (byte) 0xc9,
        (byte) 0xe5,
        0x53,
        0x35,
        0x7a,
        0x4d,
        (byte) 0x91,
        0x17,
        (byte) 0xea,
        0x4d,
        0x19,
        (byte) 0xc3,
        0x43,
        0x4d
    };
    private static final int REVISION = 1;
    private static final int PRESERVE_BOOT_CONFIGURATION = 5;

    public BootConfiguration {
        bridges = List.copyOf(bridges);
        notes = List.copyOf(notes);
    }

    /// A host bridge by its segment and its base bus number, 0 where the table has none.
    public record Bridge(int segment, int bus) {}

    /// Reads DSDT and SSDTs, in the order in which they are loaded.
    public static BootConfiguration read(List<byte[]> tables) {
        List<Note> notes = new ArrayList<>();
        AmlDevices devices = AmlDevices.load(tables, notes);
        List<Bridge> bridges = new ArrayList<>();
        for (String device : devices.names().devices()) {
            if (devices.isHostBridge(device) && preserves(devices.names(), device, notes)) {
                bridges.add(
                        new Bridge(devices.number(device, "_SEG"), devices.number(device, "_BBN")));
            }
        }
        return new BootConfiguration(bridges, notes);
    }

    private static boolean preserves(AmlNamespace names, String device, List<Note> notes) {
        AmlNamespace.@Nullable Method method =
                names.has(device + "._DSM") ? names.method(device, device + "._DSM") : null;
        if (method == null) {
            return false;
        }
        try {
            AmlValue answer =
                    AmlMachine.call(
                            names,
                            method,
                            List.of(
                                    AmlValue.Bytes.of(GUID, GUID.length),
                                    AmlValue.of(REVISION),
                                    AmlValue.of(PRESERVE_BOOT_CONFIGURATION),
                                    new AmlValue.Elements(List.of())));
            if (answer instanceof AmlValue.Unknown) {
                notes.add(notUnderstood(device, "its answer is not in the table"));
            }
            return answer.equals(AmlValue.of(0));
        } catch (AmlCode.Outside outside) {
            notes.add(notUnderstood(device, String.valueOf(outside.getMessage())));
            return false;
        }
    }

    private static Note notUnderstood(String device, String why) {
        return Note.warning(
                "DSDT",
                "_DSM of %s is not understood (%s): the PCI configuration counts as not preserved"
                        .formatted(device, why));
    }
}
