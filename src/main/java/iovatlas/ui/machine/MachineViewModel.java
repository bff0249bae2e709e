package iovatlas.ui.machine;

import iovatlas.topology.ElementId;
import iovatlas.ui.session.DocumentSession;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The tree, its filter, and which lines are unfolded.
public final class MachineViewModel {

    private final DocumentSession session;
    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<MachineNode> root;
    private final Set<Object> folded = new HashSet<>();
    private final Set<Object> unfolded = new HashSet<>();

    public MachineViewModel(DocumentSession session) {
        this.session = session;
        this.root = new ReadOnlyObjectWrapper<>(MachineTree.of(session.computed()));
        session.computedProperty().subscribe(this::refresh);
        filter.subscribe(this::refresh);
    }

    public ReadOnlyObjectProperty<MachineNode> rootProperty() {
        return root.getReadOnlyProperty();
    }

    /// Only lines with these words are shown; empty for all.
    public StringProperty filterProperty() {
        return filter;
    }

    /// Selects what lines stand for, the last as the primary one; a step alone is gone to as well.
    public void choose(List<MachineNode> nodes) {
        List<ElementId> elements =
                nodes.stream().map(MachineNode::element).filter(Objects::nonNull).toList();
        if (elements.isEmpty()) {
            return;
        }
        session.selection().select(elements);
        if (elements.size() == 1 && elements.getFirst() instanceof ElementId.OfStep step) {
            session.showStep(step.number());
        }
    }

    /// Whether a line is unfolded: as a person left it; otherwise everything but long runs is.
    public boolean isUnfolded(MachineNode node) {
        if (!filter.get().isBlank() || unfolded.contains(node.key())) {
            return true;
        }
        boolean run = node.element() == null && node.key().toString().startsWith("siblings");
        return !run && !folded.contains(node.key());
    }

    /// Remembers what a person did.
    public void setUnfolded(MachineNode node, boolean value) {
        (value ? unfolded : folded).add(node.key());
        (value ? folded : unfolded).remove(node.key());
    }

    private void refresh() {
        MachineNode next = MachineTree.of(session.computed()).filtered(filter.get());
        if (!next.equals(root.get())) {
            root.set(next);
        }
    }
}
