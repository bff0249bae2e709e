package iovatlas.ui.shell;

import iovatlas.atlas.Atlas;
import iovatlas.ui.dialog.DialogService;
import iovatlas.ui.dialog.Question;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.UnsavedWork;

import javafx.animation.PauseTransition;
import javafx.util.Duration;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;

/// Keeps the unsaved work of one open document a moment after each edit, and offers what a crash
/// left when the document is opened.
final class Autosaver {

    private static final Duration DELAY = Duration.seconds(2);
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                    .withZone(ZoneId.systemDefault());

    private final DocumentSession session;
    private final UnsavedWork work;
    private final DialogService dialogs;
    private final PauseTransition delay = new PauseTransition(DELAY);
    private Atlas seen;
    private boolean kept;

    private Autosaver(DocumentSession session, UnsavedWork work, DialogService dialogs) {
        this.session = session;
        this.work = work;
        this.dialogs = dialogs;
        this.seen = session.atlas();
        delay.setOnFinished(_ -> keep());
    }

    /// Watches a document from now on; it stops when the document is closed.
    static Autosaver watch(DocumentSession session, UnsavedWork work, DialogService dialogs) {
        Autosaver autosaver = new Autosaver(session, work, dialogs);
        session.computedProperty().subscribe((_, _) -> autosaver.changed());
        session.dirtyProperty().subscribe((_, _) -> autosaver.changed());
        session.origin().saved().ifPresent(autosaver::offer);
        return autosaver;
    }

    /// The document is closed: nobody wants what was not saved.
    void close() {
        delay.stop();
        forget();
    }

    private void offer(Path file) {
        work.find(
                file,
                found -> {
                    String when = WHEN.format(found.recovery().savedAt());
                    String older =
                            found.recovery().older()
                                    ? " The document itself was written after that, by another"
                                            + " program."
                                    : "";
                    int answer =
                            dialogs.ask(
                                    new Question(
                                            "Recover unsaved work of " + file.getFileName() + "?",
                                            "IOVAtlas ended before it was saved; it is from "
                                                    + when
                                                    + "."
                                                    + older,
                                            List.of("Recover", "Discard", "Decide Later")));
                    switch (answer) {
                        case 0 -> found.into(session);
                        case 1 -> work.forget(file);
                        default -> {
                            // It stays where it is and is offered again.
                        }
                    }
                });
    }

    private void changed() {
        if (!session.dirtyProperty().get()) {
            delay.stop();
            forget();
        } else if (session.atlas() != seen) {
            delay.playFromStart();
        }
        seen = session.atlas();
    }

    private void keep() {
        kept = true;
        work.keep(session);
    }

    /// Only what was kept by this program: what a crash left is decided by the person.
    private void forget() {
        if (kept) {
            kept = false;
            session.origin().saved().ifPresent(work::forget);
        }
    }
}
