package iovatlas.export;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.iova.AxisMode;
import iovatlas.diagram.iova.IovaMapOptions;
import iovatlas.diagram.iova.MapLayer;
import iovatlas.diagram.topology.TopologyOptions;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// What the pictures of a machine show, as a pane or a command line chose it.
///
/// @param axis how the addresses of an IOVA map are laid out
/// @param addresses the only IOVAs that a map shows, inclusive; null for all
/// @param layers what a map shows besides memory and page tables
/// @param since the step whose changes a map outlines against, negative for no outlines
/// @param folded host bridges and bridges whose subtree is one box
/// @param unfolded first functions of siblings that are alike and are shown one by one all the same
/// @param designs ids of the doorbell designs to compare; empty for the usual ones
public record ViewOptions(
        AxisMode axis,
        @Nullable AddressRange<Iova> addresses,
        Set<MapLayer> layers,
        int since,
        Set<ElementId> folded,
        Set<ElementId> unfolded,
        List<String> designs) {

    /// Everything, the usual designs.
    public static final ViewOptions PLAIN =
            new ViewOptions(AxisMode.BROKEN, null, Set.of(), -1, Set.of(), Set.of(), List.of());

    public ViewOptions {
        layers = Set.copyOf(layers);
        folded = Set.copyOf(folded);
        unfolded = Set.copyOf(unfolded);
        designs = List.copyOf(designs);
    }

    /// The same with the map looked at like this.
    public ViewOptions withMap(
            AxisMode newAxis,
            @Nullable AddressRange<Iova> newAddresses,
            Set<MapLayer> newLayers,
            int newSince) {
        return new ViewOptions(
                newAxis, newAddresses, newLayers, newSince, folded, unfolded, designs);
    }

    /// The same with other subtrees folded.
    public ViewOptions withFolds(Set<ElementId> newFolded, Set<ElementId> newUnfolded) {
        return new ViewOptions(axis, addresses, layers, since, newFolded, newUnfolded, designs);
    }

    public ViewOptions withDesigns(List<String> value) {
        return new ViewOptions(axis, addresses, layers, since, folded, unfolded, value);
    }

    IovaMapOptions map() {
        return IovaMapOptions.PLAIN
                .withMode(axis)
                .withViewport(addresses)
                .withLayers(layers)
                .withSince(since);
    }

    TopologyOptions topology() {
        return TopologyOptions.PLAIN.withCollapsed(folded).withExpanded(unfolded);
    }
}
