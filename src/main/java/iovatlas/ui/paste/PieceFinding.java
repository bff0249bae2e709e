package iovatlas.ui.paste;

import iovatlas.observation.Note;

import java.util.ArrayList;
import java.util.List;

/// What one piece turned out to be, read by itself.
///
/// @param piece which
/// @param kind e.g. `a listing of lspci`
/// @param functions how many PCI functions it tells of
/// @param groups how many recorded groups
/// @param steps how many steps a trace became
/// @param faults how many IOMMU faults it reports
/// @param notes what its reader has to say
/// @param unknown 1-based numbers of the lines that nothing understood
/// @param failure why it cannot be read, one sentence; empty when it can
/// @param line where the failure is, 1-based; 0 when it has no place
/// @param column likewise
public record PieceFinding(
        Piece piece,
        String kind,
        int functions,
        int groups,
        int steps,
        int faults,
        List<Note> notes,
        List<Integer> unknown,
        String failure,
        int line,
        int column) {

    public PieceFinding {
        notes = List.copyOf(notes);
        unknown = List.copyOf(unknown);
    }

    static PieceFinding failed(
            Piece piece, String kind, int faults, String failure, int line, int column) {
        return new PieceFinding(
                piece, kind, 0, 0, 0, faults, List.of(), List.of(), failure, line, column);
    }

    public boolean isReadable() {
        return failure.isEmpty();
    }

    /// "34 functions, 12 recorded groups"; empty when there is nothing to count.
    public String counts() {
        List<String> parts = new ArrayList<>();
        add(parts, functions, "function", "functions");
        add(parts, groups, "recorded group", "recorded groups");
        add(parts, steps, "step", "steps");
        add(parts, faults, "IOMMU fault", "IOMMU faults");
        add(parts, notes.size(), "note", "notes");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String one, String several) {
        if (count > 0) {
            parts.add(count + " " + (count == 1 ? one : several));
        }
    }
}
