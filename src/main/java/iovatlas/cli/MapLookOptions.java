package iovatlas.cli;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.iova.AxisMode;
import iovatlas.diagram.iova.IovaMapOptions;
import iovatlas.diagram.iova.MapLayer;
import iovatlas.diagram.iova.MapMarkers;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The options of `render` that say which part of an IOVA map is drawn, and how.
final class MapLookOptions {

    @Option(names = "--axis", description = "of a map: broken, linear or log (broken)")
    private String axis = AxisMode.BROKEN.word();

    @Option(names = "--from", paramLabel = "ADDR", description = "lowest address of a map (0)")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "ADDR", description = "highest address of a map")
    private @Nullable String to;

    @Option(names = "--low-at", description = "where low addresses are: top or bottom (top)")
    private String lowAt = "top";

    @Option(
            names = "--layers",
            split = ",",
            paramLabel = "LETTER",
            description =
                    "of a map: U what user space is told and the container's own list, W windows of"
                            + " PCI host bridges; the window's keys")
    private final List<String> layers = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "N",
            description = "outline in a map what changed since step N")
    private @Nullable Integer since;

    @Option(
            names = "--markers",
            split = ",",
            paramLabel = "ADDR",
            description = "one or two addresses of a map to mark and to measure between")
    private final List<String> markers = new ArrayList<>();

    /// @param step the one that is drawn
    IovaMapOptions options(int step) {
        Integer compared = since;
        if (compared != null && (compared < 0 || compared > step)) {
            throw new UsageProblem(
                    "--since is a step from 0 to the drawn one, " + step + ", not " + compared);
        }
        return IovaMapOptions.PLAIN
                .withMode(mode())
                .withViewport(viewport())
                .withLowAtBottom(lowAtBottom())
                .withLayers(layers())
                .withSince(compared == null ? -1 : compared)
                .withMarkers(markers());
    }

    private AxisMode mode() {
        return Stream.of(AxisMode.values())
                .filter(mode -> mode.word().equals(axis))
                .findFirst()
                .orElseThrow(() ->
                        new UsageProblem(
                                "\"" + axis + "\" is no axis; there are broken, linear and log"));
    }

    private @Nullable AddressRange<Iova> viewport() {
        if (from == null && to == null) {
            return null;
        }
        Iova first = from == null ? Iova.ZERO : address("--from", from);
        Iova last = to == null ? Iova.MAX : address("--to", to);
        if (last.isBelow(first)) {
            throw new UsageProblem("--from " + first.hex() + " is above --to " + last.hex());
        }
        return AddressRange.of(first, last);
    }

    private boolean lowAtBottom() {
        return switch (lowAt) {
            case "top" -> false;
            case "bottom" -> true;
            default -> throw new UsageProblem("--low-at is top or bottom, not \"" + lowAt + "\"");
        };
    }

    private Set<MapLayer> layers() {
        Set<MapLayer> chosen = EnumSet.noneOf(MapLayer.class);
        for (String letter : layers) {
            chosen.add(
                    Stream.of(MapLayer.values())
                            .filter(layer -> layer.letter().equals(letter))
                            .findFirst()
                            .orElseThrow(() -> noLayer(letter)));
        }
        return chosen;
    }

    private static UsageProblem noLayer(String letter) {
        String known =
                Stream.of(MapLayer.values())
                        .map(layer -> layer.letter() + " (" + layer.word() + ")")
                        .collect(Collectors.joining(" and "));
        return new UsageProblem("\"" + letter + "\" is no layer; there are " + known);
    }

    private MapMarkers markers() {
        if (markers.size() > 2) {
            throw new UsageProblem("--markers takes one or two addresses");
        }
        MapMarkers made = MapMarkers.NONE;
        for (String text : markers) {
            made = made.marked(address("--markers", text));
        }
        return made;
    }

    private static Iova address(String option, String text) {
        try {
            return Iova.parseOrDistance(text);
        } catch (IllegalArgumentException bad) {
            throw new UsageProblem(option + ": " + bad.getMessage());
        }
    }
}
