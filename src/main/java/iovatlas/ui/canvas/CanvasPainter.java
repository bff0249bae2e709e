package iovatlas.ui.canvas;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Palette;
import iovatlas.diagram.Pattern;
import iovatlas.diagram.Rgb;
import iovatlas.diagram.Shape;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

import java.util.List;

/// Paints a drawing on a canvas. Marks outside the view are skipped, text that would be too small to
/// read is left out, outlines of square boxes lie on whole pixels (they cost a tenth of a stroke).
final class CanvasPainter {

    /// Text below this height in pixels is noise and is not drawn.
    private static final double SMALLEST_TEXT = 5;

    private static final double[] SOLID = {};

    private final ScreenFonts fonts;
    private final PatternTiles tiles = new PatternTiles();

    CanvasPainter(ScreenFonts fonts) {
        this.fonts = fonts;
    }

    void paint(
            GraphicsContext g,
            Drawing drawing,
            ViewTransform view,
            Palette palette,
            double width,
            double height) {
        g.setFill(PatternTiles.color(palette.of(Ink.BACKGROUND)));
        g.fillRect(0, 0, width, height);
        for (Shape shape : drawing.shapes()) {
            switch (shape) {
                case Shape.Box box -> box(g, box, view, palette, width, height);
                case Shape.Line line -> line(g, line, view, palette);
                case Shape.Text text -> text(g, text, view, palette, width, height);
                case Shape.Break mark -> wave(g, mark, view, palette);
                case Shape.Sign sign -> sign(g, sign, view, palette);
            }
        }
        ScrollMarks.paint(g, drawing, view, palette.of(Ink.MUTED), width, height);
    }

    private void box(
            GraphicsContext g,
            Shape.Box box,
            ViewTransform view,
            Palette palette,
            double width,
            double height) {
        double x = Math.rint(view.pixelX(box.x()));
        double y = Math.rint(view.pixelY(box.y()));
        double w = Math.max(1, Math.rint(view.pixelX(box.x() + box.width())) - x);
        double h = Math.max(1, Math.rint(view.pixelY(box.y() + box.height())) - y);
        if (x > width || y > height || x + w < 0 || y + h < 0) {
            return;
        }
        double radius = box.radius() * view.scale() * 2;
        if (box.fill() != Ink.NONE) {
            Rgb ink = palette.of(box.fill());
            Rgb ground = box.pattern() == Pattern.SOLID ? ink : palette.tint(box.fill());
            g.setFill(tiles.paint(box.pattern(), ground, ink));
            if (radius > 0) {
                g.fillRoundRect(x, y, w, h, radius, radius);
            } else {
                g.fillRect(x, y, w, h);
            }
        }
        if (box.stroke() != Ink.NONE && box.strokeWidth() > 0) {
            outline(g, box, palette, x, y, w, h, radius, view.scale());
        }
    }

    private static void outline(
            GraphicsContext g,
            Shape.Box box,
            Palette palette,
            double x,
            double y,
            double w,
            double h,
            double radius,
            double scale) {
        Color color = PatternTiles.color(palette.of(box.stroke()));
        double stroke = Math.max(1, Math.rint(box.strokeWidth() * Math.min(1.5, scale)));
        if (radius == 0 && !box.dashed()) {
            g.setFill(color);
            g.fillRect(x, y, w, stroke);
            g.fillRect(x, y + h - stroke, w, stroke);
            g.fillRect(x, y, stroke, h);
            g.fillRect(x + w - stroke, y, stroke, h);
            return;
        }
        g.setStroke(color);
        g.setLineWidth(stroke);
        g.setLineDashes(box.dashed() ? new double[] {4, 3} : SOLID);
        double half = stroke / 2;
        g.strokeRoundRect(x + half, y + half, w - stroke, h - stroke, radius, radius);
        g.setLineDashes(SOLID);
    }

    private static void line(
            GraphicsContext g, Shape.Line line, ViewTransform view, Palette palette) {
        List<Shape.Point> points = line.points();
        if (points.size() < 2 || line.ink() == Ink.NONE) {
            return;
        }
        double width = Math.max(1, Math.rint(line.width() * Math.min(1.5, view.scale())));
        double shift = width % 2 == 1 ? 0.5 : 0;
        Color color = PatternTiles.color(palette.of(line.ink()));
        g.setStroke(color);
        g.setLineWidth(width);
        g.setLineDashes(line.dashed() ? new double[] {3, 3} : SOLID);
        g.beginPath();
        for (int i = 0; i < points.size(); i++) {
            double x = Math.floor(view.pixelX(points.get(i).x())) + shift;
            double y = Math.floor(view.pixelY(points.get(i).y())) + shift;
            if (i == 0) {
                g.moveTo(x, y);
            } else {
                g.lineTo(x, y);
            }
        }
        g.stroke();
        g.setLineDashes(SOLID);
        if (line.arrow()) {
            arrow(g, color, points.get(points.size() - 2), points.getLast(), view);
        }
    }

    private static void arrow(
            GraphicsContext g, Color color, Shape.Point from, Shape.Point to, ViewTransform view) {
        double angle = Math.atan2(to.y() - from.y(), to.x() - from.x());
        double size = 8 * Math.min(1.5, view.scale());
        double x = view.pixelX(to.x());
        double y = view.pixelY(to.y());
        double spread = Math.PI / 7;
        g.setFill(color);
        g.fillPolygon(
                new double[] {
                    x, x - size * Math.cos(angle - spread), x - size * Math.cos(angle + spread)
                },
                new double[] {
                    y, y - size * Math.sin(angle - spread), y - size * Math.sin(angle + spread)
                },
                3);
    }

    private void text(
            GraphicsContext g,
            Shape.Text text,
            ViewTransform view,
            Palette palette,
            double width,
            double height) {
        double size = text.font().size() * view.scale();
        double x = view.pixelX(text.x());
        double y = view.pixelY(text.y());
        if (size < SMALLEST_TEXT || y < -size || y > height + size || x > 2 * width || x < -width) {
            return;
        }
        g.setFont(fonts.font(text.font(), view.scale()));
        g.setFill(PatternTiles.color(palette.of(text.ink())));
        g.setTextAlign(
                switch (text.anchor()) {
                    case START -> TextAlignment.LEFT;
                    case MIDDLE -> TextAlignment.CENTER;
                    case END -> TextAlignment.RIGHT;
                });
        g.fillText(text.text(), Math.rint(x), Math.rint(y));
    }

    private static void wave(
            GraphicsContext g, Shape.Break mark, ViewTransform view, Palette palette) {
        double from = view.pixelX(mark.x());
        double to = view.pixelX(mark.x() + mark.width());
        double y = view.pixelY(mark.y());
        g.setStroke(PatternTiles.color(palette.of(mark.ink())));
        g.setLineWidth(1);
        g.beginPath();
        g.moveTo(from, y);
        for (double x = from; x < to; x += 2) {
            g.lineTo(x, y + 3 * Math.sin((x - from) / 12 * Math.PI));
        }
        g.stroke();
    }

    private static void sign(
            GraphicsContext g, Shape.Sign sign, ViewTransform view, Palette palette) {
        double x = view.pixelX(sign.x());
        double y = view.pixelY(sign.y());
        double r = sign.size() / 2 * view.scale();
        g.setStroke(PatternTiles.color(palette.of(sign.ink())));
        g.setLineWidth(Math.max(1.2, 1.8 * view.scale()));
        switch (sign.kind()) {
            case CHECK -> {
                g.strokeLine(x - r, y, x - r / 3, y + r * 0.7);
                g.strokeLine(x - r / 3, y + r * 0.7, x + r, y - r * 0.8);
            }
            case CROSS -> {
                g.strokeLine(x - r * 0.8, y - r * 0.8, x + r * 0.8, y + r * 0.8);
                g.strokeLine(x - r * 0.8, y + r * 0.8, x + r * 0.8, y - r * 0.8);
            }
            case WARNING ->
                    g.strokePolygon(
                            new double[] {x, x - r, x + r},
                            new double[] {y - r, y + r * 0.8, y + r * 0.8},
                            3);
            case NOTE -> g.strokeOval(x - r, y - r, 2 * r, 2 * r);
            case UNKNOWN -> g.strokeLine(x - r, y, x + r, y);
        }
    }
}
