package iovatlas.diagram.compare;

import iovatlas.atlas.Atlas;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.iova.IovaMapDiagram;
import iovatlas.diagram.iova.IovaMapModel;
import iovatlas.diagram.iova.IovaMapModel.Column;
import iovatlas.diagram.iova.IovaMapOptions;
import iovatlas.diagram.iova.IovaMapReader;
import iovatlas.scenario.Timeline;
import iovatlas.scenario.design.DesignRun;

import java.util.ArrayList;
import java.util.List;

/// Draws the same scenario under several designs: a row of small maps, the verdicts, and what each
/// design is like. It is a what-if and says so.
public final class CompareDiagram {
    private static final double USUAL_WIDTH = 1640;
    private static final double GAP = 18;
    private static final double LEAST_MAP = 250;
    private static final double AXIS = 190;

    private final DrawingStyle style;
    private final Timeline timeline;
    private final int step;
    private final Sheet sheet;

    private CompareDiagram(DrawingStyle style, Timeline timeline, int step) {
        this.style = style;
        this.timeline = timeline;
        this.step = step;
        this.sheet = new Sheet(style);
    }

    /// The designs side by side after a step.
    ///
    /// @param step 0 is right after boot
    public static Drawing draw(
            Atlas atlas, Timeline timeline, int step, List<DesignRun> runs, DrawingStyle style) {
        String name = atlas.title().isEmpty() ? "" : " \u2014 " + atlas.title();
        return new CompareDiagram(style, timeline, step).draw("Doorbell designs" + name, runs);
    }

    private Drawing draw(String title, List<DesignRun> runs) {
        double width =
                style.isCells() || Double.isFinite(style.maximumWidth())
                        ? style.maximumWidth()
                        : USUAL_WIDTH;
        double y = sheet.caption(title);
        String whatIf =
                "What if: the running kernel is "
                        + timeline.state(0).facts().release().value()
                        + "; * expected, not measured; ? unverified";
        for (String line : style.text().wrap(whatIf, FontRole.SMALL, width - 2 * style.margin())) {
            sheet.text(style.margin(), y, line, FontRole.SMALL, Ink.MUTED, null);
            y += style.lineHeight(FontRole.SMALL);
        }
        y += style.pick(8, 1);
        if (!style.isCells()) {
            y = maps(runs, y, width);
        }
        var table = new VerdictTable(sheet, width - 2 * style.margin());
        double verdicts = table.draw(runs, style.margin(), y);
        var traits = new TraitTable(sheet, width - 2 * style.margin());
        double bottom = traits.draw(runs, style.margin(), verdicts);
        return sheet.finish(title, describe(runs), width, bottom + style.margin());
    }

    /// Small maps from left to right, as many in a row as have room.
    private double maps(List<DesignRun> runs, double top, double width) {
        double x = style.margin();
        double y = top;
        double rowBottom = top;
        for (DesignRun run : runs) {
            if (run.lacks().isPresent()) {
                continue;
            }
            Drawing map = map(run);
            double wide = Math.max(LEAST_MAP, map.width());
            if (x > style.margin() && x + wide > width) {
                x = style.margin();
                y = rowBottom + GAP;
            }
            String heading = style.text().elide(run.card().heading(), FontRole.STRONG, wide - GAP);
            sheet.text(x + 14, y, heading, FontRole.STRONG, Ink.TEXT, null);
            double below = y + style.lineHeight(FontRole.STRONG);
            boolean trouble = run.verdict().word().isTrouble();
            sheet.text(
                    x + 14,
                    below,
                    VerdictTable.verdict(run),
                    FontRole.SMALL,
                    trouble ? Ink.ALARM_TEXT : Ink.MUTED,
                    null);
            double mapTop = below + style.lineHeight(FontRole.SMALL);
            sheet.place(map, x, mapTop);
            rowBottom = Math.max(rowBottom, mapTop + map.height());
            x += wide + GAP;
        }
        return rowBottom + GAP;
    }

    private Drawing map(DesignRun run) {
        IovaMapOptions options = IovaMapOptions.PLAIN.withCompact(true).withHeight(AXIS);
        List<IovaMapModel> models = IovaMapReader.read(timeline, step, run, options);
        return IovaMapDiagram.draw(
                models.stream().map(CompareDiagram::domains).toList(),
                options,
                DrawingStyle.pixels());
    }

    /// Only what differs between designs: the page tables.
    private static IovaMapModel domains(IovaMapModel model) {
        var indexes = new ArrayList<Integer>();
        for (int i = 0; i < model.columns().size(); i++) {
            if (model.columns().get(i).kind() != Column.Kind.MEMORY) {
                indexes.add(i);
            }
        }
        return model.withColumns(indexes);
    }

    private static String describe(List<DesignRun> runs) {
        var text = new StringBuilder();
        for (DesignRun run : runs) {
            text.append(run.card().heading())
                    .append(": ")
                    .append(VerdictTable.verdict(run))
                    .append(". ");
        }
        return text.toString().strip();
    }
}
