package iovatlas.edit;

import iovatlas.atlas.Atlas;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The edits of a document, so that they can be taken back and done again. Keeps values, no inverse
/// code: undo brings back the very value that was there. Neighbouring values share all that an edit
/// left alone, so thousands of them are cheap. Not for use by several threads.
public final class EditHistory {

    /// How many edits are kept; older ones can no longer be taken back.
    static final int LIMIT = 10_000;

    private record Entry(String description, Optional<Object> key, Atlas before, Atlas after) {}

    private final Deque<Entry> done = new ArrayDeque<>();
    private final Deque<Entry> undone = new ArrayDeque<>();
    private Atlas current;
    private @Nullable Atlas saved;
    private long revision;
    private boolean applying;
    private boolean mergeable;

    /// A history that begins with a saved document.
    public EditHistory(Atlas first) {
        this.current = first;
        this.saved = first;
    }

    /// The document with every edit so far.
    public Atlas current() {
        return current;
    }

    /// Grows with every change of [#current()], undo and redo included.
    public long revision() {
        return revision;
    }

    /// Changes the document. An edit with the same merge key as the one before becomes one entry
    /// with it; an edit that changes nothing leaves no entry.
    ///
    /// @throws IllegalArgumentException when the edit refuses the document
    /// @throws IllegalStateException when called by an edit that is being applied
    public void apply(Edit edit) {
        refuseReentry();
        Optional<String> refusal = edit.refusal(current);
        if (refusal.isPresent()) {
            throw new IllegalArgumentException(edit.description() + ": " + refusal.get());
        }
        applying = true;
        Atlas next;
        try {
            next = edit.apply(current);
        } finally {
            applying = false;
        }
        if (next.equals(current)) {
            return;
        }
        push(edit, next);
        undone.clear();
        show(next);
        mergeable = true;
    }

    private void push(Edit edit, Atlas next) {
        Entry last = done.peek();
        boolean merges =
                mergeable
                        && last != null
                        && edit.mergeKey().isPresent()
                        && last.key().equals(edit.mergeKey());
        Atlas before = merges && last != null ? last.before() : current;
        if (merges) {
            done.pop();
        }
        done.push(new Entry(edit.description(), edit.mergeKey(), before, next));
        if (done.size() > LIMIT) {
            done.removeLast();
        }
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

    /// True while the present value is another one than that on disk.
    public boolean isDirty() {
        return !current.equals(saved);
    }

    private void refuseReentry() {
        if (applying) {
            throw new IllegalStateException(
                    "An edit that is being applied cannot change the history.");
        }
    }

    private void show(Atlas value) {
        current = value;
        revision++;
    }
}
