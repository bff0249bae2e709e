package iovatlas.ui.inspector;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Prepared;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.work.Running;
import iovatlas.ui.work.TaskExecutor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Changes of properties that take their time: each is tried off the toolkit's thread and made on
/// it, in the order in which they came.
final class PendingChanges {
    private record Pending(Field field, String text, Consumer<Optional<String>> told) {}

    /// What came of parsing and trying.
    ///
    /// @param made the edit, none when there is nothing to change
    private record Tried(Optional<String> wrong, List<Prepared> made) {}

    private final DocumentSession session;
    private final TaskExecutor executor;
    private final Consumer<Throwable> onFailure;
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private @Nullable Running running;

    PendingChanges(DocumentSession session, TaskExecutor executor, Consumer<Throwable> onFailure) {
        this.session = session;
        this.executor = executor;
        this.onFailure = onFailure;
    }

    /// @param told gets what is wrong with the text; empty when it was done or is as before
    void add(Field field, String text, Consumer<Optional<String>> told) {
        waiting.add(new Pending(field, text, told));
        if (running == null || running.isOver()) {
            next();
        }
    }

    private void next() {
        Pending pending = waiting.poll();
        if (pending == null) {
            return;
        }
        Atlas atlas = session.atlas();
        running =
                executor.submit(
                        "Changing " + pending.field().label(),
                        _ -> tried(atlas, pending),
                        tried -> {
                            make(pending, tried);
                            next();
                        },
                        fault -> {
                            onFailure.accept(fault);
                            next();
                        });
    }

    private static Tried tried(Atlas atlas, Pending pending) {
        List<Prepared> made = new ArrayList<>();
        Optional<String> wrong =
                InspectorViewModel.with(
                        pending.field(),
                        pending.text(),
                        edit -> {
                            Prepared prepared = Prepared.of(edit, atlas);
                            made.add(prepared);
                            return prepared.refusal(atlas);
                        });
        return new Tried(wrong, made);
    }

    private void make(Pending pending, Tried tried) {
        Optional<String> wrong = tried.wrong();
        if (wrong.isEmpty()) {
            wrong = tried.made().stream().findFirst().flatMap(session::apply);
        }
        pending.told().accept(wrong);
    }
}
