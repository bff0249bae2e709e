package iovatlas.ui.canvas;

import iovatlas.diagram.Crop;
import iovatlas.diagram.Drawing;

/// How drawing units become pixels of the view: `pixel = unit * scale + offset`. Immutable.
///
/// @param scale pixels per drawing unit, [#SMALLEST]..[#LARGEST]
/// @param offsetX pixels from the left edge to the drawing's origin
/// @param offsetY pixels from the top edge to the drawing's origin
public record ViewTransform(double scale, double offsetX, double offsetY) {

    public static final double SMALLEST = 0.05;
    public static final double LARGEST = 8;

    /// The smallest scale at which the small text of a drawing reads well.
    public static final double LEGIBLE = 0.8;

    /// The smallest scale for a picture that says little unless all of it is in view.
    public static final double DENSE = 0.7;

    public static final ViewTransform IDENTITY = new ViewTransform(1, 0, 0);

    /// The whole drawing inside the view, never enlarged beyond 1, centred where there is room.
    public static ViewTransform fit(Drawing drawing, double width, double height) {
        return fit(drawing, width, height, SMALLEST, 1);
    }

    /// As much of the drawing as can be read: never smaller than a least scale, and never larger than
    /// another. What does not fit then lies beyond the right or lower edge.
    public static ViewTransform fit(
            Drawing drawing, double width, double height, double least, double most) {
        if (width <= 0 || height <= 0 || drawing.width() <= 0 || drawing.height() <= 0) {
            return IDENTITY;
        }
        double whole = Math.min(width / drawing.width(), height / drawing.height());
        double scale = clamp(Math.max(least, Math.min(most, whole)));
        return new ViewTransform(
                scale,
                Math.max(0, Math.rint((width - drawing.width() * scale) / 2)),
                Math.max(0, Math.rint((height - drawing.height() * scale) / 2)));
    }

    /// A part of the drawing inside the view and in its middle, never larger than a scale.
    static ViewTransform around(Crop part, double width, double height, double most) {
        double scale =
                clamp(Math.min(most, Math.min(width / part.width(), height / part.height())));
        return new ViewTransform(scale, 0, 0)
                .centredOn(
                        part.x() + part.width() / 2, part.y() + part.height() / 2, width, height);
    }

    /// The part of the drawing around a point, at the present scale or larger, in the middle.
    public ViewTransform centredOn(double unitX, double unitY, double width, double height) {
        return new ViewTransform(scale, width / 2 - unitX * scale, height / 2 - unitY * scale);
    }

    /// Zooms so that the drawing unit under the pixel stays under it.
    public ViewTransform zoomedBy(double factor, double pixelX, double pixelY) {
        double next = clamp(scale * factor);
        double ratio = next / scale;
        return new ViewTransform(
                next, pixelX - (pixelX - offsetX) * ratio, pixelY - (pixelY - offsetY) * ratio);
    }

    public ViewTransform pannedBy(double pixelsX, double pixelsY) {
        return new ViewTransform(scale, offsetX + pixelsX, offsetY + pixelsY);
    }

    public double unitX(double pixelX) {
        return (pixelX - offsetX) / scale;
    }

    public double unitY(double pixelY) {
        return (pixelY - offsetY) / scale;
    }

    public double pixelX(double unitX) {
        return unitX * scale + offsetX;
    }

    public double pixelY(double unitY) {
        return unitY * scale + offsetY;
    }

    private static double clamp(double scale) {
        return Math.max(SMALLEST, Math.min(LARGEST, scale));
    }
}
