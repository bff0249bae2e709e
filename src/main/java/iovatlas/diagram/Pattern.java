package iovatlas.diagram;

/// A fill pattern, so that no meaning hangs on colour.
public enum Pattern {
    SOLID,
    /// `///`
    HATCH,
    /// `///` with wide gaps
    SPARSE_HATCH,
    /// crossed diagonals
    CROSS_HATCH,
    /// vertical lines
    VERTICAL_HATCH,
    DOTS
}
