package iovatlas.importer.acpi;

import iovatlas.observation.Note;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The DMA remapping table of an Intel machine.
///
/// @param flags bit 0 interrupt remapping supported
/// @param units remapping hardware units, in the table's order
/// @param reserved reserved memory regions, in the table's order
/// @param notes what is wrong in it
public record Dmar(int flags, List<Unit> units, List<ReservedRegion> reserved, List<Note> notes) {

    private static final String WHERE = "DMAR";
    private static final int FIRST = 48;

    public Dmar {
        units = List.copyOf(units);
        reserved = List.copyOf(reserved);
        notes = List.copyOf(notes);
    }

    /// One DRHD.
    ///
    /// @param includeAll whether it serves every function that no other unit names
    public record Unit(boolean includeAll, int segment, long base, List<DeviceScope> scopes) {}

    /// One RMRR.
    ///
    /// @param limit last address, inclusive
    public record ReservedRegion(int segment, long base, long limit, List<DeviceScope> scopes) {}

    public boolean supportsInterruptRemapping() {
        return (flags & 1) != 0;
    }

    /// Reads all structures up to the first that does not fit.
    ///
    /// Source: `drivers/iommu/intel/dmar.c:dmar_walk_remapping_entries`.
    public static Dmar read(AcpiTable table) {
        TableView view = table.view();
        List<Unit> units = new ArrayList<>();
        List<ReservedRegion> reserved = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        Map<String, Integer> others = new TreeMap<>();
        int at = FIRST;
        while (view.has(at, 4)) {
            int length = view.u16(at + 2);
            if (length < 4 || !view.has(at, length)) {
                notes.add(
                        Note.warning(
                                WHERE,
                                "structure at 0x%x says it has %d bytes, which does not fit"
                                        .formatted(at, length)));
                break;
            }
            TableView part = view.slice(at, length);
            switch (part.u16(0)) {
                case 0 ->
                        units.add(
                                new Unit(
                                        (part.u8(4) & 1) != 0,
                                        part.u16(6),
                                        part.u64(8),
                                        DeviceScope.list(part, 16, notes)));
                case 1 ->
                        reserved.add(
                                new ReservedRegion(
                                        part.u16(6),
                                        part.u64(8),
                                        part.u64(16),
                                        DeviceScope.list(part, 24, notes)));
                default -> others.merge(name(part.u16(0)), 1, Integer::sum);
            }
            at += length;
        }
        others.forEach((name, count) ->
                notes.add(
                        Note.information(
                                WHERE,
                                "%d %s: says nothing about groups or reserved memory, left out"
                                        .formatted(count, name))));
        return new Dmar(view.u8(37), units, reserved, notes);
    }

    private static String name(int type) {
        return switch (type) {
            case 2 -> "ATSR";
            case 3 -> "RHSA";
            case 4 -> "ANDD";
            case 5 -> "SATC";
            case 6 -> "SIDP";
            default -> "structure of type " + type;
        };
    }
}
