package iovatlas.ui.whatif;

import iovatlas.edit.machine.ReplaceDocument;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A time in which edits are only tried: whatever is edited, from an ACS bit to the kernel's release,
/// is compared with the document as it was, and then kept or dropped.
public final class Trial {
    private final DocumentSession session;
    private final ReadOnlyObjectWrapper<@Nullable Computed> base =
            new ReadOnlyObjectWrapper<>(null);

    public Trial(DocumentSession session) {
        this.session = session;
    }

    /// The document as it was when the trial began, null while nothing is tried.
    public ReadOnlyObjectProperty<@Nullable Computed> baseProperty() {
        return base.getReadOnlyProperty();
    }

    /// Begins a trial; one that runs already goes on.
    public void begin() {
        if (base.get() == null) {
            session.endGesture();
            base.set(session.computed());
        }
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

    /// Takes back every edit since the trial began.
    public void drop() {
        Computed old = base.get();
        base.set(null);
        if (old == null) {
            return;
        }
        while (!session.atlas().equals(old.atlas())
                && !session.undoTextProperty().get().isEmpty()) {
            session.undo();
        }
        if (!session.atlas().equals(old.atlas())) {
            session.apply(new ReplaceDocument("Drop What-If", old.atlas()));
        }
    }
}
