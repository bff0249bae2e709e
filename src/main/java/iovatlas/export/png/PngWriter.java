package iovatlas.export.png;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Palette;
import iovatlas.diagram.Shape;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Writes a drawing as a PNG file, at any scale.
public final class PngWriter {
    /// More pixels than this do not fit the memory of a small machine.
    private static final double MOST_PIXELS = 200e6;

    private PngWriter() {}

    /// The largest scale, at most `wished`, at which the picture has no more pixels than fit.
    public static double largestScale(Drawing drawing, double wished) {
        double most = Math.sqrt(MOST_PIXELS / Math.max(1, drawing.width() * drawing.height()));
        return Math.min(wished, most);
    }

    /// The scale at which the picture is that many pixels wide.
    public static double scaleForWidth(Drawing drawing, int pixels) {
        return pixels / Math.max(1, drawing.width());
    }

    /// The whole file.
    ///
    /// @param scale pixels per drawing unit, above 0
    /// @throws IllegalArgumentException when the picture would be empty or have more than 200
    ///     million pixels
    public static byte[] write(Drawing drawing, Palette palette, double scale) {
        BufferedImage image = paint(drawing, palette, scale);
        try {
            return PngEncoder.encode(image);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory could not be written", e);
        }
    }

    static BufferedImage paint(Drawing drawing, Palette palette, double scale) {
        double wide = Math.rint(drawing.width() * scale);
        double high = Math.rint(drawing.height() * scale);
        if (!(wide >= 1 && high >= 1 && wide * high <= MOST_PIXELS)) {
            throw new IllegalArgumentException(
                    "a picture of %.0f by %.0f pixels cannot be made".formatted(wide, high));
        }
        var image = new BufferedImage((int) wide, (int) high, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(
                    RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            var painter = new ShapePainter(graphics, palette, GlyphOutlines.bundled());
            graphics.setColor(painter.colour(Ink.BACKGROUND));
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.scale(scale, scale);
            for (Shape shape : drawing.shapes()) {
                painter.paint(shape);
            }
        } finally {
            graphics.dispose();
        }
        return image;
    }
}
