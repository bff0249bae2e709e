package iovatlas.cli;

import iovatlas.diagram.Crop;
import iovatlas.diagram.Theme;
import iovatlas.export.ExportOptions;
import iovatlas.export.Extent;
import iovatlas.export.Format;
import iovatlas.export.PartNames;
import iovatlas.topology.ElementId;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The options of `render` that say how the result looks and how much of it is written.
final class LookOptions {

    private static final double LARGEST_SCALE = 4;

    @Option(names = "--width", paramLabel = "N", description = "columns of text, pixels of a PNG")
    private @Nullable Integer width;

    @Option(names = "--scale", paramLabel = "N", description = "of a PNG, 1 to 4 (2)")
    private @Nullable Double scale;

    @Option(names = "--theme", description = "light, dark, print or greyscale (light)")
    private String theme = "light";

    @Option(names = "--legend", description = "say below what patterns and signs mean")
    private boolean legend;

    @Option(names = "--unicode", description = "draw text with box characters, not pure ASCII")
    private boolean unicode;

    @Option(
            names = "--part",
            paramLabel = "NAME",
            description = "cut out a part: an address, a name, group-6 (repeatable)")
    private final List<String> parts = new ArrayList<>();

    @Option(
            names = "--subtree",
            paramLabel = "NAME",
            description = "cut out a port, a bridge or a host bridge (0000:00) with all below it")
    private @Nullable String subtree;

    @Option(
            names = "--area",
            paramLabel = "X,Y,W,H",
            description = "cut out a rectangle, in pixels at scale 1")
    private @Nullable String area;

    @Option(names = "--table", paramLabel = "NAME", description = "only that table (csv, json)")
    private @Nullable String table;

    ExportOptions options(Topology topology, Format format) {
        if (width != null && format != Format.TEXT && format != Format.PNG) {
            throw new UsageProblem(
                    "--width is for text and png; " + format.word() + " has its own");
        }
        if (scale != null && !(scale >= 1 && scale <= LARGEST_SCALE)) {
            throw new UsageProblem("--scale is 1 to 4, not " + scale);
        }
        return ExportOptions.PLAIN
                .withTheme(theme())
                .withLegend(legend)
                .withUnicode(unicode)
                .withWidth(width)
                .withScale(scale == null ? ExportOptions.PLAIN.scale() : scale)
                .withExtent(extent(topology))
                .withTable(table);
    }

    private Extent extent(Topology topology) {
        int kinds = (parts.isEmpty() ? 0 : 1) + (subtree == null ? 0 : 1) + (area == null ? 0 : 1);
        if (kinds > 1) {
            throw new UsageProblem("give only one of --part, --subtree and --area");
        }
        if (subtree != null) {
            ElementId root = PartNames.find(topology, subtree);
            return new Extent.Subtree(root, PartNames.below(topology, root));
        }
        if (area != null) {
            return new Extent.Rectangle(rectangle(area));
        }
        Set<ElementId> elements = new LinkedHashSet<>();
        parts.forEach(name -> elements.add(PartNames.find(topology, name)));
        return elements.isEmpty() ? Extent.WHOLE : new Extent.Part(elements);
    }

    private static Crop rectangle(String text) {
        String[] numbers = text.split(",", -1);
        if (numbers.length == 4) {
            try {
                return new Crop(
                        Double.parseDouble(numbers[0]),
                        Double.parseDouble(numbers[1]),
                        Double.parseDouble(numbers[2]),
                        Double.parseDouble(numbers[3]));
            } catch (IllegalArgumentException bad) {
                throw badRectangle(text);
            }
        }
        throw badRectangle(text);
    }

    private static UsageProblem badRectangle(String text) {
        return new UsageProblem(
                "\"" + text + "\" is no rectangle; give x,y,width,height such as 0,0,400,300");
    }

    private Theme theme() {
        for (Theme known : Theme.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(theme)) {
                return known;
            }
        }
        throw new UsageProblem(
                "\"" + theme + "\" is no theme; there are light, dark, print and greyscale");
    }
}
