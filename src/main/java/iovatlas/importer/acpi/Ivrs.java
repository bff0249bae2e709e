package iovatlas.importer.acpi;

import iovatlas.observation.Note;

import java.util.ArrayList;
import java.util.List;

/// The I/O virtualization reporting structure of an AMD machine.
///
/// @param hardware the IVHD blocks that Linux uses, in the table's order
/// @param memory the IVMD blocks, in the table's order
/// @param notes what is wrong in it
public record Ivrs(List<IvrsHardware> hardware, List<Memory> memory, List<Note> notes) {

    private static final String WHERE = "IVRS";
    private static final int FIRST = 48;

    public Ivrs {
        hardware = List.copyOf(hardware);
        memory = List.copyOf(memory);
        notes = List.copyOf(notes);
    }

    /// One IVMD block.
    ///
    /// @param type 0x20 all devices, 0x21 one, 0x22 a range
    /// @param flags bit 0 unity map, 1 read, 2 write, 3 exclusion
    /// @param device first device id
    /// @param lastDevice last device id of a range
    public record Memory(
            int type, int flags, int device, int lastDevice, int segment, long start, long length) {

        /// True when Linux maps the range one to one; an exclusion range is mapped too.
        ///
        /// Source: `drivers/iommu/amd/init.c:init_unity_map_range`.
        public boolean isMapped() {
            return (flags & 9) != 0;
        }
    }

    /// Reads all blocks up to the first that does not fit.
    public static Ivrs read(AcpiTable table) {
        TableView view = table.view();
        List<IvrsHardware> hardware = new ArrayList<>();
        List<Memory> memory = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        int at = FIRST;
        while (view.has(at, 6)) {
            int length = view.u16(at + 2);
            if (length < 6 || !view.has(at, length)) {
                notes.add(
                        Note.warning(
                                WHERE,
                                "block at 0x%x says it has %d bytes, which does not fit"
                                        .formatted(at, length)));
                break;
            }
            TableView block = view.slice(at, length);
            switch (block.u8(0)) {
                case 0x10, 0x11, 0x40 -> hardware.add(IvrsHardware.read(block, notes));
                case 0x20, 0x21, 0x22 -> memory.add(memory(block));
                default ->
                        notes.add(
                                Note.information(
                                        WHERE,
                                        "block of type 0x%02x is not understood"
                                                .formatted(block.u8(0))));
            }
            at += length;
        }
        return new Ivrs(highestType(hardware), memory, notes);
    }

    private static Memory memory(TableView block) {
        return new Memory(
                block.u8(0),
                block.u8(1),
                block.u16(4),
                block.u16(6),
                block.u16(8),
                block.u64(16),
                block.u64(24));
    }

    /// The same IOMMU can be described several times; Linux takes one type for all, the highest that
    /// the first IOMMU has.
    ///
    /// Source: `drivers/iommu/amd/init.c:get_highest_supported_ivhd_type`.
    private static List<IvrsHardware> highestType(List<IvrsHardware> all) {
        if (all.isEmpty()) {
            return all;
        }
        int device = all.getFirst().device();
        int type =
                all.stream()
                        .filter(block -> block.device() == device)
                        .mapToInt(IvrsHardware::type)
                        .max()
                        .orElse(0);
        return all.stream().filter(block -> block.type() == type).toList();
    }
}
