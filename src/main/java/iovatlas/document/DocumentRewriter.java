package iovatlas.document;

import iovatlas.atlas.Atlas;
import iovatlas.document.part.AtlasText;
import iovatlas.document.part.AtlasText.Part;
import iovatlas.document.part.Root;
import iovatlas.document.yaml.Limits;
import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeReader;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Changes the text of a document only where its value changes.
final class DocumentRewriter {
    private final String text;
    private final SourceLines source;
    private final Node.Mapping root;
    private final AtlasText before;
    private final AtlasText after;

    /// A top-level key and its lines.
    ///
    /// @param lead 0-based line where its comments begin
    /// @param start 0-based line of the key
    /// @param end 0-based line after its value
    private record Chunk(Node.Entry entry, int lead, int start, int end) {}

    /// A key and the text that stands for it.
    private record Piece(String key, String text) {}

    DocumentRewriter(OpenDocument original, Atlas changed) {
        text = original.text();
        source = SourceLines.of(text);
        root = new NodeReader(Limits.STANDARD).read(DocumentReader.withoutMark(text));
        Set<PciAddress> listed = listed(root);
        before = new AtlasText(original.atlas(), listed);
        after = new AtlasText(changed, listed);
    }

    /// The changed text, or empty when the text is laid out so that no part of it can be kept.
    Optional<String> run() {
        Map<String, Part> old = byKey(before.parts());
        Map<String, Part> wanted = byKey(after.parts());
        if (old.equals(wanted)) {
            return Optional.of(text);
        }
        return chunks().map(chunks -> join(pieces(chunks, old, wanted), chunks));
    }

    private static Map<String, Part> byKey(List<Part> parts) {
        Map<String, Part> map = new HashMap<>();
        parts.forEach(part -> map.put(part.key(), part));
        return map;
    }

    /// Virtual functions that have a line of their own in the text.
    private static Set<PciAddress> listed(Node.Mapping root) {
        Set<PciAddress> listed = new HashSet<>();
        for (Node.Entry entry : root.entries()) {
            if (entry.key().equals("functions") && entry.value() instanceof Node.Sequence list) {
                list.items().forEach(item -> address(item).ifPresent(listed::add));
            }
        }
        return listed;
    }

    private static Optional<PciAddress> address(Node item) {
        return item instanceof Node.Mapping mapping
                ? mapping.entries().stream()
                        .filter(entry -> entry.key().equals("at"))
                        .map(Node.Entry::value)
                        .filter(Node.Scalar.class::isInstance)
                        .map(value -> PciAddress.parse(((Node.Scalar) value).text()))
                        .findFirst()
                : Optional.empty();
    }

    /// The lines of each top-level key; empty when they do not begin lines of their own.
    private Optional<List<Chunk>> chunks() {
        List<Chunk> chunks = new ArrayList<>();
        int least = 0;
        for (int i = 0; i < root.entries().size(); i++) {
            Node.Entry entry = root.entries().get(i);
            int start = entry.at().line() - 1;
            if (entry.at().column() != 1 || start < least) {
                return Optional.empty();
            }
            int next =
                    i + 1 < root.entries().size()
                            ? root.entries().get(i + 1).at().line() - 1
                            : documentEnd(start + 1);
            int lead = i == 0 ? 0 : source.lead(start, least, 0);
            boolean last = i + 1 == root.entries().size();
            int end = last ? next : source.lead(next, start + 1, 0);
            chunks.add(new Chunk(entry, lead, start, end));
            least = start + 1;
        }
        return Optional.of(chunks);
    }

    /// The line after the last key: the end of the text, or an end marker.
    private int documentEnd(int from) {
        for (int i = from; i < source.lines().size(); i++) {
            if (source.lines().get(i).startsWith("...")) {
                return i;
            }
        }
        return source.lines().size();
    }

    private List<Piece> pieces(
            List<Chunk> chunks, Map<String, Part> old, Map<String, Part> wanted) {
        List<Piece> pieces = new ArrayList<>();
        for (Chunk chunk : chunks) {
            String key = chunk.entry().key();
            Part part = wanted.get(key);
            if (part == null ? !old.containsKey(key) : part.equals(old.get(key))) {
                pieces.add(new Piece(key, source.text(chunk.lead(), chunk.end())));
            } else if (part != null) {
                String comments = source.text(chunk.lead(), chunk.start());
                pieces.add(new Piece(key, comments + changed(chunk, part)));
            }
        }
        for (String key : Root.keys()) {
            Part part = wanted.get(key);
            // What the text leaves unsaid and means as before stays unsaid.
            if (part != null
                    && !part.equals(old.get(key))
                    && chunks.stream().noneMatch(c -> c.entry().key().equals(key))) {
                pieces.add(placeFor(key, pieces), new Piece(key, written(part)));
            }
        }
        return pieces;
    }

    /// Where a new key goes: behind the last one that the program would write before it.
    private static int placeFor(String key, List<Piece> pieces) {
        List<String> order = Root.keys();
        for (int i = order.indexOf(key) - 1; i >= 0; i--) {
            for (int j = pieces.size() - 1; j >= 0; j--) {
                if (pieces.get(j).key().equals(order.get(i))) {
                    return j + 1;
                }
            }
        }
        return pieces.size();
    }

    private String changed(Chunk chunk, Part part) {
        if (part instanceof AtlasText.Items items
                && chunk.entry().value() instanceof Node.Sequence list) {
            ListPatch patch =
                    ListPatch.of(
                            source, list, before.section(part.key()), chunk.start(), chunk.end());
            if (patch != null) {
                return patch.apply(items.items());
            }
        }
        String line = written(part);
        String comment =
                part instanceof AtlasText.Line ? source.commentBehind(chunk.entry().value()) : "";
        return comment.isEmpty() ? line : line.stripTrailing() + comment + source.lineEnd();
    }

    private String written(Part part) {
        return DocumentWriter.text(part).replace("\n", source.lineEnd());
    }

    private String join(List<Piece> pieces, List<Chunk> chunks) {
        StringBuilder out = new StringBuilder();
        for (Piece piece : pieces) {
            if (!out.isEmpty() && !endsLine(out)) {
                out.append(source.lineEnd());
            }
            out.append(piece.text());
        }
        return out.append(source.text(chunks.getLast().end(), source.lines().size())).toString();
    }

    private static boolean endsLine(StringBuilder out) {
        char last = out.charAt(out.length() - 1);
        return last == '\n' || last == '\r';
    }
}
