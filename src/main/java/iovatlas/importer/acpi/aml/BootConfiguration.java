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
    private static final List<AmlValue> HOST_BRIDGES =
            List.of(
                    AmlValue.of(0x080ad041),
                    AmlValue.of(0x030ad041),
                    new AmlValue.Text("PNP0A08"),
                    new AmlValue.Text("PNP0A03"));

    public BootConfiguration {
        bridges = List.copyOf(bridges);
        notes = List.copyOf(notes);
    }

    /// A host bridge by its segment and its base bus number, 0 where the table has none.
    public record Bridge(int segment, int bus) {}

    /// Reads DSDT and SSDTs, in the order in which they are loaded.
    public static BootConfiguration read(List<byte[]> tables) {
        AmlNamespace names = new AmlNamespace();
        List<Note> notes = new ArrayList<>();
        int ended = 0;
        for (byte[] table : tables) {
            ended += new AmlLoader(names, table).load();
        }
        if (ended > 0) {
            notes.add(
                    Note.information(
                            "DSDT", ended + " scopes hold byte code that is not understood"));
        }
        List<Bridge> bridges = new ArrayList<>();
        for (String device : names.devices()) {
            if (isHostBridge(names, device) && preserves(names, device, notes)) {
                bridges.add(
                        new Bridge(number(names, device, "_SEG"), number(names, device, "_BBN")));
            }
        }
        return new BootConfiguration(bridges, notes);
    }

    private static boolean isHostBridge(AmlNamespace names, String device) {
        AmlValue hid = evaluate(names, device, "_HID", List.of());
        AmlValue cid = evaluate(names, device, "_CID", List.of());
        return HOST_BRIDGES.contains(hid)
                || HOST_BRIDGES.contains(cid)
                || (cid instanceof AmlValue.Elements several
                        && several.elements().stream().anyMatch(HOST_BRIDGES::contains));
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

    private static int number(AmlNamespace names, String device, String name) {
        return evaluate(names, device, name, List.of()) instanceof AmlValue.Int number
                ? (int) (number.bits() & 0xffff)
                : 0;
    }

    /// A value or the result of a method of the device itself; nothing is searched for above it.
    private static AmlValue evaluate(
            AmlNamespace names, String device, String name, List<AmlValue> values) {
        String path = device + "." + name;
        AmlNamespace.@Nullable Method method = names.method(device, path);
        if (method != null) {
            try {
                return AmlMachine.call(names, method, values);
            } catch (AmlCode.Outside outside) {
                return AmlValue.UNKNOWN;
            }
        }
        @Nullable AmlValue value = names.value(device, path);
        return value == null ? AmlValue.UNKNOWN : value;
    }
}
