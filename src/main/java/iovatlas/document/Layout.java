package iovatlas.document;

import iovatlas.document.yaml.Limits;
import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;
import iovatlas.document.yaml.NodeReader;
import iovatlas.topology.ElementId;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where somebody moved parts of a drawing to. It lies beside the document as `NAME.layout.yaml`,
/// so that moving a box never changes the document.
///
/// @param spots by element; elements without a spot are placed by the program
public record Layout(Map<ElementId, Spot> spots) {
    /// Nothing was moved.
    public static final Layout EMPTY = new Layout(Map.of());

    /// @throws IllegalArgumentException when an element has no box of its own in the drawing
    public Layout {
        spots = Map.copyOf(spots);
        spots.keySet().forEach(LayoutForm::refuseUnplaced);
    }

    /// A place in the drawing, in its own unit; the origin is at the upper left.
    ///
    /// @param x rounded to hundredths, below a thousand million
    /// @param y as `x`
    public record Spot(double x, double y) {
        private static final double MOST = 1e9;

        /// @throws IllegalArgumentException when a coordinate is too large or not a number
        public Spot {
            if (!(Math.abs(x) < MOST && Math.abs(y) < MOST)) {
                throw new IllegalArgumentException("no place in a drawing: " + x + ", " + y);
            }
            x = Math.round(x * 100) / 100.0;
            y = Math.round(y * 100) / 100.0;
        }
    }

    /// The file that holds the layout of a document.
    public static Path fileFor(Path document) {
        return Beside.of(document, "", ".layout.yaml");
    }

    public Optional<Spot> spot(ElementId id) {
        return Optional.ofNullable(spots.get(id));
    }

    /// The layout with an element at another place.
    ///
    /// @throws IllegalArgumentException when the element has no box of its own in the drawing
    public Layout with(ElementId id, Spot spot) {
        Map<ElementId, Spot> changed = new HashMap<>(spots);
        changed.put(id, spot);
        return new Layout(changed);
    }

    /// The layout in which the program places an element again.
    public Layout without(ElementId id) {
        Map<ElementId, Spot> changed = new HashMap<>(spots);
        changed.remove(id);
        return new Layout(changed);
    }

    /// The text of the file; the same layout always gives the same text.
    public String text() {
        List<String> lines =
                spots.entrySet().stream()
                        .map(entry -> LayoutForm.line(entry.getKey(), entry.getValue()))
                        .sorted()
                        .toList();
        StringBuilder out = new StringBuilder("format: 1\n");
        if (!lines.isEmpty()) {
            out.append("spots:\n");
            lines.forEach(line -> out.append(DocumentWriter.item("  ", line)));
        }
        return out.toString();
    }

    /// Reads the text of the file. Elements that the document no longer has may stand there.
    ///
    /// @throws DocumentError when the text is no layout
    public static Layout read(String text) {
        try {
            Node.Mapping root =
                    new NodeReader(Limits.STANDARD).read(DocumentReader.withoutMark(text));
            return LayoutForm.read(root);
        } catch (NodeError e) {
            throw new DocumentError(e, e.at().line(), e.at().column());
        }
    }
}
