package iovatlas.cli;

import iovatlas.atlas.Atlas;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStack;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Theme;
import iovatlas.diagram.compare.CompareDiagram;
import iovatlas.diagram.iova.IovaMapDiagram;
import iovatlas.diagram.msi.MsiPathDiagram;
import iovatlas.diagram.topology.TopologyDiagram;
import iovatlas.export.png.PngWriter;
import iovatlas.export.svg.SvgWriter;
import iovatlas.export.text.TextWriter;
import iovatlas.kernel.doorbell.design.DoorbellDesigns;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.Timeline;
import iovatlas.scenario.design.DesignEvaluation;
import iovatlas.scenario.design.DesignRun;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A picture of a document at one moment.
///
/// @param atlas the document
/// @param timeline its scenario worked through
/// @param step the moment
/// @param device whose message path is drawn, null for the first that has one
/// @param vector which vector, null for the one that the scenario looks at
/// @param designs names of the doorbell designs to compare, empty for the usual ones
/// @param theme the colours
public record Picture(
        Atlas atlas,
        Timeline timeline,
        int step,
        @Nullable PciAddress device,
        @Nullable Integer vector,
        List<String> designs,
        Theme theme) {

    public Picture {
        designs = List.copyOf(designs);
    }

    private static final int COLUMNS = 72;

    /// What can be drawn.
    public enum View {
        topology,
        iova,
        msi,
        compare,
        all
    }

    /// How it can be written.
    public enum Format {
        svg,
        png,
        pdf,
        dot,
        text,
        html,
        csv,
        json
    }

    /// The picture's bytes.
    ///
    /// @param width columns of a text, pixels of a PNG; null for the usual
    /// @throws UsageProblem when that view cannot be written so
    public byte[] render(View view, Format format, @Nullable Integer width) {
        return switch (format) {
            case text -> text(view, width == null ? COLUMNS : width);
            case svg -> SvgWriter.write(stacked(view), theme).getBytes(StandardCharsets.UTF_8);
            case png -> png(stacked(view), width);
            case pdf, dot, html, csv, json ->
                    throw new UsageProblem(
                            "views cannot be written as " + format + " yet; use svg, png or text");
        };
    }

    private byte[] text(View view, int columns) {
        if (columns < DrawingStyle.LEAST_COLUMNS) {
            throw new UsageProblem(
                    "a text picture needs at least " + DrawingStyle.LEAST_COLUMNS + " columns");
        }
        DrawingStyle style = DrawingStyle.cells(columns).withCaption();
        List<String> texts = new ArrayList<>();
        for (Drawing drawing : drawings(view, style)) {
            texts.add(TextWriter.write(drawing, columns));
        }
        return String.join("\n", texts).getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] png(Drawing drawing, @Nullable Integer width) {
        double scale =
                width == null
                        ? PngWriter.largestScale(drawing, 2)
                        : PngWriter.scaleForWidth(drawing, width);
        return PngWriter.write(drawing, theme, scale);
    }

    private Drawing stacked(View view) {
        List<Drawing> drawings = drawings(view, DrawingStyle.pixels().withCaption());
        return drawings.size() == 1
                ? drawings.getFirst()
                : DrawingStack.of(atlas.title(), drawings);
    }

    private List<Drawing> drawings(View view, DrawingStyle style) {
        return switch (view) {
            case topology -> List.of(topology(style));
            case iova -> List.of(iova(style));
            case msi -> List.of(MsiPathDiagram.draw(path(), style));
            case all -> {
                List<Drawing> drawings = new ArrayList<>(List.of(topology(style), iova(style)));
                ShownVector.of(atlas, timeline, step, device, vector)
                        .ifPresent(shown -> drawings.add(MsiPathDiagram.draw(shown, style)));
                yield drawings;
            }
            case compare -> List.of(compare(style));
        };
    }

    private Drawing compare(DrawingStyle style) {
        DoorbellDesigns known = DoorbellDesigns.standard();
        List<DesignRun> runs =
                DesignEvaluation.of(known, timeline).runAll(DesignChoice.several(known, designs));
        return CompareDiagram.draw(atlas, timeline, step, runs, style);
    }

    private Drawing topology(DrawingStyle style) {
        return TopologyDiagram.draw(atlas, timeline.state(step), style);
    }

    private Drawing iova(DrawingStyle style) {
        return IovaMapDiagram.draw(atlas, timeline, step, style);
    }

    private MsiPath path() {
        return ShownVector.of(atlas, timeline, step, device, vector)
                .orElseThrow(() ->
                        new UsageProblem(
                                "no function of the machine has MSI or MSI-X;"
                                        + " there is no path to draw"));
    }
}
