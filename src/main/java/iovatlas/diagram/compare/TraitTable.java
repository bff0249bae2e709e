package iovatlas.diagram.compare;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.compare.TableRows.Cell;
import iovatlas.kernel.doorbell.design.Certainty;
import iovatlas.kernel.doorbell.design.DesignClaim;
import iovatlas.kernel.doorbell.design.DesignTrait;
import iovatlas.scenario.design.DesignRun;

import java.util.ArrayList;
import java.util.List;

/// What the designs are like: a row for each property, a column for each design, as many columns as
/// have room and the rest below. What is not certain is marked and muted.
final class TraitTable {

    private final Sheet sheet;
    private final DrawingStyle style;
    private final double width;

    TraitTable(Sheet sheet, double width) {
        this.sheet = sheet;
        this.style = sheet.style();
        this.width = width;
    }

    double draw(List<DesignRun> runs, double left, double top) {
        double first = style.pick(150, 16);
        double least = style.pick(165, 18);
        int most = Math.max(1, (int) Math.floor((width - first) / least));
        int tables = (runs.size() + most - 1) / most;
        int each = tables == 0 ? 0 : (runs.size() + tables - 1) / tables;
        double y = top;
        for (int from = 0; from < runs.size(); from += each) {
            y += style.pick(16, 1);
            var rows = new TableRows(sheet, left, width, first);
            List<DesignRun> shown = runs.subList(from, Math.min(runs.size(), from + each));
            rows.add(header(shown), y);
            for (DesignTrait trait : DesignTrait.values()) {
                rows.addBelowLine(row(trait, shown));
            }
            y = rows.bottom();
        }
        return y;
    }

    private static List<Cell> header(List<DesignRun> runs) {
        var cells = new ArrayList<Cell>();
        cells.add(new Cell("Property", FontRole.STRONG, Ink.TEXT));
        for (DesignRun run : runs) {
            cells.add(new Cell(run.card().heading(), FontRole.STRONG, Ink.TEXT));
        }
        return cells;
    }

    private static List<Cell> row(DesignTrait trait, List<DesignRun> runs) {
        var cells = new ArrayList<Cell>();
        cells.add(new Cell(trait.title(), FontRole.SMALL, Ink.MUTED));
        for (DesignRun run : runs) {
            DesignClaim claim = run.card().claim(trait);
            boolean certain = claim.certainty() == Certainty.CERTAIN;
            cells.add(
                    new Cell(
                            claim.text() + VerdictTable.mark(claim.certainty()),
                            FontRole.SMALL,
                            certain ? Ink.TEXT : Ink.MUTED));
        }
        return cells;
    }
}
