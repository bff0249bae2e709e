package iovatlas.importer.acpi;

import iovatlas.observation.Note;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The I/O Remapping Table of an Arm machine: root complexes, SMMUs and ITS groups, and how IDs go
/// from one to the next.
///
/// @param revision of the table; RMR nodes count from 5 on
/// @param nodes by their offset in the table, in the table's order
/// @param notes what is wrong in it
public record Iort(int revision, Map<Integer, IortNode> nodes, List<Note> notes) {

    private static final String WHERE = "IORT";
    private static final int NODE_HEADER = 16;
    private static final int MAPPING = 20;
    private static final int MOST_MAPPINGS = 4096;

    public Iort {
        nodes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        notes = List.copyOf(notes);
    }

    /// Reads all nodes up to the first that does not fit.
    public static Iort read(AcpiTable table) {
        TableView view = table.view();
        List<Note> notes = new ArrayList<>();
        Map<Integer, IortNode> nodes = new LinkedHashMap<>();
        long count = view.u32(36) & 0xffffffffL;
        long at = view.u32(40) & 0xffffffffL;
        for (long i = 0; i < count; i++) {
            if (at < AcpiTable.HEADER || at + NODE_HEADER > view.length()) {
                notes.add(overrun(nodes.size(), count, at));
                break;
            }
            int offset = (int) at;
            int length = view.u16(offset + 1);
            if (length < NODE_HEADER || !view.has(offset, length)) {
                notes.add(overrun(nodes.size(), count, at));
                break;
            }
            nodes.put(offset, node(view, offset, length, notes));
            at += length;
        }
        return new Iort(table.revision(), nodes, notes);
    }

    /// The root complex of a segment; Linux takes the first.
    ///
    /// Source: `drivers/acpi/arm64/iort.c:iort_match_node_callback`.
    public Optional<IortNode> rootComplex(int segment) {
        return nodes.values().stream()
                .filter(n -> n.body() instanceof IortBody.RootComplex rc && rc.segment() == segment)
                .findFirst();
    }

    private static Note overrun(int read, long count, long at) {
        return Note.warning(
                WHERE,
                "node %d of %d at 0x%x does not fit into the table".formatted(read + 1, count, at));
    }

    private static IortNode node(TableView view, int offset, int length, List<Note> notes) {
        TableView body = view.slice(offset, length);
        long count = body.u32(8) & 0xffffffffL;
        long at = body.u32(12) & 0xffffffffL;
        List<IortMapping> mappings = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long from = at + i * MAPPING;
            if (from + MAPPING > body.length() || i >= MOST_MAPPINGS) {
                notes.add(
                        Note.warning(
                                WHERE,
                                "node at 0x%x: mapping %d of %d does not fit into the node"
                                        .formatted(offset, i + 1, count)));
                break;
            }
            mappings.add(IortMapping.read(body.slice((int) from, MAPPING)));
        }
        IortBody read = IortBody.read(body);
        if (read instanceof IortBody.Unknown unknown) {
            notes.add(
                    Note.information(
                            WHERE,
                            "node at 0x%x has type %d, which is not understood"
                                    .formatted(offset, unknown.type())));
        }
        return new IortNode(offset, body.u8(3), mappings, read);
    }
}
