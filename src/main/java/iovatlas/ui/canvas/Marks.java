package iovatlas.ui.canvas;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Palette;
import iovatlas.diagram.Shape;
import iovatlas.topology.ElementId;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

import java.util.HashSet;
import java.util.Set;

/// What is painted over a drawing: frames around everything that is selected, and a small map of the
/// whole while only a part of it is in view.
final class Marks {
    private static final double SIDE = 150;
    private static final double EDGE = 10;

    private Marks() {}

    /// Frames around several things that are selected.
    static void frames(
            GraphicsContext g,
            Drawing drawing,
            ViewTransform view,
            Palette palette,
            Set<ElementId> selected) {
        g.setStroke(PatternTiles.color(palette.of(Ink.ACCENT)));
        g.setLineWidth(2.2);
        g.setLineDashes();
        // The first box of an element is its outline.
        Set<ElementId> left = new HashSet<>(selected);
        for (Shape shape : drawing.shapes()) {
            if (shape instanceof Shape.Box box
                    && box.element() != null
                    && left.remove(box.element())) {
                g.strokeRoundRect(
                        view.pixelX(box.x()) - 2,
                        view.pixelY(box.y()) - 2,
                        box.width() * view.scale() + 4,
                        box.height() * view.scale() + 4,
                        8,
                        8);
            }
        }
    }

    /// How the whole drawing becomes the small map, at the lower right.
    static ViewTransform map(Drawing drawing, double width, double height) {
        double scale =
                Math.min(SIDE / drawing.width(), Math.min(SIDE, height / 3) / drawing.height());
        return new ViewTransform(
                scale,
                width - EDGE - drawing.width() * scale,
                height - EDGE - drawing.height() * scale);
    }

    /// True when a part of the drawing is out of view.
    static boolean isPartial(Drawing drawing, ViewTransform view, double width, double height) {
        return view.pixelX(0) < -1
                || view.pixelY(0) < -1
                || view.pixelX(drawing.width()) > width + 1
                || view.pixelY(drawing.height()) > height + 1;
    }

    static void map(
            GraphicsContext g,
            Drawing drawing,
            ViewTransform view,
            Palette palette,
            double width,
            double height) {
        ViewTransform map = map(drawing, width, height);
        double x = map.pixelX(0);
        double y = map.pixelY(0);
        double w = drawing.width() * map.scale();
        double h = drawing.height() * map.scale();
        g.setFill(PatternTiles.color(palette.of(Ink.BACKGROUND)));
        g.fillRect(x - 3, y - 3, w + 6, h + 6);
        Color line = PatternTiles.color(palette.of(Ink.MUTED));
        g.setFill(line.deriveColor(0, 1, 1, 0.7));
        for (Shape shape : drawing.shapes()) {
            if (shape instanceof Shape.Box box
                    && box.element() != null
                    && !(box.element() instanceof ElementId.OfGroup)) {
                g.fillRect(
                        map.pixelX(box.x()),
                        map.pixelY(box.y()),
                        Math.max(1, box.width() * map.scale()),
                        Math.max(1, box.height() * map.scale()));
            }
        }
        g.setStroke(line);
        g.setLineWidth(1);
        g.setLineDashes();
        g.strokeRect(x - 3.5, y - 3.5, w + 7, h + 7);
        g.setStroke(PatternTiles.color(palette.of(Ink.ACCENT)));
        double left = Math.max(x - 3, map.pixelX(view.unitX(0)));
        double top = Math.max(y - 3, map.pixelY(view.unitY(0)));
        double right = Math.min(x + w + 3, map.pixelX(view.unitX(width)));
        double bottom = Math.min(y + h + 3, map.pixelY(view.unitY(height)));
        g.strokeRect(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }
}
