package iovatlas.diagram.topology;

import iovatlas.atlas.Layout;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// What a topology diagram shows of a machine.
///
/// @param selection what is highlighted with the way of its messages, null for nothing
/// @param collapsed host bridges and bridges whose subtree is shown as one box
/// @param expanded first functions of siblings that are alike and are shown one by one all the same
/// @param layout where somebody moved boxes to; an outline has no places and leaves it out
public record TopologyOptions(
        @Nullable ElementId selection,
        Set<ElementId> collapsed,
        Set<ElementId> expanded,
        Layout layout) {

    /// Everything, nothing highlighted.
    public static final TopologyOptions PLAIN =
            new TopologyOptions(null, Set.of(), Set.of(), Layout.EMPTY);

    public TopologyOptions {
        collapsed = Set.copyOf(collapsed);
        expanded = Set.copyOf(expanded);
    }

    public TopologyOptions withSelection(@Nullable ElementId value) {
        return new TopologyOptions(value, collapsed, expanded, layout);
    }

    public TopologyOptions withCollapsed(Set<ElementId> value) {
        return new TopologyOptions(selection, value, expanded, layout);
    }

    public TopologyOptions withExpanded(Set<ElementId> value) {
        return new TopologyOptions(selection, collapsed, value, layout);
    }

    public TopologyOptions withLayout(Layout value) {
        return new TopologyOptions(selection, collapsed, expanded, value);
    }
}
