package iovatlas.ui.export;

import iovatlas.diagram.Theme;
import iovatlas.export.ExportOptions;
import iovatlas.export.Format;
import iovatlas.export.View;

/// What a person chose in the export dialog.
///
/// @param view what is written
/// @param kind how
/// @param extent how much of it
/// @param theme in which colours
/// @param legend whether a legend stands below
/// @param unicode whether texts are drawn with box characters
/// @param width columns of a text, pixels of a PNG; empty for the usual
/// @param scale pixels of a PNG for each unit where no width is given, 1 to 4
public record ExportForm(
        View view,
        ExportKind kind,
        ExtentChoice extent,
        Theme theme,
        boolean legend,
        boolean unicode,
        String width,
        double scale) {

    /// An SVG of all of a view.
    public static ExportForm of(View view) {
        return new ExportForm(
                view,
                ExportKind.of(Format.SVG),
                ExtentChoice.WHOLE,
                Theme.LIGHT,
                false,
                false,
                "",
                ExportOptions.PLAIN.scale());
    }

    public ExportForm withView(View value) {
        return new ExportForm(value, kind, extent, theme, legend, unicode, width, scale);
    }

    /// A width in pixels says nothing about columns: another kind begins with the usual one.
    public ExportForm withKind(ExportKind value) {
        String kept = value.equals(kind) ? width : "";
        return new ExportForm(view, value, extent, theme, legend, unicode, kept, scale);
    }

    public ExportForm withExtent(ExtentChoice value) {
        return new ExportForm(view, kind, value, theme, legend, unicode, width, scale);
    }

    public ExportForm withTheme(Theme value) {
        return new ExportForm(view, kind, extent, value, legend, unicode, width, scale);
    }

    public ExportForm withLegend(boolean value) {
        return new ExportForm(view, kind, extent, theme, value, unicode, width, scale);
    }

    public ExportForm withUnicode(boolean value) {
        return new ExportForm(view, kind, extent, theme, legend, value, width, scale);
    }

    public ExportForm withWidth(String value) {
        return new ExportForm(view, kind, extent, theme, legend, unicode, value, scale);
    }

    public ExportForm withScale(double value) {
        return new ExportForm(view, kind, extent, theme, legend, unicode, width, value);
    }

    /// Whether it is written in that format.
    public boolean isIn(Format format) {
        return kind.picture().filter(f -> f == format).isPresent();
    }

    /// Whether a width can be given.
    public boolean hasWidth() {
        return isIn(Format.TEXT) || isIn(Format.PNG);
    }

    /// Whether colours can be chosen.
    public boolean isColoured() {
        return kind.picture().filter(Format::isColoured).isPresent();
    }

    /// Whether a part can be cut out and a legend added.
    public boolean isPicture() {
        return kind.picture().filter(Format::isPicture).isPresent();
    }
}
