package iovatlas.ui.session;

import iovatlas.topology.ElementId;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// What is selected in a document, shared by all its views, and what the pointer is over. Announces
/// one change a gesture.
public final class Selection {

    private final ReadOnlyObjectWrapper<Selected> selected =
            new ReadOnlyObjectWrapper<>(Selected.NOTHING);
    private final ObjectProperty<@Nullable ElementId> hover = new SimpleObjectProperty<>(null);

    public ReadOnlyObjectProperty<Selected> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    public Selected selected() {
        return selected.get();
    }

    public Optional<ElementId> primary() {
        return selected().primary();
    }

    public boolean contains(ElementId element) {
        return selected().contains(element);
    }

    /// Selects one thing and nothing else.
    public void select(ElementId element) {
        set(Selected.of(element));
    }

    /// Selects several things; the last is the primary one.
    public void select(List<? extends ElementId> elements) {
        set(new Selected(List.copyOf(elements)));
    }

    /// Adds a thing, or takes it out when it was selected (Ctrl+click).
    public void toggle(ElementId element) {
        set(selected().toggled(element));
    }

    public void clear() {
        set(Selected.NOTHING);
    }

    /// What the pointer is over, null for nothing. Every view lights it up faintly.
    public ObjectProperty<@Nullable ElementId> hoverProperty() {
        return hover;
    }

    private void set(Selected next) {
        if (!next.equals(selected())) {
            selected.set(next);
        }
    }
}
