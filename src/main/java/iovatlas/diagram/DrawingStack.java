package iovatlas.diagram;

import java.util.ArrayList;
import java.util.List;

/// Puts several drawings below each other, as one.
public final class DrawingStack {

    private static final double GAP = 16;

    private DrawingStack() {}

    /// The drawings from top to bottom, left edges aligned.
    public static Drawing of(String title, List<Drawing> drawings) {
        List<Shape> shapes = new ArrayList<>();
        List<String> descriptions = new ArrayList<>();
        double width = 1;
        double y = 0;
        for (Drawing drawing : drawings) {
            for (Shape shape : drawing.shapes()) {
                shapes.add(lowered(shape, y));
            }
            descriptions.add(drawing.title() + ". " + drawing.description());
            width = Math.max(width, drawing.width());
            y += drawing.height() + GAP;
        }
        return new Drawing(
                title, String.join(" ", descriptions), width, Math.max(1, y - GAP), shapes);
    }

    private static Shape lowered(Shape shape, double by) {
        return switch (shape) {
            case Shape.Box b ->
                    new Shape.Box(
                            b.x(),
                            b.y() + by,
                            b.width(),
                            b.height(),
                            b.radius(),
                            b.fill(),
                            b.pattern(),
                            b.stroke(),
                            b.strokeWidth(),
                            b.dashed(),
                            b.element(),
                            b.tip());
            case Shape.Line l ->
                    new Shape.Line(
                            l.points().stream()
                                    .map(p -> new Shape.Point(p.x(), p.y() + by))
                                    .toList(),
                            l.ink(),
                            l.width(),
                            l.dashed(),
                            l.arrow(),
                            l.element());
            case Shape.Text t ->
                    new Shape.Text(
                            t.x(),
                            t.y() + by,
                            t.text(),
                            t.font(),
                            t.ink(),
                            t.anchor(),
                            t.element());
            case Shape.Break b -> new Shape.Break(b.x(), b.y() + by, b.width(), b.ink());
            case Shape.Sign s ->
                    new Shape.Sign(s.x(), s.y() + by, s.size(), s.kind(), s.ink(), s.element());
        };
    }
}
