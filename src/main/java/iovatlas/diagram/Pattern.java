package iovatlas.diagram;

/// A fill pattern, so that no meaning hangs on colour. Every renderer draws the same strokes: full
/// lines at a fixed spacing, anchored at the origin of the drawing, over a tint of the colour.
public enum Pattern {
    SOLID(0, 0, '#'),
    /// `///`
    HATCH(7, 1.4, '/'),
    /// `///` with wide gaps
    SPARSE_HATCH(13, 1.2, '.'),
    /// crossed diagonals
    CROSS_HATCH(7, 1.1, 'x'),
    /// vertical lines
    VERTICAL_HATCH(5, 1.2, '|'),
    DOTS(6, 1.8, ':');

    private final double spacing;
    private final double strokeWidth;
    private final char fill;

    Pattern(double spacing, double strokeWidth, char fill) {
        this.spacing = spacing;
        this.strokeWidth = strokeWidth;
        this.fill = fill;
    }

    /// Distance from stroke to stroke along x (and y for diagonals and dots), in drawing units; 0
    /// for [#SOLID].
    public double spacing() {
        return spacing;
    }

    /// Width of a stroke, or side of a dot.
    public double strokeWidth() {
        return strokeWidth;
    }

    /// The character that stands for it in text drawings.
    public char fill() {
        return fill;
    }

    /// Whether it has strokes on which x + y is a multiple of the spacing.
    public boolean rises() {
        return this == HATCH || this == SPARSE_HATCH || this == CROSS_HATCH;
    }

    /// Whether it has strokes on which x - y is a multiple of the spacing.
    public boolean falls() {
        return this == CROSS_HATCH;
    }
}
