package iovatlas.atlas;

import iovatlas.topology.ElementId;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Where somebody moved parts of the topology's drawing to. It is no part of the document: moving a
/// box changes nothing of the machine.
///
/// @param spots by element; elements without a spot are placed by the program
public record Layout(Map<ElementId, Spot> spots) {
    /// Nothing was moved.
    public static final Layout EMPTY = new Layout(Map.of());

    /// @throws IllegalArgumentException when an element has no box of its own in the drawing
    public Layout {
        spots = Map.copyOf(spots);
        for (ElementId id : spots.keySet()) {
            if (!hasBox(id)) {
                throw new IllegalArgumentException("no box of its own in the drawing: " + id);
            }
        }
    }

    /// The upper left corner of a box in the drawing, in its own unit; the origin is where the first
    /// box would stand that nobody moved.
    ///
    /// @param x rounded to hundredths, below a thousand million
    /// @param y as `x`, downwards
    public record Spot(double x, double y) {
        private static final double MOST = 1e9;

        /// @throws IllegalArgumentException when a coordinate is too large or not a number
        public Spot {
            if (!(Math.abs(x) < MOST && Math.abs(y) < MOST)) {
                throw new IllegalArgumentException("no place in a drawing: " + x + ", " + y);
            }
            x = Math.round(x * 100) / 100.0;
            y = Math.round(y * 100) / 100.0;
        }
    }

    /// Whether an element has a box of its own in the drawing, so that it can have a place.
    public static boolean hasBox(ElementId id) {
        return switch (id) {
            case ElementId.OfHostBridge _,
                    ElementId.OfFunction _,
                    ElementId.OfPlatformDevice _,
                    ElementId.OfMediatedDevice _,
                    ElementId.OfIommu _,
                    ElementId.OfMsiController _,
                    ElementId.OfGroup _,
                    ElementId.OfOwner _,
                    ElementId.OfSpace _ ->
                    true;
            case ElementId.OfMemory _,
                    ElementId.OfDomain _,
                    ElementId.OfIova _,
                    ElementId.OfStep _,
                    ElementId.OfVector _,
                    ElementId.OfHop _,
                    ElementId.OfDocument _ ->
                    false;
        };
    }

    public boolean isEmpty() {
        return spots.isEmpty();
    }

    public Optional<Spot> spot(ElementId id) {
        return Optional.ofNullable(spots.get(id));
    }

    /// The layout with an element at another place.
    ///
    /// @throws IllegalArgumentException when the element has no box of its own in the drawing
    public Layout with(ElementId id, Spot spot) {
        return with(Map.of(id, spot));
    }

    /// The layout with elements at other places.
    ///
    /// @throws IllegalArgumentException when an element has no box of its own in the drawing
    public Layout with(Map<? extends ElementId, Spot> moved) {
        Map<ElementId, Spot> changed = new HashMap<>(spots);
        changed.putAll(moved);
        return new Layout(changed);
    }

    /// The layout in which the program places an element again.
    public Layout without(ElementId id) {
        Map<ElementId, Spot> changed = new HashMap<>(spots);
        changed.remove(id);
        return new Layout(changed);
    }
}
