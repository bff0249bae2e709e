package iovatlas.ui.session;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.Layout;
import iovatlas.atlas.MsiVector;
import iovatlas.atlas.VectorChoice;
import iovatlas.document.OpenDocument;
import iovatlas.edit.Edit;
import iovatlas.edit.EditHistory;
import iovatlas.topology.ElementId;
import iovatlas.ui.work.Running;
import iovatlas.ui.work.TaskExecutor;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;

/// One open document. Lives on the window's thread; what takes time is handed to the executor, and
/// the newest request wins.
public final class DocumentSession {

    private final TaskExecutor executor;
    private final Analysis analysis;
    private final Consumer<Throwable> onFailure;
    private final EditHistory history;
    private final Selection selection = new Selection();
    private final SelectionFollower follower = new SelectionFollower(selection);
    private final IntegerProperty step = new SimpleIntegerProperty();
    private final StringProperty pointing = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable MsiVector> vector = new SimpleObjectProperty<>(null);
    private final ReadOnlyObjectWrapper<Computed> computed;
    private final ReadOnlyObjectWrapper<Layout> layout;
    private final ReadOnlyObjectWrapper<Atlas> current;
    private final ReadOnlyObjectWrapper<DocumentOrigin> origin;
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyStringWrapper undoText = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper redoText = new ReadOnlyStringWrapper("");
    private @Nullable Running request;
    private long newest;

    /// A document in whose drawing nothing was moved.
    public DocumentSession(
            TaskExecutor executor,
            Analysis analysis,
            DocumentOrigin origin,
            Computed first,
            Consumer<Throwable> onFailure) {
        this(executor, analysis, origin, first, Layout.EMPTY, onFailure);
    }

    /// @param origin where the document came from
    /// @param first what was computed when it was opened
    /// @param placed where parts of the drawing were moved to, as it lay beside the document
    /// @param onFailure gets what a computation threw: a fault of the program
    public DocumentSession(
            TaskExecutor executor,
            Analysis analysis,
            DocumentOrigin origin,
            Computed first,
            Layout placed,
            Consumer<Throwable> onFailure) {
        this.executor = executor;
        this.analysis = analysis;
        this.onFailure = onFailure;
        this.history = new EditHistory(first.atlas(), placed);
        this.current = new ReadOnlyObjectWrapper<>(first.atlas());
        this.layout = new ReadOnlyObjectWrapper<>(placed);
        this.origin = new ReadOnlyObjectWrapper<>(origin);
        this.computed = new ReadOnlyObjectWrapper<>(first);
        step.set(first.step());
        vector.set(
                VectorChoice.first(
                                first.atlas()
                                        .steps()
                                        .subList(
                                                0,
                                                Math.min(
                                                        first.step(),
                                                        first.atlas().steps().size())),
                                first.state(),
                                null)
                        .orElse(null));
        step.subscribe(this::recompute);
        selection.selectedProperty().subscribe(this::followSelection);
    }

    /// The newest consistent picture of the document; lags behind [#atlas()] while it is computed.
    public ReadOnlyObjectProperty<Computed> computedProperty() {
        return computed.getReadOnlyProperty();
    }

    public Computed computed() {
        return computed.get();
    }

    /// The document with every edit so far, told with each of them, before it is computed.
    public ReadOnlyObjectProperty<Atlas> atlasProperty() {
        return current.getReadOnlyProperty();
    }

    /// The document with every edit so far.
    public Atlas atlas() {
        return history.current();
    }

    /// Where parts of the topology's drawing were moved to, with every move so far.
    public ReadOnlyObjectProperty<Layout> layoutProperty() {
        return layout.getReadOnlyProperty();
    }

    public Layout layout() {
        return layout.get();
    }

    /// Moves parts of the drawing, as one change that can be undone.
    ///
    /// @param description for the undo menu
    /// @param key moves with equal keys that follow each other are one change; empty for a gesture
    public void place(String description, Optional<Object> key, Layout moved) {
        history.place(description, key, moved);
        announce();
    }

    public Selection selection() {
        return selection;
    }

    /// The step to show, 0 (boot) to [#length()]. Set it to seek; what is shown follows.
    public IntegerProperty stepProperty() {
        return step;
    }

    /// How many steps the document has.
    public int length() {
        return atlas().steps().size();
    }

    /// Seeks to a step; beyond the ends means the ends.
    public void showStep(int number) {
        step.set(Math.clamp(number, 0, length()));
    }

    /// The vector whose way is shown, null when no function has any. Follows the selection; a view
    /// may set it as well.
    public ObjectProperty<@Nullable MsiVector> vectorProperty() {
        return vector;
    }

    /// What the pointer is on, for the status bar: address, size, owner. Empty for nothing. Set by
    /// the view under the pointer.
    public StringProperty pointingProperty() {
        return pointing;
    }

    public ReadOnlyObjectProperty<DocumentOrigin> originProperty() {
        return origin.getReadOnlyProperty();
    }

    public DocumentOrigin origin() {
        return origin.get();
    }

    /// True while there are edits that are not saved.
    public ReadOnlyBooleanProperty dirtyProperty() {
        return dirty.getReadOnlyProperty();
    }

    /// What undo would take back, e.g. `Rename nic0`; empty for nothing.
    public ReadOnlyStringProperty undoTextProperty() {
        return undoText.getReadOnlyProperty();
    }

    /// What redo would do again; empty for nothing.
    public ReadOnlyStringProperty redoTextProperty() {
        return redoText.getReadOnlyProperty();
    }

    /// Changes the document.
    ///
    /// @return why it cannot be done; empty when it was done
    public Optional<String> apply(Edit edit) {
        return apply(edit, false);
    }

    /// Changes the document, and shows the last step when the edit brought steps: both are computed
    /// as one.
    ///
    /// @return why it cannot be done; empty when it was done
    public Optional<String> applyAndFollow(Edit edit) {
        return apply(edit, true);
    }

    private Optional<String> apply(Edit edit, boolean follow) {
        Atlas before = atlas();
        int steps = length();
        Optional<String> refusal = history.tryOut(edit);
        if (refusal.isEmpty()) {
            changed(before, follow && length() > steps ? length() : step.get());
        }
        return refusal;
    }

    /// Takes what somebody typed as the document's text: the value becomes the document, and the text
    /// is what saving keeps wherever it can.
    public void typed(OpenDocument text, Edit edit) {
        DocumentOrigin now = origin.get();
        origin.set(new DocumentOrigin(now.input(), now.saved().orElse(null), text));
        apply(edit);
    }

    /// Ends a gesture: the next edit is taken back on its own.
    public void endGesture() {
        history.endMerging();
    }

    /// Computes what a document would look like without changing anything; for looking at an edit
    /// before it is made.
    ///
    /// @param candidate the document as it would be
    /// @param done gets the picture at its last step, unless the work is stopped before
    public Running preview(Atlas candidate, Consumer<Computed> done) {
        return executor.submit(
                "",
                progress ->
                        analysis.compute(
                                candidate, Analysis.LAST_STEP, computed().notes(), progress),
                done,
                onFailure);
    }

    /// Waits for what is computed anyhow. A document that was edited again by then is computed for this
    /// alone.
    ///
    /// @param wanted the document as it is now
    /// @param use gets what was computed of it, once
    public void whenComputed(Atlas wanted, Consumer<Computed> use) {
        if (computed().atlas() == wanted) {
            use.accept(computed());
            return;
        }
        computed.addListener(
                new ChangeListener<>() {
                    @Override
                    public void changed(
                            ObservableValue<? extends Computed> value, Computed old, Computed now) {
                        value.removeListener(this);
                        if (now.atlas() == wanted) {
                            use.accept(now);
                        } else {
                            preview(wanted, use);
                        }
                    }
                });
    }

    /// Takes the last edit back; nothing happens without one.
    public void undo() {
        if (history.canUndo()) {
            Atlas before = atlas();
            history.undo();
            changed(before, step.get());
        }
    }

    public void redo() {
        if (history.canRedo()) {
            Atlas before = atlas();
            history.redo();
            changed(before, step.get());
        }
    }

    /// Notes that a version of the document is on disk now.
    ///
    /// @param saved the version that was written; edits made since stay unsaved
    /// @param placed the layout that was written
    public void saved(Atlas saved, Layout placed, DocumentOrigin where) {
        if (saved.equals(atlas()) && placed.equals(layout())) {
            history.markSaved();
        }
        origin.set(where);
        announce();
    }

    private void changed(Atlas before, int wanted) {
        follower.edited(before.topology(), atlas().topology(), vector.get());
        announce();
        int next = Math.min(wanted, length());
        if (step.get() != next) {
            step.set(next);
        } else {
            recompute();
        }
    }

    private void announce() {
        current.set(history.current());
        layout.set(history.layout());
        dirty.set(history.isDirty());
        undoText.set(history.undoText().orElse(""));
        redoText.set(history.redoText().orElse(""));
    }

    private void recompute() {
        if (request != null) {
            request.stop();
        }
        long mine = ++newest;
        Atlas atlas = atlas();
        Computed before = computed();
        int wanted = step.get();
        request =
                executor.submit(
                        "Computing " + origin().name(),
                        progress ->
                                before.atlas() == atlas
                                        ? before.at(wanted)
                                        : analysis.compute(atlas, wanted, before.notes(), progress),
                        result -> publish(mine, result),
                        onFailure);
    }

    private void publish(long number, Computed result) {
        if (number == newest) {
            Optional<MsiVector> followed = follower.shown(vector.get());
            computed.set(result);
            step.set(result.step());
            followed.ifPresent(vector::set);
        }
    }

    private void followSelection(Selected selected) {
        Optional<ElementId> primary = selected.primary();
        primary.flatMap(element ->
                        VectorChoice.of(
                                atlas(),
                                computed().state(),
                                element,
                                Optional.ofNullable(vector.get())))
                .ifPresent(vector::set);
    }
}
