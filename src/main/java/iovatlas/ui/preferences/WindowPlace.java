package iovatlas.ui.preferences;

/// Where the window was.
///
/// @param placed false for "wherever the system puts it"; x and y mean nothing then
/// @param x of the window in pixels
/// @param y of the window in pixels
/// @param width in pixels
/// @param height in pixels
/// @param maximised whether it filled the screen
public record WindowPlace(
        boolean placed, double x, double y, double width, double height, boolean maximised) {

    /// Fits on any laptop.
    public static final WindowPlace DEFAULT = new WindowPlace(false, 0, 0, 1440, 900, false);

    /// Below this nothing can be read any more.
    private static final double LEAST = 320;

    /// A size that a broken file cannot make invisible.
    public WindowPlace {
        width = Double.isFinite(width) ? Math.max(LEAST, width) : DEFAULT.width;
        height = Double.isFinite(height) ? Math.max(LEAST, height) : DEFAULT.height;
        placed = placed && Double.isFinite(x) && Double.isFinite(y);
    }
}
