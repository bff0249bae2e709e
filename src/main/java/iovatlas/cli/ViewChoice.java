package iovatlas.cli;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.iova.AxisMode;
import iovatlas.diagram.iova.MapLayer;
import iovatlas.export.PartNames;
import iovatlas.export.ViewOptions;
import iovatlas.kernel.doorbell.design.DoorbellDesign;
import iovatlas.kernel.doorbell.design.DoorbellDesigns;
import iovatlas.scenario.Timeline;
import iovatlas.topology.ElementId;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The options of `render` that say what the pictures show.
final class ViewChoice {

    @Option(
            names = "--axis",
            paramLabel = "AXIS",
            description = "addresses of an IOVA map: broken, linear or log (broken)")
    private String axis = AxisMode.BROKEN.word();

    @Option(
            names = "--addresses",
            paramLabel = "FIRST-LAST",
            description = "only these IOVAs, e.g. 0x08000000-0x080fffff")
    private @Nullable String addresses;

    @Option(
            names = "--layers",
            split = ",",
            paramLabel = "LAYER",
            description = "what a map shows besides: told (to user space), bridges (windows)")
    private final List<String> layers = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "N",
            description = "outline in the map what changed since step N")
    private @Nullable Integer since;

    @Option(
            names = "--fold",
            paramLabel = "NAME",
            description = "draw a bridge or host bridge with all below it as one box (repeatable)")
    private final List<String> folded = new ArrayList<>();

    @Option(
            names = "--unfold",
            paramLabel = "NAME",
            description = "draw siblings that are alike one by one; names the first (repeatable)")
    private final List<String> unfolded = new ArrayList<>();

    @Option(
            names = "--designs",
            split = ",",
            paramLabel = "D",
            description = "designs that --view compare shows, or all")
    private final List<String> designs = new ArrayList<>();

    ViewOptions options(Topology topology, Timeline timeline) {
        return ViewOptions.PLAIN
                .withMap(axis(), range(), layers(), since == null ? -1 : step(since, timeline))
                .withFolds(elements(topology, folded), elements(topology, unfolded))
                .withDesigns(designs());
    }

    private static int step(int number, Timeline timeline) {
        return Steps.chosen(number, timeline);
    }

    private AxisMode axis() {
        return Stream.of(AxisMode.values())
                .filter(mode -> mode.word().equals(axis))
                .findFirst()
                .orElseThrow(() ->
                        new UsageProblem(
                                "\"" + axis + "\" is no axis; there are broken, linear and log"));
    }

    private @Nullable AddressRange<Iova> range() {
        if (addresses == null) {
            return null;
        }
        int dash = addresses.indexOf('-');
        try {
            return AddressRange.of(
                    Iova.parse(addresses.substring(0, Math.max(0, dash))),
                    Iova.parse(addresses.substring(dash + 1)));
        } catch (IllegalArgumentException refused) {
            throw new UsageProblem(
                    "--addresses "
                            + addresses
                            + " is no range; give the first and the last address, such as"
                            + " 0x08000000-0x080fffff");
        }
    }

    private Set<MapLayer> layers() {
        Set<MapLayer> chosen = EnumSet.noneOf(MapLayer.class);
        for (String word : layers) {
            chosen.add(
                    Stream.of(MapLayer.values())
                            .filter(layer -> layer.word().equals(word))
                            .findFirst()
                            .orElseThrow(() ->
                                    new UsageProblem(
                                            "\""
                                                    + word
                                                    + "\" is no layer; there are told and"
                                                    + " bridges")));
        }
        return chosen;
    }

    private static Set<ElementId> elements(Topology topology, List<String> names) {
        return names.stream()
                .map(name -> PartNames.find(topology, name))
                .collect(Collectors.toSet());
    }

    private List<String> designs() {
        return designs.isEmpty()
                ? List.of()
                : DesignChoice.several(DoorbellDesigns.standard(), designs).stream()
                        .map(DoorbellDesign::id)
                        .toList();
    }
}
