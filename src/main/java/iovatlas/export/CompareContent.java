package iovatlas.export;

import iovatlas.atlas.Atlas;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Palette;
import iovatlas.diagram.compare.CompareDiagram;
import iovatlas.kernel.doorbell.design.Certainty;
import iovatlas.kernel.doorbell.design.DesignClaim;
import iovatlas.kernel.doorbell.design.DesignTrait;
import iovatlas.scenario.Timeline;
import iovatlas.scenario.design.DesignAnswer;
import iovatlas.scenario.design.DesignRun;
import iovatlas.table.FactTable;
import iovatlas.table.NamedTable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One scenario under several doorbell designs, side by side.
///
/// @param atlas the document
/// @param timeline its scenario worked through as the kernel does
/// @param step the moment, 0 is boot
/// @param runs the scenario under each design
public record CompareContent(Atlas atlas, Timeline timeline, int step, List<DesignRun> runs)
        implements Content {

    public CompareContent {
        runs = List.copyOf(runs);
    }

    @Override
    public String title() {
        return atlas.title().isEmpty() ? "untitled" : atlas.title();
    }

    @Override
    public String kernel() {
        return atlas.boot().release().value().toString();
    }

    @Override
    public String view() {
        return "compare";
    }

    @Override
    public List<String> notes() {
        return atlas.notes();
    }

    @Override
    public List<Drawing> drawings(DrawingStyle style) {
        return List.of(CompareDiagram.draw(atlas, timeline, step, runs, style));
    }

    @Override
    public String dot(Palette palette) {
        throw new ExportProblem(
                "designs side by side are maps and a table, not a graph; use svg, html or text");
    }

    @Override
    public List<NamedTable> tables() {
        List<String> columns = new ArrayList<>(List.of("Design", "Verdict", "Certainty", "Why"));
        for (DesignTrait trait : DesignTrait.values()) {
            columns.add(trait.title());
        }
        List<FactTable.Row> rows = runs.stream().map(CompareContent::row).toList();
        return List.of(new NamedTable("designs", "Designs", new FactTable(columns, rows)));
    }

    private static FactTable.Row row(DesignRun run) {
        DesignAnswer verdict = run.verdict();
        List<String> cells =
                new ArrayList<>(
                        List.of(
                                run.card().heading(),
                                verdict.verdict(),
                                verdict.certainty().name().toLowerCase(Locale.ROOT),
                                verdict.text()));
        for (DesignTrait trait : DesignTrait.values()) {
            DesignClaim claim = run.card().claim(trait);
            cells.add(claim.text() + mark(claim.certainty()));
        }
        return new FactTable.Row(null, cells);
    }

    /// What is not certain says so in its own cell.
    private static String mark(Certainty certainty) {
        return certainty == Certainty.CERTAIN ? "" : " (" + certainty.mark() + ")";
    }
}
