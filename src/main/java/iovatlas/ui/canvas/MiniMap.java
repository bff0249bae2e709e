package iovatlas.ui.canvas;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Palette;
import iovatlas.diagram.Shape;
import iovatlas.topology.ElementId;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/// A small map of the whole drawing with the part that is in view, in the corner where it hides
/// least.
///
/// @param drawing what it is of
/// @param view how the drawing lies in the view
/// @param small how it lies in the map
record MiniMap(Drawing drawing, ViewTransform view, ViewTransform small) {
    private static final double[] SIDES = {150, 115, 85};
    private static final double EDGE = 10;
    private static final double RIM = 3;

    /// The map for a view of a size in pixels: the largest that hides nothing, else the smallest.
    static MiniMap of(Drawing drawing, ViewTransform view, double width, double height) {
        MiniMap map = of(SIDES[0], drawing, view, width, height);
        for (int i = 1; i < SIDES.length && map.hidden() > 0; i++) {
            map = of(SIDES[i], drawing, view, width, height);
        }
        return map;
    }

    private static MiniMap of(
            double side, Drawing drawing, ViewTransform view, double width, double height) {
        double scale =
                Math.min(side / drawing.width(), Math.min(side, height / 3) / drawing.height());
        double right = width - EDGE - drawing.width() * scale;
        double low = height - EDGE - drawing.height() * scale;
        MiniMap best = new MiniMap(drawing, view, new ViewTransform(scale, right, low));
        double least = best.hidden();
        for (double y : new double[] {low, EDGE}) {
            for (double x : new double[] {right, EDGE}) {
                MiniMap other = new MiniMap(drawing, view, new ViewTransform(scale, x, y));
                double hidden = other.hidden();
                if (hidden < least) {
                    best = other;
                    least = hidden;
                }
            }
        }
        return best;
    }

    /// True when a part of the drawing is out of view.
    static boolean isPartial(Drawing drawing, ViewTransform view, double width, double height) {
        return view.pixelX(0) < -1
                || view.pixelY(0) < -1
                || view.pixelX(drawing.width()) > width + 1
                || view.pixelY(drawing.height()) > height + 1;
    }

    /// Whether a pixel of the view lies in the map.
    boolean holds(double x, double y) {
        return x >= left() - RIM
                && y >= top() - RIM
                && x <= left() + width() + RIM
                && y <= top() + height() + RIM;
    }

    /// The view with the drawing's point under a pixel of the map in the middle.
    ///
    /// @param viewWidth in pixels
    /// @param viewHeight in pixels
    ViewTransform around(double x, double y, double viewWidth, double viewHeight) {
        return view.centredOn(
                Math.clamp(small.unitX(x), 0, drawing.width()),
                Math.clamp(small.unitY(y), 0, drawing.height()),
                viewWidth,
                viewHeight);
    }

    private double left() {
        return small.offsetX();
    }

    private double top() {
        return small.offsetY();
    }

    private double width() {
        return drawing.width() * small.scale();
    }

    private double height() {
        return drawing.height() * small.scale();
    }

    /// How much of what stands for something the map would cover, in square pixels.
    private double hidden() {
        double area = 0;
        for (Shape shape : drawing.shapes()) {
            if (isShown(shape) && shape instanceof Shape.Box box) {
                double w =
                        Math.min(view.pixelX(box.x() + box.width()), left() + width())
                                - Math.max(view.pixelX(box.x()), left());
                double h =
                        Math.min(view.pixelY(box.y() + box.height()), top() + height())
                                - Math.max(view.pixelY(box.y()), top());
                area += Math.max(0, w) * Math.max(0, h);
            }
        }
        return area;
    }

    private static boolean isShown(Shape shape) {
        return shape instanceof Shape.Box
                && shape.element() != null
                && !(shape.element() instanceof ElementId.OfGroup);
    }

    /// @param viewWidth in pixels
    /// @param viewHeight in pixels
    void paint(GraphicsContext g, Palette palette, double viewWidth, double viewHeight) {
        double x = left() - RIM;
        double y = top() - RIM;
        double w = width() + 2 * RIM;
        double h = height() + 2 * RIM;
        g.setFill(PatternTiles.color(palette.of(Ink.BACKGROUND)));
        g.fillRect(x, y, w, h);
        Color line = PatternTiles.color(palette.of(Ink.MUTED));
        g.setFill(line.deriveColor(0, 1, 1, 0.7));
        for (Shape shape : drawing.shapes()) {
            if (isShown(shape) && shape instanceof Shape.Box box) {
                g.fillRect(
                        small.pixelX(box.x()),
                        small.pixelY(box.y()),
                        Math.max(1, box.width() * small.scale()),
                        Math.max(1, box.height() * small.scale()));
            }
        }
        g.setStroke(line);
        g.setLineWidth(1);
        g.setLineDashes();
        g.strokeRect(x - 0.5, y - 0.5, w + 1, h + 1);
        g.setStroke(PatternTiles.color(palette.of(Ink.ACCENT)));
        double from = Math.clamp(small.pixelX(view.unitX(0)), x, x + w);
        double above = Math.clamp(small.pixelY(view.unitY(0)), y, y + h);
        double to = Math.clamp(small.pixelX(view.unitX(viewWidth)), x, x + w);
        double below = Math.clamp(small.pixelY(view.unitY(viewHeight)), y, y + h);
        g.strokeRect(from, above, Math.max(1, to - from), Math.max(1, below - above));
    }
}
