package iovatlas.export;

import iovatlas.diagram.Crop;
import iovatlas.topology.ElementId;

import java.util.Set;

/// How much of a picture is written.
public sealed interface Extent {

    /// All of it.
    Extent WHOLE = new Whole();

    /// All of it.
    record Whole() implements Extent {}

    /// What lies around some elements.
    record Part(Set<ElementId> elements) implements Extent {
        public Part {
            elements = Set.copyOf(elements);
        }
    }

    /// A part with everything below it.
    ///
    /// @param root the part
    /// @param elements the part and what is below it
    record Subtree(ElementId root, Set<ElementId> elements) implements Extent {
        public Subtree {
            elements = Set.copyOf(elements);
        }
    }

    /// A rectangle, in drawing units.
    record Rectangle(Crop crop) implements Extent {}
}
