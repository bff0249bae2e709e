package iovatlas.export;

import iovatlas.diagram.Crop;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.legend.Legend;
import iovatlas.topology.ElementId;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The drawings of a content, cut and with a legend as asked.
final class DrawnContent {
    /// A legend may be this wide even below a narrow drawing.
    private static final double LEGEND_WIDTH = 480;

    private final Content content;
    private final ExportOptions options;

    DrawnContent(Content content, ExportOptions options) {
        this.content = content;
        this.options = options;
    }

    List<Drawing> pixels() {
        DrawingStyle style = DrawingStyle.pixels().withCaption().withLegend(options.legend());
        List<Drawing> drawings = cut(content.drawings(style), style.margin());
        double widest = drawings.stream().mapToDouble(Drawing::width).max().orElse(0);
        return withLegend(drawings, style, Math.max(LEGEND_WIDTH, widest));
    }

    List<Drawing> cells() {
        if (columns() < DrawingStyle.LEAST_COLUMNS) {
            throw new ExportProblem(
                    "a text picture needs at least " + DrawingStyle.LEAST_COLUMNS + " columns");
        }
        if (options.extent() instanceof Extent.Rectangle) {
            throw new ExportProblem(
                    "a rectangle in pixels cannot be cut out of a text; name a part instead");
        }
        DrawingStyle style = DrawingStyle.cells(columns()).withLegend(options.legend());
        return withLegend(cut(content.drawings(style), 1), style, columns());
    }

    int columns() {
        Integer width = options.width();
        return width == null ? ExportOptions.COLUMNS : width;
    }

    private List<Drawing> withLegend(List<Drawing> drawings, DrawingStyle style, double width) {
        if (!options.legend()) {
            return drawings;
        }
        List<Drawing> all = new ArrayList<>(drawings);
        Legend.of(drawings, style, width).ifPresent(all::add);
        return List.copyOf(all);
    }

    private List<Drawing> cut(List<Drawing> drawings, double margin) {
        return switch (options.extent()) {
            case Extent.Whole _ -> drawings;
            case Extent.Rectangle(Crop crop) -> List.of(rectangle(drawings, crop));
            case Extent.Part part -> around(drawings, part.elements(), margin);
            case Extent.Subtree subtree -> around(drawings, subtree.elements(), margin);
        };
    }

    private static List<Drawing> around(
            List<Drawing> drawings, Set<ElementId> elements, double margin) {
        List<Drawing> cut =
                drawings.stream()
                        .flatMap(drawing ->
                                Crop.around(drawing, elements, margin).stream()
                                        .map(crop -> crop.of(drawing)))
                        .toList();
        if (cut.isEmpty()) {
            String words =
                    elements.stream()
                            .flatMap(element -> PartNames.word(element).stream())
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(", "));
            throw new ExportProblem("the picture does not show " + words);
        }
        return cut;
    }

    private static Drawing rectangle(List<Drawing> drawings, Crop crop) {
        if (drawings.size() > 1) {
            throw new ExportProblem(
                    "a rectangle can be cut out of one view; choose another than all");
        }
        Drawing drawing = drawings.getFirst();
        if (crop.x() >= drawing.width()
                || crop.y() >= drawing.height()
                || crop.x() + crop.width() <= 0
                || crop.y() + crop.height() <= 0) {
            throw new ExportProblem(
                    "the rectangle lies outside the picture, which is %.0f by %.0f"
                            .formatted(drawing.width(), drawing.height()));
        }
        return crop.of(drawing);
    }
}
