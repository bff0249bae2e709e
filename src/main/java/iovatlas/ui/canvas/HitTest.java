package iovatlas.ui.canvas;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.Shape;
import iovatlas.topology.ElementId;

import java.util.List;
import java.util.Optional;

/// What lies under a point of a drawing: the topmost mark that stands for something.
public final class HitTest {

    /// How far from a line, in drawing units, still counts as on it.
    private static final double REACH = 4;

    private HitTest() {}

    /// The topmost mark at a point (drawing units) that stands for something.
    public static Optional<Shape> shapeAt(Drawing drawing, double x, double y) {
        List<Shape> shapes = drawing.shapes();
        for (int i = shapes.size() - 1; i >= 0; i--) {
            Shape shape = shapes.get(i);
            if (shape.element() != null && covers(shape, x, y)) {
                return Optional.of(shape);
            }
        }
        return Optional.empty();
    }

    /// What the topmost mark at a point stands for.
    public static Optional<ElementId> elementAt(Drawing drawing, double x, double y) {
        return shapeAt(drawing, x, y).map(Shape::element);
    }

    /// The box of an element: the first one drawn for it, which is its outline.
    public static Optional<Shape.Box> boxOf(Drawing drawing, ElementId element) {
        return drawing.shapes().stream()
                .filter(Shape.Box.class::isInstance)
                .map(Shape.Box.class::cast)
                .filter(box -> element.equals(box.element()))
                .findFirst();
    }

    private static boolean covers(Shape shape, double x, double y) {
        return switch (shape) {
            case Shape.Box box ->
                    x >= box.x()
                            && x <= box.x() + box.width()
                            && y >= box.y()
                            && y <= box.y() + box.height();
            case Shape.Line line -> near(line.points(), x, y);
            case Shape.Sign sign ->
                    Math.abs(x - sign.x()) <= sign.size() && Math.abs(y - sign.y()) <= sign.size();
            case Shape.Text _, Shape.Break _ -> false;
        };
    }

    private static boolean near(List<Shape.Point> points, double x, double y) {
        for (int i = 1; i < points.size(); i++) {
            if (distance(points.get(i - 1), points.get(i), x, y) <= REACH) {
                return true;
            }
        }
        return false;
    }

    private static double distance(Shape.Point from, Shape.Point to, double x, double y) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double length = dx * dx + dy * dy;
        double along =
                length == 0
                        ? 0
                        : Math.clamp(((x - from.x()) * dx + (y - from.y()) * dy) / length, 0, 1);
        return Math.hypot(x - from.x() - along * dx, y - from.y() - along * dy);
    }
}
