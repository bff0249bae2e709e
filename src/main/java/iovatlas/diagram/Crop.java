package iovatlas.diagram;

import iovatlas.topology.ElementId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A part of a drawing as a drawing of its own. Marks that reach over its edge stay whole: every
/// renderer cuts at the edge.
///
/// @param x left side in the units of the whole drawing
/// @param y upper side
/// @param width above 0
/// @param height above 0
public record Crop(double x, double y, double width, double height) {

    /// @throws IllegalArgumentException when nothing would be left
    public Crop {
        if (!(width > 0 && height > 0)) {
            throw new IllegalArgumentException(
                    "a part of a picture needs a width and a height above 0");
        }
    }

    /// The part around all boxes of some elements; empty when the drawing has none of them.
    ///
    /// @param margin free room around them
    public static Optional<Crop> around(Drawing drawing, Set<ElementId> elements, double margin) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (Shape shape : drawing.shapes()) {
            if (shape instanceof Shape.Box box
                    && box.element() != null
                    && elements.contains(box.element())) {
                left = Math.min(left, box.x());
                top = Math.min(top, box.y());
                right = Math.max(right, box.x() + box.width());
                bottom = Math.max(bottom, box.y() + box.height());
            }
        }
        if (right <= left || bottom <= top) {
            return Optional.empty();
        }
        double x = Math.floor(Math.max(0, left - margin));
        double y = Math.floor(Math.max(0, top - margin));
        double endX = Math.ceil(Math.min(drawing.width(), right + margin));
        double endY = Math.ceil(Math.min(drawing.height(), bottom + margin));
        return Optional.of(new Crop(x, y, Math.max(1, endX - x), Math.max(1, endY - y)));
    }

    /// The part of a drawing that lies inside.
    public Drawing of(Drawing drawing) {
        List<Shape> kept = new ArrayList<>();
        for (Shape shape : drawing.shapes()) {
            Shape moved = Moved.by(shape, -x, -y);
            if (touches(moved)) {
                kept.add(moved);
            }
        }
        return new Drawing(drawing.title(), drawing.description(), width, height, kept);
    }

    /// Texts do not know their width here: they stay unless they lie above or below.
    private boolean touches(Shape shape) {
        return switch (shape) {
            case Shape.Box b -> meets(b.x(), b.y(), b.x() + b.width(), b.y() + b.height());
            case Shape.Line l -> {
                double left = l.points().stream().mapToDouble(Shape.Point::x).min().orElse(0);
                double right = l.points().stream().mapToDouble(Shape.Point::x).max().orElse(0);
                double top = l.points().stream().mapToDouble(Shape.Point::y).min().orElse(0);
                double low = l.points().stream().mapToDouble(Shape.Point::y).max().orElse(0);
                yield meets(left, top, right, low);
            }
            case Shape.Text t -> meets(0, t.y() - t.font().size(), width, t.y()) && reaches(t);
            case Shape.Break b -> meets(b.x(), b.y(), b.x() + b.width(), b.y());
            case Shape.Sign s ->
                    meets(s.x() - s.size(), s.y() - s.size(), s.x() + s.size(), s.y() + s.size());
        };
    }

    private boolean reaches(Shape.Text text) {
        return switch (text.anchor()) {
            case START -> text.x() <= width;
            case MIDDLE -> true;
            case END -> text.x() >= 0;
        };
    }

    private boolean meets(double left, double top, double right, double bottom) {
        return left <= width && right >= 0 && top <= height && bottom >= 0;
    }
}
