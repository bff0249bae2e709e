package iovatlas.diagram.compare;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.Sheet.Stroke;

import java.util.List;

/// Rows of a table, drawn one below the other. The first column has a width of its own, the others
/// share the rest; what is too long is wrapped.
final class TableRows {
    private static final double PAD = 8;

    private final Sheet sheet;
    private final DrawingStyle style;
    private final double left;
    private final double width;
    private final double first;
    private double bottom;

    TableRows(Sheet sheet, double left, double width, double first) {
        this.sheet = sheet;
        this.style = sheet.style();
        this.left = left;
        this.width = width;
        this.first = first;
    }

    /// A cell of the table.
    record Cell(String text, FontRole font, Ink ink) {}

    /// Where the next row begins.
    double bottom() {
        return bottom;
    }

    /// A row below a line.
    void addBelowLine(List<Cell> cells) {
        sheet.line(Stroke.solid(Ink.FAINT, 1), null, left, bottom, left + width, bottom);
        add(cells, bottom + style.pick(3, style.isCells() ? 1 : 0));
    }

    void add(List<Cell> cells, double top) {
        double rest = (width - first) / (cells.size() - 1);
        double x = left;
        double lowest = top;
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            double room = (i == 0 ? first : rest) - style.pick(PAD, 1);
            double y = top;
            for (String line : style.text().wrap(cell.text(), cell.font(), room)) {
                sheet.text(x, y, line, cell.font(), cell.ink(), null);
                y += style.lineHeight(cell.font());
            }
            lowest = Math.max(lowest, y);
            x += i == 0 ? first : rest;
        }
        bottom = lowest + style.pick(5, 0);
    }
}
