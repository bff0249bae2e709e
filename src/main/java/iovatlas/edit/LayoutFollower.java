package iovatlas.edit;

import iovatlas.atlas.Layout;
import iovatlas.atlas.Layout.Spot;
import iovatlas.topology.ElementId;
import iovatlas.topology.Topology;

import java.util.HashMap;
import java.util.Map;

/// Keeps hand-made places with what they were made for when an edit renames or renumbers it, and
/// drops those of what an edit removes. Places of what the document did not have before the edit
/// (say of a function that a step adds) stay.
final class LayoutFollower {

    private LayoutFollower() {}

    static Layout follow(Layout layout, Topology before, Topology after) {
        if (layout.isEmpty() || before.equals(after)) {
            return layout;
        }
        var follower = new ElementFollower(before, after);
        Map<ElementId, Spot> spots = new HashMap<>();
        layout.spots().forEach((id, spot) -> follower.now(id).ifPresent(i -> spots.put(i, spot)));
        return new Layout(spots);
    }
}
