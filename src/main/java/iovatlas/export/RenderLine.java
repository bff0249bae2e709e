package iovatlas.export;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.Crop;
import iovatlas.diagram.Theme;
import iovatlas.diagram.iova.AxisMode;
import iovatlas.diagram.iova.IovaMapOptions;
import iovatlas.diagram.iova.MapLayer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The command line that writes the same file again.
public final class RenderLine {
    private final List<String> words = new ArrayList<>();

    /// @param input what is read: a path, or `-`
    public RenderLine(String input, String view) {
        words.addAll(List.of("render", input, "--view", view));
    }

    /// An option with its value.
    public RenderLine option(String name, Object value) {
        words.add(name);
        words.add(value.toString());
        return this;
    }

    /// How it is written; what is the default is left out.
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
        if (options.table() != null) {
            option("--table", options.table());
        }
        return this;
    }

    /// How an IOVA map is looked at; what is the default is left out.
    public RenderLine map(IovaMapOptions look) {
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
        return markers.isEmpty() ? this : option("--markers", markers);
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
            case Extent.Part part ->
                    part.elements().stream()
                            .flatMap(element -> PartNames.word(element).stream())
                            .distinct()
                            .sorted()
                            .forEach(word -> option("--part", word));
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

    /// The words after the program's name, quoted for a shell where they need it.
    public String text() {
        return words.stream().map(RenderLine::quoted).collect(Collectors.joining(" "));
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
