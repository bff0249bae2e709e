package iovatlas.diagram.msi;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Shape.Anchor;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.Sheet.Stroke;
import iovatlas.diagram.layout.Area;
import iovatlas.kernel.Reason;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiHop.Status;
import iovatlas.scenario.MsiPath;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The way of one message as a strip of hops, read from left to right; as many rows as it takes.
public final class MsiPathDiagram {
    /// Boxes at least this wide may be narrower than their text, so that all stand in one row.
    private static final double SQUEEZED = 104;

    /// Cells of the arrow at the end of a row and at the start of the next.
    private static final double STUB = 2;

    private final MsiPath path;
    private final DrawingStyle style;
    private final Sheet sheet;
    private final HopBox box;
    private final double gap;
    private final double width;
    private final int perRow;
    private final double left;

    private MsiPathDiagram(MsiPath path, DrawingStyle style) {
        this.path = path;
        this.style = style;
        this.sheet = new Sheet(style);
        this.box = new HopBox(style);
        this.gap = style.pick(17, 2);
        double widest = 0;
        for (MsiHop hop : path.hops()) {
            widest = Math.max(widest, box.width(hop));
        }
        double room = style.maximumWidth() - style.margin() - style.pick(style.margin(), 0);
        int count = Math.max(1, path.hops().size());
        double squeezed = Math.floor((room + gap) / count - gap);
        this.width =
                squeezed >= style.pick(SQUEEZED, 18)
                        ? Math.min(widest, squeezed)
                        : Math.min(widest, room);
        int inOneRow = fitting(room, count);
        // In several rows the first box has an arrow coming in and the last one going out.
        int fitting = inOneRow == count ? count : fitting(room - style.pick(0, 2 * STUB), count);
        int rows = (count + fitting - 1) / fitting;
        this.perRow = (count + rows - 1) / rows;
        this.left = style.margin() + (rows > 1 && perRow > 1 ? style.pick(0, STUB) : 0);
    }

    private int fitting(double room, int count) {
        return (int) Math.clamp(Math.floor((room + gap) / (width + gap)), 1, count);
    }

    /// The strip, in rows of equal length if it is wider than the style allows.
    public static Drawing draw(MsiPath path, DrawingStyle style) {
        return new MsiPathDiagram(path, style).draw();
    }

    /// `MSI path - 01:00.0 MSI-X 3: delivered`.
    public static String title(MsiPath path) {
        return "MSI path \u2014 %s %s %d: %s"
                .formatted(
                        path.device().shortText(),
                        path.index().spelling().toUpperCase(Locale.ROOT).replace("MSIX", "MSI-X"),
                        path.vector(),
                        path.verdict().word());
    }

    private Drawing draw() {
        double y = sheet.caption(title(path));
        double right = 0;
        var areas = new ArrayList<Area>();
        for (int first = 0; first < path.hops().size(); first += perRow) {
            int end = Math.min(first + perRow, path.hops().size());
            List<MsiHop> row = path.hops().subList(first, end);
            double height = rowHeight(row);
            for (int i = 0; i < row.size(); i++) {
                areas.add(new Area(left + i * (width + gap), y, width, height));
            }
            right = Math.max(right, areas.getLast().right());
            y = reasons(first, row, areas, y + height);
            y += style.pick(14, 1);
        }
        for (int i = 1; i < areas.size(); i++) {
            arrow(areas.get(i - 1), areas.get(i), path.hops().get(i).status());
        }
        for (int i = 0; i < areas.size(); i++) {
            box.draw(sheet, path.hops().get(i), areas.get(i));
        }
        double wide = Math.max(right, rightOfSummary(y));
        double high = style.captioned() ? y + summaryHeight() : y;
        return sheet.finish(
                title(path), path.summary(), wide + style.pick(style.margin(), 0), high);
    }

    private double rowHeight(List<MsiHop> row) {
        double height = 0;
        for (MsiHop hop : row) {
            height = Math.max(height, box.height(hop));
        }
        return height;
    }

    /// Writes why a hop of the row is not plain, below it; returns the lower end.
    private double reasons(int first, List<MsiHop> row, List<Area> areas, double bottom) {
        double y = bottom;
        double rowRight = left + perRow * (width + gap) - gap;
        for (int i = 0; i < row.size(); i++) {
            MsiHop hop = row.get(i);
            Reason reason = hop.reason();
            boolean told = hop.status() == Status.BROKEN || hop.status() == Status.PENDING;
            if (reason == null || !told) {
                continue;
            }
            Area area = areas.get(first + i);
            boolean toRight = !style.isCells() && area.middleX() > (left + rowRight) / 2;
            Ink ink = hop.status() == Status.BROKEN ? Ink.ALARM_TEXT : Ink.TEXT;
            double start = style.isCells() ? style.margin() : area.x();
            double end = style.isCells() ? style.maximumWidth() : rowRight;
            double room = toRight ? area.right() - left : end - start;
            y += style.pick(5, 0);
            for (String line : style.text().wrap(reason.text(), FontRole.SMALL, room)) {
                double x = toRight ? area.right() : start;
                Anchor anchor = toRight ? Anchor.END : Anchor.START;
                sheet.text(x, y, line, FontRole.SMALL, ink, anchor, hop.element());
                y += style.lineHeight(FontRole.SMALL);
            }
        }
        return y;
    }

    private void arrow(Area from, Area to, Status reached) {
        boolean dashed = reached == Status.NOT_REACHED;
        Stroke stroke = new Stroke(dashed ? Ink.OUTLINE : Ink.MUTED, 1.3, dashed, true);
        double start = from.right() - style.edge();
        double tip = to.x() - style.edge();
        double y = middle(from);
        if (from.y() == to.y()) {
            sheet.line(stroke, null, start, y, tip, y);
            return;
        }
        if (perRow == 1) {
            // Only the tip: the reason of a broken hop may stand between the boxes.
            double x = style.snap(from.middleX());
            sheet.line(stroke, null, x, to.y() - style.pick(12, 1), x, to.y() - style.edge());
        } else if (style.isCells()) {
            sheet.line(stroke, null, start, y, start + STUB, y);
            sheet.line(stroke, null, tip + 1 - STUB, middle(to), tip, middle(to));
        } else {
            // Out to the right, back between the rows, in from the left.
            double out = start + 8;
            double between = style.snap(to.y() - 7);
            double in = to.x() - 9;
            sheet.line(
                    stroke,
                    null,
                    start,
                    y,
                    out,
                    y,
                    out,
                    between,
                    in,
                    between,
                    in,
                    middle(to),
                    tip,
                    middle(to));
        }
    }

    private double middle(Area area) {
        return style.isCells() ? area.y() + Math.floor(area.height() / 2) : area.middleY();
    }

    private double rightOfSummary(double top) {
        if (!style.captioned()) {
            return 0;
        }
        double y = top;
        double right = 0;
        for (String line : summaryLines()) {
            sheet.text(style.margin(), y, line, FontRole.SMALL, Ink.TEXT, null);
            right = Math.max(right, style.margin() + style.width(line, FontRole.SMALL));
            y += style.lineHeight(FontRole.SMALL);
        }
        return right;
    }

    private double summaryHeight() {
        return summaryLines().size() * style.lineHeight(FontRole.SMALL) + style.pick(12, 0);
    }

    private List<String> summaryLines() {
        double strip = perRow * (width + gap) - gap;
        double most = style.maximumWidth() - 2 * style.margin();
        double room = style.isCells() ? most : Math.min(most, strip);
        boolean told =
                path.hops().stream()
                        .map(MsiHop::reason)
                        .anyMatch(reason -> reason != null && reason.text().equals(path.summary()));
        return told ? List.of() : style.text().wrap(path.summary(), FontRole.SMALL, room);
    }
}
