package iovatlas.diagram.msi;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Shape;
import iovatlas.diagram.Shape.Anchor;
import iovatlas.diagram.Shape.Sign;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.Sheet.Stroke;
import iovatlas.diagram.layout.Area;
import iovatlas.scenario.MsiHop.Status;

import java.util.List;

/// The arrows between the boxes of a strip, and below each what crosses it.
///
/// @param strip the stations
/// @param style the medium
/// @param sheet where they are drawn
/// @param layout how the boxes stand
/// @param areas the boxes
record StripArrows(
        MsiStrip strip, DrawingStyle style, Sheet sheet, StripLayout layout, List<Area> areas) {

    /// Cells of the arrow at the end of a row and at the start of the next.
    private static final double STUB = 2;

    /// Pixels from a box to the line that goes down to the next row.
    private static final double OUT = 9;

    void draw() {
        for (int i = 1; i < areas.size(); i++) {
            arrow(i);
        }
    }

    /// The values, with a tick up to their arrow.
    void drawValues() {
        for (int i = 0; i + 1 < areas.size(); i++) {
            Crossing crossing = strip.stations().get(i).crossing();
            if (!crossing.isEmpty()) {
                value(crossing, areas.get(i), isLastOfRow(i));
            }
        }
    }

    private void value(Crossing crossing, Area from, boolean lastOfRow) {
        double between = Math.floor(layout.gap() / 2);
        double x = from.right() + (lastOfRow ? style.pick(OUT, 0) : between);
        double top = from.bottom() + style.pick(3, 0);
        double room = layout.width() + layout.gap() - style.pick(5, 1);
        boolean whole = style.width(crossing.text(), FontRole.MONO_SMALL) <= room;
        String text =
                whole
                        ? crossing.text()
                        : style.text().elide(crossing.brief(), FontRole.MONO_SMALL, room);
        if (lastOfRow) {
            double right = from.right() + style.pick(4, STUB);
            sheet.text(right, top, text, FontRole.MONO_SMALL, Ink.ACCENT, Anchor.END, null);
            return;
        }
        Stroke tick = Stroke.solid(Ink.OUTLINE, 1);
        sheet.line(tick, null, x, middle(from), x, top - style.pick(1, 1));
        sheet.text(
                x + style.pick(0, 1),
                top,
                text,
                FontRole.MONO_SMALL,
                Ink.ACCENT,
                Anchor.MIDDLE,
                null);
    }

    private boolean isLastOfRow(int i) {
        return areas.get(i).y() != areas.get(i + 1).y();
    }

    private void arrow(int i) {
        Area from = areas.get(i - 1);
        Area to = areas.get(i);
        boolean dashed = strip.stations().get(i).hop().status() == Status.NOT_REACHED;
        Stroke stroke = new Stroke(dashed ? Ink.OUTLINE : Ink.MUTED, 1.3, dashed, true);
        double start = from.right() - style.edge();
        double tip = to.x() - style.edge();
        double y = middle(from);
        if (from.y() == to.y()) {
            sheet.line(stroke, null, start, y, tip, y);
            cross(i, start, tip, y);
        } else if (layout.perRow() == 1) {
            double x = style.snap(from.middleX());
            sheet.line(stroke, null, x, to.y() - style.pick(12, 1), x, to.y() - style.edge());
        } else if (style.isCells()) {
            sheet.line(stroke, null, start, y, start + STUB, y);
            sheet.line(stroke, null, tip + 1 - STUB, middle(to), tip, middle(to));
        } else {
            around(stroke, from, to);
        }
    }

    /// Out to the right, back above the next row's headings, in from the left.
    private void around(Stroke stroke, Area from, Area to) {
        double out = from.right() + OUT;
        double between = style.snap(to.y() - style.lineHeight(FontRole.SMALL) - 8);
        double in = to.x() - OUT;
        sheet.line(
                stroke,
                null,
                from.right(),
                middle(from),
                out,
                middle(from),
                out,
                between,
                in,
                between,
                in,
                middle(to),
                to.x(),
                middle(to));
    }

    /// A cross on the arrow that the message does not take any more.
    private void cross(int to, double start, double tip, double y) {
        boolean broken = strip.stations().get(to - 1).hop().status() == Status.BROKEN;
        if (broken && !style.isCells()) {
            double x = (start + tip) / 2 - 1;
            sheet.add(new Shape.Sign(x, y, 9, Sign.Kind.CROSS, Ink.VERMILLION, null));
        }
    }

    private double middle(Area area) {
        return style.isCells() ? area.y() + Math.floor(area.height() / 2) : area.middleY();
    }
}
