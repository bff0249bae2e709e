package iovatlas.diagram;

/// The measurements of a medium. Diagrams measure first and draw then, always in these numbers, so
/// that one drawing code makes a picture in pixels and one in character cells.
///
/// In cells one unit is one column or one row, every number is whole, and a box's outline takes up
/// cells of its own: a box `w` wide has its right outline in its last column, at `x + w - 1`.
///
/// @param medium what is drawn on
/// @param text how much room a text takes
/// @param maximumWidth what a drawing must not exceed, in units; infinite for no limit
/// @param maximumHeight what a drawing should keep to by dropping detail; infinite for no limit
/// @param captioned whether the title stands in the drawing itself; a pane shows it above
/// @param explained whether a legend stands beside, so that the drawing need not say what looks mean
public record DrawingStyle(
        Medium medium,
        TextMeasure text,
        double maximumWidth,
        double maximumHeight,
        boolean captioned,
        boolean explained) {

    /// What is drawn on.
    public enum Medium {
        PIXELS,
        /// A grid of ASCII characters.
        CELLS
    }

    /// The narrowest text drawing.
    public static final int LEAST_COLUMNS = 40;

    /// Pixels at scale 1, as large as it gets.
    public static DrawingStyle pixels() {
        return pixels(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /// Pixels at scale 1 within limits.
    public static DrawingStyle pixels(double maximumWidth, double maximumHeight) {
        return new DrawingStyle(
                Medium.PIXELS, TextMeasure.bundled(), maximumWidth, maximumHeight, false, false);
    }

    /// Character cells.
    ///
    /// @param columns the width that no line exceeds
    /// @throws IllegalArgumentException below [#LEAST_COLUMNS]
    public static DrawingStyle cells(int columns) {
        if (columns < LEAST_COLUMNS) {
            throw new IllegalArgumentException(
                    "a text drawing needs at least " + LEAST_COLUMNS + " columns, not " + columns);
        }
        return new DrawingStyle(
                Medium.CELLS, TextMeasure.cells(), columns, Double.POSITIVE_INFINITY, true, false);
    }

    /// The same with the title in the drawing, for files that stand alone.
    public DrawingStyle withCaption() {
        return new DrawingStyle(medium, text, maximumWidth, maximumHeight, true, explained);
    }

    /// The same for a drawing that a legend goes with, or does not.
    public DrawingStyle withLegend(boolean value) {
        return new DrawingStyle(medium, text, maximumWidth, maximumHeight, captioned, value);
    }

    public boolean isCells() {
        return medium == Medium.CELLS;
    }

    /// One of two measurements, by medium.
    public double pick(double pixels, double cells) {
        return isCells() ? cells : pixels;
    }

    /// Free room around a drawing. In cells it keeps every line off the first column, where mail
    /// and patch tools look for their separators.
    public double margin() {
        return pick(14, 1);
    }

    /// From a box's left or right side to its content.
    public double padX() {
        return pick(12, 2);
    }

    /// From a box's upper or lower side to its content.
    public double padY() {
        return pick(6, 1);
    }

    /// How far a box's right or lower outline lies inside its size.
    public double edge() {
        return pick(0, 1);
    }

    /// The least height of anything that must be seen and clicked.
    public double leastGlyph() {
        return pick(6, 1);
    }

    public double lineHeight(FontRole font) {
        return text.lineHeight(font);
    }

    public double width(String label, FontRole font) {
        return text.width(label, font);
    }

    /// The side of a sign (check, cross, triangle).
    public double signSize() {
        return pick(9, 2);
    }

    /// To whole units, so that outlines stay sharp.
    public double snap(double value) {
        return Math.rint(value);
    }

    /// Up to whole units.
    public double up(double value) {
        return Math.ceil(value - 1e-6);
    }
}
