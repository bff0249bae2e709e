package iovatlas.kernel.doorbell;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Recorded registers, and what of them the rules determine.
final class Registers {

    private Registers() {}

    static VectorRegisters recorded(JsonNode state) {
        JsonNode msi = state.get("msi");
        JsonNode msix = state.get("msix");
        return new VectorRegisters(
                msi == null || msi.isNull()
                        ? null
                        : new VectorRegisters.Msi(
                                msi.get("enabled").asBoolean(),
                                msi.get("vectors_capable").asInt(),
                                msi.get("vectors_enabled").asInt(),
                                RecordedMachine.message(msi)),
                msix == null || msix.isNull()
                        ? null
                        : new VectorRegisters.Msix(
                                msix.get("enabled").asBoolean(),
                                msix.get("table_size").asInt(),
                                entries(msix.get("entries"))));
    }

    private static List<VectorRegisters.Entry> entries(JsonNode entries) {
        List<VectorRegisters.Entry> all = new ArrayList<>();
        entries.forEach(e ->
                all.add(
                        new VectorRegisters.Entry(
                                e.get("i").asInt(),
                                RecordedMachine.message(e),
                                e.get("masked").asInt() == 1)));
        return all;
    }

    /// Everything that the rules determine: on Arm all of it, on x86 the bits that are fixed.
    static String text(VectorRegisters registers, RecordedMachine machine) {
        VectorRegisters.Msi msi = registers.msi();
        VectorRegisters.Msix msix = registers.msix();
        String text =
                msi == null
                        ? ""
                        : "msi %s %d/%d %s "
                                .formatted(
                                        msi.enabled(),
                                        msi.granted(),
                                        msi.capable(),
                                        fixed(msi.message(), machine));
        return msix == null
                ? text
                : text
                        + "msix %s %d %s"
                                .formatted(
                                        msix.enabled(),
                                        msix.tableSize(),
                                        msix.entries().stream()
                                                .map(e ->
                                                        e.number()
                                                                + ":"
                                                                + fixed(e.message(), machine)
                                                                + (e.masked() ? "m" : ""))
                                                .collect(Collectors.joining(" ")));
    }

    static String fixed(Message message, RecordedMachine machine) {
        if (machine.isArm() || message.equals(Message.NONE)) {
            return message.toString();
        }
        long address = message.address().unsignedBits();
        boolean remapping = machine.facts().interruptRemapping().value();
        boolean placeholder = message.data() == 0xef;
        if (!remapping) {
            // Destination and vector depend on what the boot took.
            return "0x%x vector %s"
                    .formatted(address & ~0xff000L, placeholder ? "placeholder" : "v");
        }
        // The remapping index depends on everything that was set up before.
        boolean intel = (address & 0x10) != 0;
        return "0x%x data 0x%x".formatted(intel ? address & ~0xfffe4L : address, message.data());
    }
}
