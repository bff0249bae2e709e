package iovatlas.importer.acpi;

import iovatlas.observation.Note;

import java.util.List;
import java.util.Optional;

/// One ACPI table with its header checked.
///
/// @param signature four letters, e.g. `IORT`
/// @param revision of the table
/// @param view the whole table, header included, cut to what is there
/// @param notes what the header says wrongly
public record AcpiTable(String signature, int revision, TableView view, List<Note> notes) {

    static final int HEADER = 36;

    public AcpiTable {
        notes = List.copyOf(notes);
    }

    /// Reads a header; empty (with a note in `notes`) when there are too few bytes for one.
    ///
    /// @param where the file, for notes
    public static Optional<AcpiTable> read(String where, byte[] bytes, List<Note> notes) {
        TableView all = new TableView(bytes);
        if (all.length() < HEADER) {
            notes.add(Note.warning(where, "too short for an ACPI table, left out"));
            return Optional.empty();
        }
        int stated = all.u32(4);
        int length = all.length();
        List<Note> found = new java.util.ArrayList<>();
        if (stated >= HEADER && stated <= length) {
            length = stated;
        } else {
            found.add(
                    Note.warning(
                            where,
                            "the table says it has %s bytes but %d are there"
                                    .formatted(Integer.toUnsignedString(stated), length)));
        }
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += all.u8(i);
        }
        if ((sum & 0xff) != 0) {
            found.add(Note.warning(where, "the checksum of the table is wrong"));
        }
        notes.addAll(found);
        return Optional.of(new AcpiTable(all.text(0, 4), all.u8(8), all.slice(0, length), found));
    }
}
