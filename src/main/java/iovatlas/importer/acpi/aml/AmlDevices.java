package iovatlas.importer.acpi.aml;

import iovatlas.observation.Note;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The devices of DSDT and SSDTs, with what they say of themselves.
///
/// @param names of all tables
record AmlDevices(AmlNamespace names) {

    private static final List<AmlValue> HOST_BRIDGES =
            List.of(
                    AmlValue.of(0x080ad041),
                    AmlValue.of(0x030ad041),
                    new AmlValue.Text("PNP0A08"),
                    new AmlValue.Text("PNP0A03"));

    /// @param tables in the order in which they are loaded
    /// @param notes takes what was not understood
    static AmlDevices load(List<byte[]> tables, List<Note> notes) {
        AmlNamespace names = new AmlNamespace();
        int ended = 0;
        for (byte[] table : tables) {
            ended += new AmlLoader(names, table).load();
        }
        if (ended > 0) {
            notes.add(
                    Note.information(
                            "DSDT", ended + " scopes hold byte code that is not understood"));
        }
        return new AmlDevices(names);
    }

    boolean isHostBridge(String device) {
        AmlValue hid = evaluate(device, "_HID");
        AmlValue cid = evaluate(device, "_CID");
        return HOST_BRIDGES.contains(hid)
                || HOST_BRIDGES.contains(cid)
                || (cid instanceof AmlValue.Elements several
                        && several.elements().stream().anyMatch(HOST_BRIDGES::contains));
    }

    /// The lower 16 bits of an integer, 0 where there is none.
    int number(String device, String name) {
        return evaluate(device, name) instanceof AmlValue.Int number
                ? (int) (number.bits() & 0xffff)
                : 0;
    }

    /// A value or the result of a method of the device itself; nothing is searched for above it.
    AmlValue evaluate(String device, String name) {
        String path = device + "." + name;
        AmlNamespace.@Nullable Method method = names.method(device, path);
        if (method != null) {
            try {
                return AmlMachine.call(names, method, List.of());
            } catch (AmlCode.Outside outside) {
                return AmlValue.UNKNOWN;
            }
        }
        @Nullable AmlValue value = names.value(device, path);
        return value == null ? AmlValue.UNKNOWN : value;
    }
}
