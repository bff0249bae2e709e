package iovatlas.diagram;

import iovatlas.diagram.Shape.Point;

import java.util.ArrayList;
import java.util.List;

/// The strokes of a pattern over a rectangle, anchored at the drawing's origin, for renderers that
/// have no tiles of their own. What lies outside the outline is for the renderer to clip.
public final class PatternStrokes {
    private final List<Stroke> strokes = new ArrayList<>();
    private final double left;
    private final double top;
    private final double right;
    private final double bottom;

    private PatternStrokes(double left, double top, double right, double bottom) {
        this.left = left;
        this.top = top;
        this.right = right;
        this.bottom = bottom;
    }

    /// One straight stroke.
    public record Stroke(Point from, Point to) {}

    /// The strokes that cross a rectangle; none for a solid fill.
    public static List<Stroke> over(
            Pattern pattern, double x, double y, double width, double height) {
        var area = new PatternStrokes(x, y, x + width, y + height);
        if (pattern != Pattern.SOLID) {
            area.diagonals(pattern);
        }
        if (pattern == Pattern.VERTICAL_HATCH) {
            area.verticals(pattern.spacing());
        }
        if (pattern == Pattern.DOTS) {
            area.dots(pattern.spacing(), pattern.strokeWidth() / 2);
        }
        return List.copyOf(area.strokes);
    }

    private void diagonals(Pattern pattern) {
        double step = pattern.spacing();
        if (pattern.rises()) {
            for (double sum = below(left + top, step); sum <= right + bottom; sum += step) {
                line(sum - bottom, bottom, sum - top, top);
            }
        }
        if (pattern.falls()) {
            for (double gap = below(left - bottom, step); gap <= right - top; gap += step) {
                line(gap + top, top, gap + bottom, bottom);
            }
        }
    }

    private void verticals(double step) {
        for (double x = below(left, step) - step / 2; x <= right; x += step) {
            line(x, top, x, bottom);
        }
    }

    private void dots(double step, double half) {
        for (double y = below(top, step) + step / 2; y <= bottom; y += step) {
            for (double x = below(left, step) + step / 2; x <= right; x += step) {
                line(x - half, y, x + half, y);
            }
        }
    }

    private void line(double x1, double y1, double x2, double y2) {
        strokes.add(new Stroke(new Point(x1, y1), new Point(x2, y2)));
    }

    private static double below(double value, double step) {
        return Math.floor(value / step) * step;
    }
}
