package iovatlas.export;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.Crop;
import iovatlas.diagram.Theme;
import iovatlas.diagram.iova.AxisMode;
import iovatlas.diagram.iova.IovaMapOptions;
import iovatlas.diagram.iova.MapLayer;
import iovatlas.topology.ElementId;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The command line that writes the same file again. What is the default is left out.
public final class RenderLine {
    private final List<String> words = new ArrayList<>();

    /// @param input what is read: a path, or `-`
    public RenderLine(String input, String view) {
        words.addAll(List.of("render", input, "--view", view));
    }

    /// The line that shows the same view of the same moment.
    ///
    /// @param input what is read: a path, or `-`
    public static RenderLine of(String input, MachineContent content) {
        RenderLine line = new RenderLine(input, content.which().word());
        if (content.step() != content.timeline().length()) {
            line.option("--step", content.step());
        }
        View view = content.which();
        if (view == View.MSI || view == View.ALL) {
            if (content.device() != null) {
                line.option("--device", content.device());
            }
            if (content.vector() != null) {
                line.option("--vector", content.vector());
            }
        }
        line.looks(view, content.looks());
        return line;
    }

    /// An option with its value.
    public RenderLine option(String name, Object value) {
        words.add(name);
        words.add(value.toString());
        return this;
    }

    /// The format and how it is written.
    public RenderLine options(ExportOptions options, RenderFormat format) {
        option("--format", format.word());
        return switch (format) {
            case RenderFormat.OfPicture(Format kind) -> options(options, kind);
            case RenderFormat.OfMachine _ -> this;
        };
    }

    /// How it is written.
    public RenderLine options(ExportOptions options, Format format) {
        if (options.theme() != Theme.LIGHT && format.isColoured()) {
            option("--theme", options.theme().name().toLowerCase(Locale.ROOT));
        }
        if (options.legend() && format.isPicture()) {
            words.add("--legend");
        }
        if (options.unicode() && format == Format.TEXT) {
            words.add("--unicode");
        }
        if (format == Format.TEXT || format == Format.PNG) {
            size(options, format);
        }
        if (format.isPicture()) {
            extent(options.extent());
        }
        if (options.table() != null && format.hasTables()) {
            option("--table", options.table());
        }
        return this;
    }

    private void looks(View view, ViewOptions looks) {
        if (view == View.TOPOLOGY || view == View.ALL) {
            named("--fold", looks.folded());
            named("--unfold", looks.unfolded());
        }
        if (view == View.IOVA || view == View.ALL) {
            map(looks.map());
        }
        if (view == View.COMPARE && !looks.designs().isEmpty()) {
            option("--designs", String.join(",", looks.designs()));
        }
    }

    /// How an IOVA map is looked at; what is the default is left out.
    private void map(IovaMapOptions look) {
        if (look.mode() != AxisMode.BROKEN) {
            option("--axis", look.mode().word());
        }
        AddressRange<Iova> viewport = look.viewport();
        if (viewport != null) {
            option("--from", viewport.first().hex()).option("--to", viewport.last().hex());
        }
        if (look.lowAtBottom()) {
            option("--low-at", "bottom");
        }
        if (!look.layers().isEmpty()) {
            option(
                    "--layers",
                    look.layers().stream()
                            .sorted()
                            .map(MapLayer::letter)
                            .collect(Collectors.joining(",")));
        }
        if (look.since() >= 0) {
            option("--since", look.since());
        }
        String markers =
                Stream.of(look.markers().a(), look.markers().b())
                        .filter(Objects::nonNull)
                        .map(Iova::hex)
                        .collect(Collectors.joining(","));
        if (!markers.isEmpty()) {
            option("--markers", markers);
        }
    }

    private void size(ExportOptions options, Format format) {
        if (options.width() != null) {
            option("--width", options.width());
        } else if (format == Format.PNG && options.scale() != ExportOptions.PLAIN.scale()) {
            option("--scale", number(options.scale()));
        }
    }

    private void extent(Extent extent) {
        switch (extent) {
            case Extent.Whole _ -> {}
            case Extent.Part part -> named("--part", part.elements());
            case Extent.Subtree subtree ->
                    PartNames.word(subtree.root()).ifPresent(word -> option("--subtree", word));
            case Extent.Rectangle(Crop crop) ->
                    option(
                            "--area",
                            number(crop.x())
                                    + ","
                                    + number(crop.y())
                                    + ","
                                    + number(crop.width())
                                    + ","
                                    + number(crop.height()));
        }
    }

    private void named(String name, Set<ElementId> elements) {
        elements.stream()
                .flatMap(element -> PartNames.word(element).stream())
                .distinct()
                .sorted()
                .forEach(word -> option(name, word));
    }

    /// The words after the program's name.
    public List<String> words() {
        return List.copyOf(words);
    }

    /// The words after the program's name, quoted for a shell where they need it.
    public String text() {
        return words.stream().map(ShellWord::of).collect(Collectors.joining(" "));
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
