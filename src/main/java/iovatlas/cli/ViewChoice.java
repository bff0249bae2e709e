package iovatlas.cli;

import iovatlas.export.PartNames;
import iovatlas.export.ViewOptions;
import iovatlas.kernel.doorbell.design.DoorbellDesign;
import iovatlas.kernel.doorbell.design.DoorbellDesigns;
import iovatlas.topology.ElementId;
import iovatlas.topology.Topology;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The options of `render` that say what the pictures show.
final class ViewChoice {

    @Mixin private final MapLookOptions map = new MapLookOptions();

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

    /// @param step the one that is drawn
    ViewOptions options(Topology topology, int step) {
        return ViewOptions.PLAIN
                .withMap(map.options(step))
                .withFolds(elements(topology, folded), elements(topology, unfolded))
                .withDesigns(designs());
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
