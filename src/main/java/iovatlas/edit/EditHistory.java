package iovatlas.edit;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.Layout;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The edits of a document and the hand moves in its drawing, so that they can be taken back and done
/// again. Keeps values, no inverse code: undo brings back the very value that was there. Neighbouring values share all that an edit
/// left alone, so thousands of them are cheap. Not for use by several threads.
public final class EditHistory {

    /// How many edits are kept; older ones can no longer be taken back.
    static final int LIMIT = 10_000;

    /// A document and where parts of its drawing were moved to.
    private record Version(Atlas atlas, Layout layout) {}

    private record Entry(String description, Optional<Object> key, Version before, Version after) {}

    private final Deque<Entry> done = new ArrayDeque<>();
    private final Deque<Entry> undone = new ArrayDeque<>();
    private Version current;
    private @Nullable Version saved;
    private long revision;
    private boolean applying;
    private boolean mergeable;

    /// A history that begins with a saved document.
    public EditHistory(Atlas first) {
        this(first, Layout.EMPTY);
    }

    /// A history that begins with a saved document and the layout beside it.
    public EditHistory(Atlas first, Layout layout) {
        this.current = new Version(first, layout);
        this.saved = current;
    }

    /// The document with every edit so far.
    public Atlas current() {
        return current.atlas();
    }

    /// Where parts of the drawing were moved to.
    public Layout layout() {
        return current.layout();
    }

    /// Grows with every change of [#current()] or [#layout()], undo and redo included.
    public long revision() {
        return revision;
    }

    /// Changes the document. An edit with the same merge key as the one before becomes one entry
    /// with it; an edit that changes nothing leaves no entry.
    ///
    /// @throws IllegalArgumentException when the edit refuses the document
    /// @throws IllegalStateException when called by an edit that is being applied
    public void apply(Edit edit) {
        tryOut(edit)
                .ifPresent(refusal -> {
                    throw new IllegalArgumentException(edit.description() + ": " + refusal);
                });
    }

    /// Changes the document as [#apply] does, or leaves it alone.
    ///
    /// @return why the edit refuses the document; empty when it was made
    /// @throws IllegalStateException when called by an edit that is being applied
    public Optional<String> tryOut(Edit edit) {
        refuseReentry();
        applying = true;
        Trial trial;
        try {
            trial = edit.trial(current.atlas());
        } finally {
            applying = false;
        }
        if (trial instanceof Trial.Made(Atlas next) && !next.equals(current.atlas())) {
            Layout layout =
                    LayoutFollower.follow(
                            current.layout(), current.atlas().topology(), next.topology());
            change(edit.description(), edit.mergeKey(), new Version(next, layout));
        }
        return trial.refusal();
    }

    /// Moves parts of the drawing; a layout that is the same leaves no entry.
    ///
    /// @param description for the undo menu
    /// @param key as [Edit#mergeKey]
    public void place(String description, Optional<Object> key, Layout layout) {
        refuseReentry();
        if (!layout.equals(current.layout())) {
            change(description, key, new Version(current.atlas(), layout));
        }
    }

    private void change(String description, Optional<Object> key, Version next) {
        Entry last = done.peek();
        boolean merges = mergeable && last != null && key.isPresent() && last.key().equals(key);
        Version before = merges && last != null ? last.before() : current;
        if (merges) {
            done.pop();
        }
        done.push(new Entry(description, key, before, next));
        if (done.size() > LIMIT) {
            done.removeLast();
        }
        undone.clear();
        show(next);
        mergeable = true;
    }

    public boolean canUndo() {
        return !done.isEmpty();
    }

    public boolean canRedo() {
        return !undone.isEmpty();
    }

    /// What undo would take back.
    public Optional<String> undoText() {
        return Optional.ofNullable(done.peek()).map(Entry::description);
    }

    /// What redo would do again.
    public Optional<String> redoText() {
        return Optional.ofNullable(undone.peek()).map(Entry::description);
    }

    /// Takes the last edit back.
    ///
    /// @throws java.util.NoSuchElementException when there is none
    /// @throws IllegalStateException when called by an edit that is being applied
    public void undo() {
        refuseReentry();
        Entry entry = done.pop();
        undone.push(entry);
        mergeable = false;
        show(entry.before());
    }

    /// Does the last undone edit again.
    ///
    /// @throws java.util.NoSuchElementException when there is none
    /// @throws IllegalStateException when called by an edit that is being applied
    public void redo() {
        refuseReentry();
        Entry entry = undone.pop();
        done.push(entry);
        mergeable = false;
        show(entry.after());
    }

    /// Ends a gesture: the next edit starts an entry of its own, whatever its merge key.
    public void endMerging() {
        mergeable = false;
    }

    /// Notes that the present value is on disk. The next edit starts an entry of its own.
    public void markSaved() {
        saved = current;
        mergeable = false;
    }

    /// True while the document or the layout is another one than that on disk.
    public boolean isDirty() {
        return !current.equals(saved);
    }

    private void refuseReentry() {
        if (applying) {
            throw new IllegalStateException(
                    "An edit that is being applied cannot change the history.");
        }
    }

    private void show(Version value) {
        current = value;
        revision++;
    }
}
