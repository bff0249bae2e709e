package iovatlas.diagram.compare;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.compare.TableRows.Cell;
import iovatlas.kernel.doorbell.design.Certainty;
import iovatlas.scenario.design.DesignAnswer;
import iovatlas.scenario.design.DesignRun;

import java.util.ArrayList;
import java.util.List;

/// One row a design: what the scenario comes to.
final class VerdictTable {
    private final Sheet sheet;
    private final DrawingStyle style;
    private final double width;

    VerdictTable(Sheet sheet, double width) {
        this.sheet = sheet;
        this.style = sheet.style();
        this.width = width;
    }

    /// `rejected(EINVAL)*`.
    static String verdict(DesignRun run) {
        DesignAnswer verdict = run.verdict();
        return verdict.verdict() + mark(verdict.certainty());
    }

    static String mark(Certainty certainty) {
        return switch (certainty) {
            case CERTAIN -> "";
            case EXPECTED -> "*";
            case UNVERIFIED -> "?";
        };
    }

    double draw(List<DesignRun> runs, double left, double top) {
        var rows = new TableRows(sheet, left, width, style.pick(210, 20));
        rows.add(header(), top);
        for (DesignRun run : runs) {
            rows.addBelowLine(cells(run));
        }
        return rows.bottom();
    }

    private List<Cell> header() {
        var cells = new ArrayList<Cell>();
        cells.add(new Cell("Design", FontRole.STRONG, Ink.TEXT));
        cells.add(new Cell("This scenario", FontRole.STRONG, Ink.TEXT));
        return cells;
    }

    private List<Cell> cells(DesignRun run) {
        var cells = new ArrayList<Cell>();
        cells.add(new Cell(run.card().heading(), FontRole.SMALL, Ink.TEXT));
        DesignAnswer verdict = run.verdict();
        String said =
                verdict(run)
                        + (verdict.word().isTrouble() ? ", step " + verdict.step() : "")
                        + ": "
                        + verdict.text();
        cells.add(
                new Cell(
                        said,
                        FontRole.SMALL,
                        verdict.word().isTrouble() ? Ink.ALARM_TEXT : Ink.TEXT));
        return cells;
    }
}
