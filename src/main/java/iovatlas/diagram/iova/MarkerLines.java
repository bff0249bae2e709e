package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Shape.Anchor;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.Sheet.Stroke;
import iovatlas.diagram.layout.Area;

/// The lines of the two markers across all columns, each with its letter on a flag beside the axis.
final class MarkerLines {
    private static final double FLAG = 14;

    private final Sheet sheet;
    private final DrawingStyle style;
    private final MapHeights heights;
    private final AddressRange<Iova> viewport;

    MarkerLines(Sheet sheet, MapHeights heights, AddressRange<Iova> viewport) {
        this.sheet = sheet;
        this.style = sheet.style();
        this.heights = heights;
        this.viewport = viewport;
    }

    /// Draws those that are in view.
    ///
    /// @param left where the axis is
    /// @param right where the columns end
    void draw(MapMarkers markers, double left, double right) {
        for (char letter : new char[] {'A', 'B'}) {
            markers.at(letter)
                    .filter(viewport::contains)
                    .ifPresent(address -> line(letter, heights.start(address), left, right));
        }
    }

    private void line(char letter, double y, double left, double right) {
        String name = String.valueOf(letter);
        if (style.isCells()) {
            sheet.text(right, y, "<" + name, FontRole.STRONG, Ink.TEXT, null);
            return;
        }
        sheet.line(Stroke.dashed(Ink.ACCENT, 1.6), null, left + 2, y, right, y);
        double high = style.lineHeight(FontRole.SMALL);
        var flag = new Area(left - 1, y - high / 2, FLAG, high);
        sheet.box(flag, Look.PLATE.withStroke(Ink.ACCENT, 1.2), null, "marker " + name);
        sheet.text(flag.middleX(), flag.y(), name, FontRole.SMALL, Ink.ACCENT, Anchor.MIDDLE, null);
    }
}
