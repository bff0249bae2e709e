package iovatlas.diagram.compare;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.Sheet.Stroke;
import iovatlas.kernel.doorbell.design.Certainty;
import iovatlas.kernel.doorbell.design.DesignClaim;
import iovatlas.kernel.doorbell.design.DesignTrait;
import iovatlas.scenario.design.DesignAnswer;
import iovatlas.scenario.design.DesignRun;

import java.util.ArrayList;
import java.util.List;

/// One row a design: what the scenario comes to, and what the design is like. In cells only the
/// verdicts have room.
final class VerdictTable {
    private static final List<DesignTrait> SHOWN =
            List.of(
                    DesignTrait.MAPPED,
                    DesignTrait.DISCOVERABLE,
                    DesignTrait.USER_FIRST,
                    DesignTrait.DOORBELL_FIRST,
                    DesignTrait.HOTPLUG,
                    DesignTrait.MEMORY_MAP);
    private static final double PAD = 8;

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

    private static String mark(Certainty certainty) {
        return switch (certainty) {
            case CERTAIN -> "";
            case EXPECTED -> "*";
            case UNVERIFIED -> "?";
        };
    }

    /// A cell of the table.
    private record Cell(String text, FontRole font, Ink ink) {}

    double draw(List<DesignRun> runs, double left, double top) {
        double y = row(header(), left, top);
        for (DesignRun run : runs) {
            sheet.line(Stroke.solid(Ink.FAINT, 1), null, left, y, left + width, y);
            y = row(cells(run), left, y + style.pick(3, style.isCells() ? 1 : 0));
        }
        return y;
    }

    private List<Cell> header() {
        var cells = new ArrayList<Cell>();
        cells.add(new Cell("Design", FontRole.STRONG, Ink.TEXT));
        cells.add(new Cell("This scenario", FontRole.STRONG, Ink.TEXT));
        if (!style.isCells()) {
            SHOWN.forEach(trait -> cells.add(new Cell(trait.title(), FontRole.SMALL, Ink.MUTED)));
        }
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
        if (!style.isCells()) {
            for (DesignTrait trait : SHOWN) {
                DesignClaim claim = run.card().claim(trait);
                cells.add(
                        new Cell(claim.text() + mark(claim.certainty()), FontRole.SMALL, Ink.TEXT));
            }
        }
        return cells;
    }

    private double row(List<Cell> cells, double left, double top) {
        double first = style.pick(130, 20);
        double rest = (width - first) / (cells.size() - 1);
        double x = left;
        double bottom = top;
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            double room = (i == 0 ? first : rest) - style.pick(PAD, 1);
            double y = top;
            for (String line : style.text().wrap(cell.text(), cell.font(), room)) {
                sheet.text(x, y, line, cell.font(), cell.ink(), null);
                y += style.lineHeight(cell.font());
            }
            bottom = Math.max(bottom, y);
            x += i == 0 ? first : rest;
        }
        return bottom + style.pick(5, 0);
    }
}
