package iovatlas.ui.session;

import iovatlas.topology.ElementId;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is selected at one moment: ids, the primary one last.
///
/// @param elements in the order in which they were selected, each once
public record Selected(List<ElementId> elements) {

    public static final Selected NOTHING = new Selected(List.of());

    public Selected {
        elements = List.copyOf(new LinkedHashSet<>(elements));
    }

    public static Selected of(ElementId element) {
        return new Selected(List.of(element));
    }

    /// The one that the inspector shows.
    public Optional<ElementId> primary() {
        return elements.isEmpty() ? Optional.empty() : Optional.of(elements.getLast());
    }

    public boolean contains(ElementId element) {
        return elements.contains(element);
    }

    public boolean isEmpty() {
        return elements.isEmpty();
    }

    /// With the element as the primary one; without it if it was selected.
    Selected toggled(ElementId element) {
        Set<ElementId> next = new LinkedHashSet<>(elements);
        if (!next.remove(element)) {
            next.add(element);
        }
        return new Selected(List.copyOf(next));
    }
}
