package iovatlas.importer.report;

import iovatlas.observation.Note;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;

/// Remarks that arise while pieces are put together.
final class PieceNotes {

    private static final int NAMED_LINES = 8;

    private final List<Note> notes = new ArrayList<>();

    /// Two pieces say different things about a function.
    void conflict(PciAddress at, String text) {
        notes.add(Note.warning(at.toString(), "the pieces differ, the listing counts: " + text));
    }

    void add(Note note) {
        notes.add(note);
    }

    void information(String where, String text) {
        notes.add(Note.information(where, text));
    }

    void warning(String where, String text) {
        notes.add(Note.warning(where, text));
    }

    /// Lines of a text that nothing understood.
    void unknown(String where, List<Integer> lines) {
        if (!lines.isEmpty()) {
            List<String> named = lines.stream().limit(NAMED_LINES).map(String::valueOf).toList();
            information(
                    where,
                    "%d %s not understood: line %s%s"
                            .formatted(
                                    lines.size(),
                                    lines.size() == 1 ? "line is" : "lines are",
                                    String.join(", ", named),
                                    lines.size() > NAMED_LINES ? ", ..." : ""));
        }
    }

    List<Note> list() {
        return List.copyOf(notes);
    }
}
