package iovatlas.ui.editor;

import iovatlas.address.ByteSize;
import iovatlas.edit.part.Part;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What is being dragged.
sealed interface Payload {

    /// What the hint calls it.
    String text();

    /// A part of the palette.
    ///
    /// @param ram how much of a guest, null for the usual
    record OfPart(Part part, @Nullable ByteSize ram) implements Payload {

        OfPart(Part part) {
            this(part, null);
        }

        @Override
        public String text() {
            return part.title();
        }
    }

    /// Things that are in the machine.
    record OfElements(List<ElementId> elements) implements Payload {
        public OfElements {
            elements = List.copyOf(elements);
        }

        @Override
        public String text() {
            return elements.size() == 1
                    ? ElementWords.of(elements.getFirst())
                    : elements.size() + " things";
        }

        /// The functions among them.
        List<PciAddress> functions() {
            return elements.stream()
                    .filter(ElementId.OfFunction.class::isInstance)
                    .map(element -> ((ElementId.OfFunction) element).at())
                    .toList();
        }
    }
}
