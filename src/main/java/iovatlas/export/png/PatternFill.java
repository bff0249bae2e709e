package iovatlas.export.png;

import iovatlas.diagram.Ink;
import iovatlas.diagram.Palette;
import iovatlas.diagram.Pattern;
import iovatlas.diagram.Rgb;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/// Fills an outline with a pattern: a tint of the ink, and strokes anchored at the drawing's origin.
final class PatternFill {
    private final Graphics2D graphics;
    private final Palette palette;

    PatternFill(Graphics2D graphics, Palette palette) {
        this.graphics = graphics;
        this.palette = palette;
    }

    void fill(Shape outline, Ink ink, Pattern pattern) {
        boolean solid = pattern == Pattern.SOLID;
        graphics.setColor(colour(solid ? palette.of(ink) : palette.tint(ink)));
        graphics.fill(outline);
        if (solid) {
            return;
        }
        Shape clip = graphics.getClip();
        graphics.clip(outline);
        graphics.setColor(colour(palette.of(ink)));
        graphics.setStroke(
                new BasicStroke(
                        (float) pattern.strokeWidth(),
                        BasicStroke.CAP_BUTT,
                        BasicStroke.JOIN_MITER));
        strokes(outline.getBounds2D(), pattern);
        graphics.setClip(clip);
    }

    private void strokes(Rectangle2D area, Pattern pattern) {
        double left = area.getMinX();
        double right = area.getMaxX();
        double top = area.getMinY();
        double bottom = area.getMaxY();
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
        if (pattern == Pattern.VERTICAL_HATCH) {
            for (double x = below(left, step) - step / 2; x <= right; x += step) {
                line(x, top, x, bottom);
            }
        }
        if (pattern == Pattern.DOTS) {
            dots(area, pattern);
        }
    }

    private void dots(Rectangle2D area, Pattern pattern) {
        double step = pattern.spacing();
        double half = pattern.strokeWidth() / 2;
        for (double y = below(area.getMinY(), step) + step / 2; y <= area.getMaxY(); y += step) {
            for (double x = below(area.getMinX(), step) + step / 2;
                    x <= area.getMaxX();
                    x += step) {
                line(x - half, y, x + half, y);
            }
        }
    }

    private void line(double x1, double y1, double x2, double y2) {
        graphics.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    private static double below(double value, double step) {
        return Math.floor(value / step) * step;
    }

    private static Color colour(Rgb rgb) {
        return new Color(rgb.red(), rgb.green(), rgb.blue());
    }
}
