package iovatlas.export.pdf;

import iovatlas.diagram.BreakWave;
import iovatlas.diagram.Shape.Point;

import org.apache.pdfbox.pdmodel.PDPageContentStream;

import java.io.IOException;
import java.util.List;

/// Adds paths to a page's content; filling and stroking is for the caller.
final class PdfPaths {
    /// How far the control points of a quarter of a circle lie along its tangents.
    private static final double QUARTER = 0.5523;

    private final PDPageContentStream content;

    PdfPaths(PDPageContentStream content) {
        this.content = content;
    }

    /// A rectangle with rounded corners.
    ///
    /// @param r radius, 0 for square corners
    void rectangle(double x, double y, double width, double height, double r) throws IOException {
        if (r <= 0) {
            content.addRect((float) x, (float) y, (float) width, (float) height);
            return;
        }
        double rx = Math.min(r, width / 2);
        double ry = Math.min(r, height / 2);
        double right = x + width;
        double bottom = y + height;
        double kx = rx * (1 - QUARTER);
        double ky = ry * (1 - QUARTER);
        move(x + rx, y);
        line(right - rx, y);
        curve(right - kx, y, right, y + ky, right, y + ry);
        line(right, bottom - ry);
        curve(right, bottom - ky, right - kx, bottom, right - rx, bottom);
        line(x + rx, bottom);
        curve(x + kx, bottom, x, bottom - ky, x, bottom - ry);
        line(x, y + ry);
        curve(x, y + ky, x + kx, y, x + rx, y);
        content.closePath();
    }

    /// The path through the points, with `last` in the place of the last one.
    void polyline(List<Point> points, Point last) throws IOException {
        move(points.getFirst().x(), points.getFirst().y());
        for (Point point : points.subList(1, points.size() - 1)) {
            line(point.x(), point.y());
        }
        line(last.x(), last.y());
    }

    /// Quadratic arcs, as the cubic ones that PDF has.
    void wave(Point start, List<BreakWave.Arc> arcs) throws IOException {
        move(start.x(), start.y());
        Point at = start;
        for (BreakWave.Arc arc : arcs) {
            curve(
                    at.x() + 2.0 / 3 * (arc.controlX() - at.x()),
                    at.y() + 2.0 / 3 * (arc.controlY() - at.y()),
                    arc.endX() + 2.0 / 3 * (arc.controlX() - arc.endX()),
                    arc.endY() + 2.0 / 3 * (arc.controlY() - arc.endY()),
                    arc.endX(),
                    arc.endY());
            at = new Point(arc.endX(), arc.endY());
        }
    }

    private void move(double x, double y) throws IOException {
        content.moveTo((float) x, (float) y);
    }

    private void line(double x, double y) throws IOException {
        content.lineTo((float) x, (float) y);
    }

    private void curve(double x1, double y1, double x2, double y2, double x, double y)
            throws IOException {
        content.curveTo((float) x1, (float) y1, (float) x2, (float) y2, (float) x, (float) y);
    }
}
