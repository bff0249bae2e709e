package iovatlas.diagram;

import iovatlas.diagram.Shape.Point;

import java.util.List;

/// The filled triangle at the end of a line, the same in every renderer.
///
/// @param tip where the line ends
/// @param left a corner at its back
/// @param right the other corner at its back
/// @param base the middle of its back, where the visible line stops
public record ArrowHead(Point tip, Point left, Point right, Point base) {
    private static final double LENGTH = 6;
    private static final double HALF_WIDTH = 3;
    private static final double PER_LINE_WIDTH = 1.6;

    /// The head of a line with an arrow and at least two points; it points along the last segment
    /// that has a length.
    public static ArrowHead of(Shape.Line line) {
        List<Point> points = line.points();
        Point tip = points.getLast();
        Point from = points.getFirst();
        for (Point point : points) {
            if (!point.equals(tip)) {
                from = point;
            }
        }
        double dx = tip.x() - from.x();
        double dy = tip.y() - from.y();
        double length = Math.max(Math.hypot(dx, dy), 1e-9);
        double ux = dx / length;
        double uy = dy / length;
        double reach = LENGTH + PER_LINE_WIDTH * line.width();
        double half = HALF_WIDTH + PER_LINE_WIDTH / 2 * line.width();
        Point base = new Point(tip.x() - ux * reach, tip.y() - uy * reach);
        return new ArrowHead(
                tip,
                new Point(base.x() - uy * half, base.y() + ux * half),
                new Point(base.x() + uy * half, base.y() - ux * half),
                base);
    }
}
