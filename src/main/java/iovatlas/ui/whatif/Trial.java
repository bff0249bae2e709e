package iovatlas.ui.whatif;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.Layout;
import iovatlas.edit.machine.ReplaceDocument;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// A time in which edits are only tried: whatever is edited, from an ACS bit to the kernel's release,
/// is compared with the document as it was, and then kept or dropped.
public final class Trial {
    private final DocumentSession session;
    private final ReadOnlyObjectWrapper<@Nullable Computed> base =
            new ReadOnlyObjectWrapper<>(null);
    private Atlas before;
    private Layout placed;

    public Trial(DocumentSession session) {
        this.session = session;
        this.before = session.atlas();
        this.placed = session.layout();
    }

    /// The document as it was when the trial began, null while nothing is tried.
    public ReadOnlyObjectProperty<@Nullable Computed> baseProperty() {
        return base.getReadOnlyProperty();
    }

    /// Begins a trial; one that runs already goes on.
    public void begin() {
        if (base.get() != null) {
            return;
        }
        session.endGesture();
        Atlas from = session.atlas();
        before = from;
        placed = session.layout();
        base.set(session.computed());
        // The last edit before the trial may still be computed.
        session.whenComputed(
                from,
                computed -> {
                    if (base.get() != null && before == from) {
                        base.set(computed);
                    }
                });
    }

    /// What is otherwise now than when the trial began; empty while nothing is tried.
    public List<Consequence> consequences() {
        Computed old = base.get();
        return old == null ? List.of() : Consequences.of(old, session.computed());
    }

    /// Whether the document that is shown has been edited since the trial began.
    public boolean isEdited() {
        Computed old = base.get();
        return old != null && !old.atlas().equals(session.computed().atlas());
    }

    /// Keeps the edits.
    public void keep() {
        base.set(null);
    }

    /// Takes back every edit since the trial began, and brings back what was taken back since.
    public void drop() {
        if (base.get() == null) {
            return;
        }
        base.set(null);
        while (!isBack() && !session.undoTextProperty().get().isEmpty()) {
            session.undo();
        }
        while (!isBack() && !session.redoTextProperty().get().isEmpty()) {
            session.redo();
        }
        // Taken back during the trial and then edited over: no entry leads there any more.
        if (!isBack()) {
            session.apply(new ReplaceDocument("Drop What-If", before));
            session.place("Drop What-If", Optional.empty(), placed);
        }
    }

    /// The history brings back the very values that were there.
    private boolean isBack() {
        return session.atlas() == before && session.layout().equals(placed);
    }
}
