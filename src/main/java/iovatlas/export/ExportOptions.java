package iovatlas.export;

import iovatlas.diagram.Theme;

import org.jspecify.annotations.Nullable;

/// How something is written.
///
/// @param theme the colours
/// @param legend whether a legend stands below the drawings
/// @param unicode whether texts may use Unicode's box drawing characters
/// @param width columns of a text (null: 72), pixels of a PNG (null: by scale)
/// @param scale pixels of a PNG for each drawing unit, above 0; smaller where the picture would be
///     too large
/// @param extent how much of the drawing
/// @param table the only table that is written, null for those of the view
public record ExportOptions(
        Theme theme,
        boolean legend,
        boolean unicode,
        @Nullable Integer width,
        double scale,
        Extent extent,
        @Nullable String table) {

    /// Columns of a text when nobody says otherwise: what a mail carries.
    public static final int COLUMNS = 72;

    /// Light, whole, without a legend.
    public static final ExportOptions PLAIN =
            new ExportOptions(Theme.LIGHT, false, false, null, 2, Extent.WHOLE, null);

    public ExportOptions withTheme(Theme value) {
        return new ExportOptions(value, legend, unicode, width, scale, extent, table);
    }

    public ExportOptions withLegend(boolean value) {
        return new ExportOptions(theme, value, unicode, width, scale, extent, table);
    }

    public ExportOptions withUnicode(boolean value) {
        return new ExportOptions(theme, legend, value, width, scale, extent, table);
    }

    public ExportOptions withWidth(@Nullable Integer value) {
        return new ExportOptions(theme, legend, unicode, value, scale, extent, table);
    }

    public ExportOptions withScale(double value) {
        return new ExportOptions(theme, legend, unicode, width, value, extent, table);
    }

    public ExportOptions withExtent(Extent value) {
        return new ExportOptions(theme, legend, unicode, width, scale, value, table);
    }

    public ExportOptions withTable(@Nullable String value) {
        return new ExportOptions(theme, legend, unicode, width, scale, extent, value);
    }
}
