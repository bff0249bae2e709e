package iovatlas.diagram.topology;

import iovatlas.atlas.Layout;
import iovatlas.diagram.layout.Area;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

/// Where boxes are that stand outside the tree, after what somebody moved by hand.
final class Places {
    private Places() {}

    /// The area of a box: where it was moved to, otherwise where it was planned.
    ///
    /// @param element null for what cannot be moved
    /// @param left the x of a spot at 0
    /// @param top the y of a spot at 0
    static Area of(
            Layout layout, @Nullable ElementId element, Area planned, double left, double top) {
        if (element == null) {
            return planned;
        }
        return layout.spot(element)
                .map(spot ->
                        new Area(
                                left + Math.max(0, Math.rint(spot.x())),
                                top + Math.max(0, Math.rint(spot.y())),
                                planned.width(),
                                planned.height()))
                .orElse(planned);
    }
}
