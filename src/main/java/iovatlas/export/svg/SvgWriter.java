package iovatlas.export.svg;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Palette;
import iovatlas.diagram.Shape;

import java.util.Locale;

/// Writes a drawing as an SVG file: the same bytes for the same drawing and palette.
public final class SvgWriter {

    private SvgWriter() {}

    /// The whole file, ending in a newline.
    public static String write(Drawing drawing, Palette palette) {
        return write(drawing, palette, "", true);
    }

    /// The drawing as a part of a page that holds several: without a declaration, with a prefix
    /// before each id, and with the id of the element at every mark that has one (`data-element`).
    public static String inline(Drawing drawing, Palette palette, String idPrefix) {
        return write(drawing, palette, idPrefix, false);
    }

    private static String write(Drawing drawing, Palette palette, String idPrefix, boolean alone) {
        var out = new SvgElements(alone);
        var patterns = new SvgPatterns(palette, idPrefix);
        var shapes = new SvgShapes(out, palette, patterns, idPrefix, !alone);
        out.open("svg")
                .attribute("xmlns", "http://www.w3.org/2000/svg")
                .attribute("width", drawing.width())
                .attribute("height", drawing.height())
                .attribute("viewBox", viewBox(drawing))
                .attribute("font-family", SvgShapes.SANS);
        out.textElement("title", drawing.title());
        out.textElement("desc", drawing.description());
        patterns.define(out, drawing);
        out.open("rect")
                .attribute("width", drawing.width())
                .attribute("height", drawing.height())
                .attribute("fill", palette.of(Ink.BACKGROUND).hex())
                .close();
        for (Shape shape : drawing.shapes()) {
            shapes.write(shape);
        }
        out.close();
        return out.finish();
    }

    private static String viewBox(Drawing drawing) {
        return String.format(Locale.ROOT, "0 0 %.0f %.0f", drawing.width(), drawing.height());
    }
}
