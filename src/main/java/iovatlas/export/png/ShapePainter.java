package iovatlas.export.png;

import iovatlas.diagram.ArrowHead;
import iovatlas.diagram.BreakWave;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Palette;
import iovatlas.diagram.Rgb;
import iovatlas.diagram.Shape;
import iovatlas.diagram.Shape.Point;
import iovatlas.diagram.SignStrokes;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/// Paints marks with Java2D.
final class ShapePainter {
    private static final float[] DASHES = {5, 4};

    private final Graphics2D graphics;
    private final Palette palette;
    private final GlyphOutlines glyphs;

    ShapePainter(Graphics2D graphics, Palette palette, GlyphOutlines glyphs) {
        this.graphics = graphics;
        this.palette = palette;
        this.glyphs = glyphs;
    }

    void paint(Shape shape) {
        switch (shape) {
            case Shape.Box box -> box(box);
            case Shape.Line line -> line(line);
            case Shape.Text text -> text(text);
            case Shape.Break mark -> wave(mark);
            case Shape.Sign sign -> sign(sign);
        }
    }

    Color colour(Ink ink) {
        return colour(palette.of(ink));
    }

    private static Color colour(Rgb rgb) {
        return new Color(rgb.red(), rgb.green(), rgb.blue());
    }

    private void box(Shape.Box box) {
        double round = 2 * Math.min(box.radius(), box.height() / 2);
        var outline =
                new RoundRectangle2D.Double(
                        box.x(), box.y(), box.width(), box.height(), round, round);
        if (box.fill() != Ink.NONE) {
            new PatternFill(graphics, palette).fill(outline, box.fill(), box.pattern());
        }
        if (box.stroke() != Ink.NONE && box.strokeWidth() > 0) {
            graphics.setColor(colour(box.stroke()));
            graphics.setStroke(stroke(box.strokeWidth(), box.dashed()));
            graphics.draw(outline);
        }
    }

    private void line(Shape.Line line) {
        List<Point> points = line.points();
        if (points.size() < 2) {
            return;
        }
        graphics.setColor(colour(line.ink()));
        graphics.setStroke(stroke(line.width(), line.dashed()));
        if (!line.arrow()) {
            graphics.draw(path(points, points.getLast()));
            return;
        }
        ArrowHead head = ArrowHead.of(line);
        graphics.draw(path(points, head.base()));
        Path2D triangle = path(List.of(head.tip(), head.left(), head.right()), head.right());
        triangle.closePath();
        graphics.fill(triangle);
    }

    private void text(Shape.Text text) {
        GlyphOutlines.Line line = glyphs.line(text.text(), text.font());
        double shift =
                switch (text.anchor()) {
                    case START -> 0;
                    case MIDDLE -> line.width() / 2;
                    case END -> line.width();
                };
        graphics.setColor(colour(text.ink()));
        graphics.translate(text.x() - shift, text.y());
        graphics.fill(line.path());
        graphics.translate(shift - text.x(), -text.y());
    }

    private void wave(Shape.Break mark) {
        var path = new Path2D.Double();
        path.moveTo(mark.x(), mark.y());
        for (BreakWave.Arc arc : BreakWave.arcs(mark)) {
            path.quadTo(arc.controlX(), arc.controlY(), arc.endX(), arc.endY());
        }
        graphics.setColor(colour(mark.ink()));
        graphics.setStroke(stroke(1.1, false));
        graphics.draw(path);
    }

    private void sign(Shape.Sign sign) {
        graphics.setColor(colour(sign.ink()));
        graphics.setStroke(
                new BasicStroke(
                        (float) SignStrokes.width(sign),
                        BasicStroke.CAP_ROUND,
                        BasicStroke.JOIN_ROUND));
        SignStrokes.of(sign).forEach(stroke -> graphics.draw(path(stroke, stroke.getLast())));
    }

    private static BasicStroke stroke(double width, boolean dashed) {
        return dashed
                ? new BasicStroke(
                        (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, DASHES, 0)
                : new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    }

    /// The path through the points, with `last` in the place of the last one.
    private static Path2D path(List<Point> points, Point last) {
        var path = new Path2D.Double();
        path.moveTo(points.getFirst().x(), points.getFirst().y());
        for (Point point : points.subList(1, points.size() - 1)) {
            path.lineTo(point.x(), point.y());
        }
        path.lineTo(last.x(), last.y());
        return path;
    }
}
