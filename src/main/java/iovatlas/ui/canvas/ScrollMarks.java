package iovatlas.ui.canvas;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.Rgb;

import javafx.scene.canvas.GraphicsContext;

/// Thin marks along the edges that say which part of a drawing is in view when not all of it is.
final class ScrollMarks {

    private static final double THICK = 4;
    private static final double LEAST = 24;

    private ScrollMarks() {}

    static void paint(
            GraphicsContext g,
            Drawing drawing,
            ViewTransform view,
            Rgb ink,
            double width,
            double height) {
        g.setFill(PatternTiles.color(ink).deriveColor(0, 1, 1, 0.6));
        double[] across = thumb(view.offsetX(), drawing.width() * view.scale(), width);
        if (across.length > 0) {
            g.fillRoundRect(across[0], height - THICK - 1, across[1], THICK, THICK, THICK);
        }
        double[] down = thumb(view.offsetY(), drawing.height() * view.scale(), height);
        if (down.length > 0) {
            g.fillRoundRect(width - THICK - 1, down[0], THICK, down[1], THICK, THICK);
        }
    }

    /// Where the mark lies along an edge and how long it is; empty when everything is in view.
    ///
    /// @param offset pixels from the edge's beginning to the drawing's
    /// @param extent pixels that the drawing takes
    /// @param room pixels of the edge
    static double[] thumb(double offset, double extent, double room) {
        double first = Math.min(0, offset);
        double last = Math.max(room, offset + extent);
        double whole = last - first;
        if (whole <= room + 1) {
            return new double[0];
        }
        double length = Math.max(LEAST, room * room / whole);
        return new double[] {Math.abs(first) / (whole - room) * (room - length), length};
    }
}
