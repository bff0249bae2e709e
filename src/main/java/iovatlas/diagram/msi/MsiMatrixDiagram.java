package iovatlas.diagram.msi;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Shape.Sign;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.msi.MsiMatrix.Column;
import iovatlas.diagram.msi.MsiMatrix.Row;
import iovatlas.diagram.msi.MsiMatrix.Table;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The matrix of devices by vCPUs: in each cell the numbers of the vectors that go there.
public final class MsiMatrixDiagram {

    /// Wider than this, a matrix without limits is cut into bands of columns.
    private static final double PAGE = 1080;

    private final MsiMatrix matrix;
    private final DrawingStyle style;
    private final Sheet sheet;
    private final MatrixCell cell;
    private double right;

    private MsiMatrixDiagram(MsiMatrix matrix, DrawingStyle style, @Nullable ElementId selected) {
        this.matrix = matrix;
        this.style = style;
        this.sheet = new Sheet(style);
        this.cell = new MatrixCell(style, sheet, selected);
    }

    /// @param selected the vector that is lit, null for none
    public static Drawing draw(MsiMatrix matrix, DrawingStyle style, @Nullable ElementId selected) {
        return new MsiMatrixDiagram(matrix, style, selected).draw();
    }

    private Drawing draw() {
        double y = sheet.caption(matrix.title());
        if (matrix.tables().isEmpty()) {
            String none = "No vector is set up at this moment.";
            sheet.text(style.margin(), y, none, FontRole.LABEL, Ink.MUTED, null);
            right = style.margin() + style.width(none, FontRole.LABEL);
            y += style.lineHeight(FontRole.LABEL);
        }
        for (Table table : matrix.tables()) {
            y = table(table, y) + style.pick(14, 1);
        }
        String description =
                matrix.count() + (matrix.count() == 1 ? " vector" : " vectors") + " set up";
        return sheet.finish(matrix.title(), description, right + style.pick(style.margin(), 0), y);
    }

    private double table(Table table, double top) {
        double y = top;
        String heading =
                table.owner()
                        + (table.left() == 0
                                ? ""
                                : " (%d more without a vector)".formatted(table.left()));
        sheet.text(style.margin(), y, heading, FontRole.STRONG, Ink.TEXT, null);
        y += style.lineHeight(FontRole.STRONG) + style.pick(4, 0);
        double labels = labels(table);
        for (List<Integer> band : bands(table, labels)) {
            y = band(table, band, labels, y) + style.pick(8, 1);
        }
        return y;
    }

    private double labels(Table table) {
        double widest = style.pick(90, 12);
        for (Row row : table.rows()) {
            widest = Math.max(widest, style.width(row.label(), FontRole.MONO_SMALL));
            widest = Math.max(widest, style.width(count(row), FontRole.SMALL));
        }
        return Math.min(widest, style.pick(150, 18)) + style.pick(12, 1);
    }

    private static String count(Row row) {
        return "%d of %d".formatted(row.count(), row.possible());
    }

    /// The columns that go side by side.
    private List<List<Integer>> bands(Table table, double labels) {
        double room = room() - labels;
        List<List<Integer>> bands = new ArrayList<>();
        List<Integer> band = new ArrayList<>();
        double used = 0;
        for (int i = 0; i < table.columns().size(); i++) {
            double width = least(table, i);
            if (!band.isEmpty() && used + width > room) {
                bands.add(band);
                band = new ArrayList<>();
                used = 0;
            }
            band.add(i);
            used += width;
        }
        bands.add(band);
        return bands;
    }

    /// Columns in which messages arrive are all alike, so that the table can be read across.
    private double least(Table table, int column) {
        boolean arrives = table.columns().get(column).verdict() == Verdict.DELIVERED;
        double widest = own(table, column);
        for (int i = 0; arrives && i < table.columns().size(); i++) {
            if (table.columns().get(i).verdict() == Verdict.DELIVERED) {
                widest = Math.max(widest, own(table, i));
            }
        }
        return widest;
    }

    private double own(Table table, int column) {
        int most =
                table.rows().stream()
                        .mapToInt(row -> row.cells().get(column).size())
                        .max()
                        .orElse(0);
        double tiles = Math.min(most, MatrixCell.COMFORT) * cell.step() + style.pick(10, 1);
        String longest = longestWord(table.columns().get(column).heading());
        double heading = style.width(longest, FontRole.SMALL) + style.pick(26, 1);
        return style.up(Math.max(heading, tiles));
    }

    private static String longestWord(String heading) {
        String longest = "";
        for (String word : heading.split(" ", -1)) {
            longest = word.length() > longest.length() ? word : longest;
        }
        return longest;
    }

    private double room() {
        double most = Math.min(style.maximumWidth(), style.pick(PAGE, style.maximumWidth()));
        return most - style.margin() - style.pick(style.margin(), 0);
    }

    private double band(Table table, List<Integer> band, double labels, double top) {
        double[] xs = new double[band.size() + 1];
        xs[0] = style.margin() + labels;
        double wanted = band.stream().mapToDouble(column -> least(table, column)).sum();
        double spare = Math.max(0, room() - labels - wanted) / Math.max(1, band.size());
        double extra = Math.floor(Math.min(spare, style.pick(60, 0)));
        for (int i = 0; i < band.size(); i++) {
            xs[i + 1] = xs[i] + least(table, band.get(i)) + extra;
        }
        right = Math.max(right, xs[band.size()]);
        double y = headings(table, band, xs, top);
        for (Row row : table.rows()) {
            y = row(table, row, band, xs, y);
        }
        rule(xs, y);
        return y + style.pick(2, 1);
    }

    private double headings(Table table, List<Integer> band, double[] xs, double top) {
        double bottom = top;
        for (int i = 0; i < band.size(); i++) {
            Column column = table.columns().get(band.get(i));
            double room = xs[i + 1] - xs[i] - style.pick(8, 1);
            double y = top;
            double x = xs[i] + sign(column, xs[i], top);
            for (String line :
                    style.text().wrap(column.heading(), FontRole.SMALL, room - (x - xs[i]))) {
                sheet.text(x, y, line, FontRole.SMALL, MatrixCell.ink(column), null);
                y += style.lineHeight(FontRole.SMALL);
            }
            bottom = Math.max(bottom, y);
        }
        return bottom + style.pick(4, 0);
    }

    /// A sign before the heading of a column whose messages do not arrive; returns its room.
    private double sign(Column column, double x, double top) {
        if (style.isCells() || column.verdict() == Verdict.DELIVERED) {
            return 0;
        }
        Sign.Kind kind =
                switch (column.verdict()) {
                    case LOST, MISDELIVERED -> Sign.Kind.CROSS;
                    case PENDING -> Sign.Kind.WARNING;
                    case DELIVERED, NOT_SET_UP -> Sign.Kind.NOTE;
                };
        sheet.sign(x, top, FontRole.SMALL, kind, MatrixCell.ink(column), 10);
        return 14;
    }

    private double row(Table table, Row row, List<Integer> band, double[] xs, double top) {
        rule(xs, top);
        double y = top + style.pick(5, 1);
        ElementId device = new ElementId.OfFunction(row.device());
        double room = xs[0] - style.margin() - style.pick(10, 1);
        String label = style.text().elide(row.label(), FontRole.MONO_SMALL, room);
        sheet.text(style.margin(), y, label, FontRole.MONO_SMALL, Ink.TEXT, device);
        double below = y + style.lineHeight(FontRole.MONO_SMALL);
        sheet.text(style.margin(), below, count(row), FontRole.SMALL, Ink.MUTED, device);
        double bottom = below + style.lineHeight(FontRole.SMALL);
        for (int i = 0; i < band.size(); i++) {
            Area area = new Area(xs[i], y, xs[i + 1] - xs[i] - style.pick(8, 1), 0);
            Column column = table.columns().get(band.get(i));
            bottom =
                    Math.max(
                            bottom,
                            cell.draw(row.device(), column, row.cells().get(band.get(i)), area));
        }
        return style.up(bottom + style.pick(4, 0));
    }

    private void rule(double[] xs, double y) {
        double last = xs[xs.length - 1] - style.pick(8, 1);
        sheet.line(Sheet.Stroke.solid(Ink.FAINT, 1), null, style.margin(), y, last, y);
    }

    /// The ground of a vector's number.
    static Look tile(Column column, boolean lit) {
        Look look =
                switch (column.verdict()) {
                    case DELIVERED -> Look.NODE.withRadius(3);
                    case PENDING -> Look.NODE.withRadius(3).withStroke(Ink.ORANGE, 1.6);
                    case LOST, MISDELIVERED ->
                            Look.NODE
                                    .withRadius(3)
                                    .withFill(Ink.ALARM_TINT)
                                    .withStroke(Ink.VERMILLION, 1.2);
                    case NOT_SET_UP -> Look.NODE.withRadius(3).withDashed(true);
                };
        return lit ? look.withFill(Ink.ACCENT_TINT).withStroke(Ink.ACCENT, 2) : look;
    }
}
