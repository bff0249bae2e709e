package iovatlas.diagram.msi;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Shape.Anchor;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.msi.MsiMatrix.Column;
import iovatlas.diagram.msi.MsiMatrix.Mark;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The vectors of one cell: a tile for each, as many in a line as fit.
///
/// @param style the medium
/// @param sheet where they are drawn
/// @param selected the vector that is lit, null for none
record MatrixCell(DrawingStyle style, Sheet sheet, @Nullable ElementId selected) {

    /// So many tiles side by side make a cell comfortable to read.
    static final int COMFORT = 4;

    /// More vectors than this are told by their number.
    private static final int MOST = 64;

    private static final double TILE = 27;
    private static final double TILE_HEIGHT = 17;
    private static final double GAP = 4;

    /// From one tile to the next.
    double step() {
        return style.pick(TILE + GAP, 4);
    }

    /// Draws the vectors from the top of the area; returns the lower end.
    double draw(PciAddress device, Column column, List<Mark> marks, Area area) {
        if (marks.isEmpty()) {
            sheet.text(area.x(), area.y(), "\u00b7", FontRole.SMALL, Ink.MUTED, null);
            return area.y() + style.lineHeight(FontRole.SMALL);
        }
        int perLine = (int) Math.max(1, Math.floor((area.width() + GAP) / step()));
        if (style.isCells()) {
            perLine = (int) Math.max(1, Math.floor((area.width() + 1) / step()));
        }
        int shown = Math.min(marks.size(), MOST);
        for (int i = 0; i < shown; i++) {
            double x = area.x() + (i % perLine) * step();
            double y = area.y() + Math.floorDiv(i, perLine) * line();
            tile(device, column, marks.get(i), x, y);
        }
        int lines = (shown + perLine - 1) / perLine;
        double bottom = area.y() + lines * line();
        if (shown < marks.size()) {
            String more = "and %d more".formatted(marks.size() - shown);
            sheet.text(area.x(), bottom, more, FontRole.SMALL, Ink.MUTED, null);
            bottom += style.lineHeight(FontRole.SMALL);
        }
        return bottom;
    }

    private double line() {
        return style.pick(TILE_HEIGHT + GAP, 1);
    }

    private void tile(PciAddress device, Column column, Mark mark, double x, double y) {
        ElementId element = new ElementId.OfVector(device, mark.vector());
        String number = Integer.toString(mark.vector());
        if (style.isCells()) {
            sheet.text(x, y, number, FontRole.MONO_SMALL, ink(column), element);
            return;
        }
        double wide = Math.max(TILE, style.width(number, FontRole.MONO_SMALL) + 4);
        sheet.box(
                new Area(x, y, wide, TILE_HEIGHT),
                MsiMatrixDiagram.tile(column, element.equals(selected)),
                element,
                "vector " + number + "\n" + mark.summary());
        double top = y + (TILE_HEIGHT - style.lineHeight(FontRole.MONO_SMALL)) / 2;
        sheet.text(
                x + wide / 2,
                top,
                number,
                FontRole.MONO_SMALL,
                ink(column),
                Anchor.MIDDLE,
                element);
    }

    /// The colour of a column's heading and numbers; its heading says the same in words.
    static Ink ink(Column column) {
        return switch (column.verdict()) {
            case DELIVERED, PENDING, NOT_SET_UP -> Ink.TEXT;
            case LOST, MISDELIVERED -> Ink.ALARM_TEXT;
        };
    }
}
