package iovatlas.export.png;

import iovatlas.diagram.Ink;
import iovatlas.diagram.Palette;
import iovatlas.diagram.Pattern;
import iovatlas.diagram.PatternStrokes;
import iovatlas.diagram.PatternStrokes.Stroke;
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
        Rectangle2D area = outline.getBounds2D();
        for (Stroke stroke :
                PatternStrokes.over(
                        pattern, area.getX(), area.getY(), area.getWidth(), area.getHeight())) {
            graphics.draw(
                    new Line2D.Double(
                            stroke.from().x(),
                            stroke.from().y(),
                            stroke.to().x(),
                            stroke.to().y()));
        }
        graphics.setClip(clip);
    }

    private static Color colour(Rgb rgb) {
        return new Color(rgb.red(), rgb.green(), rgb.blue());
    }
}
