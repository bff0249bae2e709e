package iovatlas.importer.acpi;

import iovatlas.observation.Note;

import java.util.ArrayList;
import java.util.List;

/// One IVHD block: an IOMMU and the devices behind it.
///
/// @param type 0x10, 0x11 or 0x40
/// @param device requester ID of the IOMMU's own function
/// @param segment PCI segment
/// @param base physical address of its registers
/// @param features extended feature register, 0 for type 0x10
/// @param features2 second extended feature register, 0 for type 0x10
/// @param entries the devices, in the table's order
public record IvrsHardware(
        int type,
        int device,
        int segment,
        long base,
        long features,
        long features2,
        List<Entry> entries) {

    private static final int ACPI_DEVICE = 0xf0;
    private static final int ACPI_DEVICE_SIZE = 22;

    public IvrsHardware {
        entries = List.copyOf(entries);
    }

    /// One device entry.
    ///
    /// @param type 1 all, 2 one, 3 and 4 start and end of a range, 0x42 alias, 0x43 start of an
    ///     alias range, 0x46 and 0x47 as 2 and 3, 0x48 special device, 0xf0 namespace device
    /// @param device requester ID, 0 for a special device
    /// @param used requester ID that an aliased or special device uses
    /// @param handle id of a special device
    /// @param variety 1 for an I/O APIC, 2 for an HPET
    public record Entry(int type, int device, int used, int handle, int variety) {}

    static IvrsHardware read(TableView block, List<Note> notes) {
        int type = block.u8(0);
        int first = type == 0x10 ? 24 : 40;
        List<Entry> entries = new ArrayList<>();
        int at = first;
        while (block.has(at, 4)) {
            int kind = block.u8(at);
            int length = entryLength(block, at, kind);
            if (length == 0 || !block.has(at, length)) {
                notes.add(
                        Note.warning(
                                "IVRS",
                                "device entry of type 0x%02x at 0x%x of its block does not fit"
                                        .formatted(kind, at)));
                break;
            }
            if ((kind & 0x3f) != 0) {
                entries.add(
                        new Entry(
                                kind,
                                block.u16(at + 1),
                                kind < ACPI_DEVICE ? block.u16(at + 5) : 0,
                                kind == 0x48 ? block.u8(at + 4) : 0,
                                kind == 0x48 ? block.u8(at + 7) : 0));
            }
            at += length;
        }
        return new IvrsHardware(
                type,
                block.u16(4),
                block.u16(16),
                block.u64(8),
                type == 0x10 ? 0 : block.u64(24),
                type == 0x10 ? 0 : block.u64(32),
                entries);
    }

    /// Source: `drivers/iommu/amd/init.c:ivhd_entry_length`.
    private static int entryLength(TableView block, int at, int kind) {
        if (kind < 0x80) {
            return 4 << (kind >> 6);
        }
        return kind == ACPI_DEVICE ? ACPI_DEVICE_SIZE + block.u8(at + 21) : 0;
    }
}
