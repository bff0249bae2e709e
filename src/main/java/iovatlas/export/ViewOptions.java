package iovatlas.export;

import iovatlas.diagram.iova.IovaMapOptions;
import iovatlas.diagram.topology.TopologyOptions;
import iovatlas.topology.ElementId;

import java.util.List;
import java.util.Set;

/// What the pictures of a machine show, as a pane or a command line chose it.
///
/// @param map how IOVA maps are looked at
/// @param folded host bridges and bridges whose subtree is one box
/// @param unfolded first functions of siblings that are alike and are shown one by one all the same
/// @param designs ids of the doorbell designs to compare; empty for the usual ones
public record ViewOptions(
        IovaMapOptions map, Set<ElementId> folded, Set<ElementId> unfolded, List<String> designs) {

    /// Everything, the usual designs.
    public static final ViewOptions PLAIN =
            new ViewOptions(IovaMapOptions.PLAIN, Set.of(), Set.of(), List.of());

    public ViewOptions {
        folded = Set.copyOf(folded);
        unfolded = Set.copyOf(unfolded);
        designs = List.copyOf(designs);
    }

    /// The same with IOVA maps looked at like this.
    public ViewOptions withMap(IovaMapOptions value) {
        return new ViewOptions(value, folded, unfolded, designs);
    }

    /// The same with other subtrees folded.
    public ViewOptions withFolds(Set<ElementId> newFolded, Set<ElementId> newUnfolded) {
        return new ViewOptions(map, newFolded, newUnfolded, designs);
    }

    public ViewOptions withDesigns(List<String> value) {
        return new ViewOptions(map, folded, unfolded, value);
    }

    TopologyOptions topology() {
        return TopologyOptions.PLAIN.withCollapsed(folded).withExpanded(unfolded);
    }
}
