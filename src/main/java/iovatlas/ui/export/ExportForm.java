package iovatlas.ui.export;

import iovatlas.diagram.Theme;
import iovatlas.export.Format;
import iovatlas.export.View;

/// What a person chose in the export dialog.
///
/// @param view what is written
/// @param format how
/// @param extent how much of it
/// @param theme in which colours
/// @param legend whether a legend stands below
/// @param unicode whether texts are drawn with box characters
/// @param width columns of a text, pixels of a PNG; empty for the usual
public record ExportForm(
        View view,
        Format format,
        ExtentChoice extent,
        Theme theme,
        boolean legend,
        boolean unicode,
        String width) {

    /// An SVG of all of a view.
    public static ExportForm of(View view) {
        return new ExportForm(view, Format.SVG, ExtentChoice.WHOLE, Theme.LIGHT, false, false, "");
    }

    public ExportForm withView(View value) {
        return new ExportForm(value, format, extent, theme, legend, unicode, width);
    }

    /// A width in pixels says nothing about columns: another format begins with the usual one.
    public ExportForm withFormat(Format value) {
        return new ExportForm(
                view, value, extent, theme, legend, unicode, value == format ? width : "");
    }

    public ExportForm withExtent(ExtentChoice value) {
        return new ExportForm(view, format, value, theme, legend, unicode, width);
    }

    public ExportForm withTheme(Theme value) {
        return new ExportForm(view, format, extent, value, legend, unicode, width);
    }

    public ExportForm withLegend(boolean value) {
        return new ExportForm(view, format, extent, theme, value, unicode, width);
    }

    public ExportForm withUnicode(boolean value) {
        return new ExportForm(view, format, extent, theme, legend, value, width);
    }

    public ExportForm withWidth(String value) {
        return new ExportForm(view, format, extent, theme, legend, unicode, value);
    }

    /// Whether a width can be given.
    public boolean hasWidth() {
        return format == Format.TEXT || format == Format.PNG;
    }
}
