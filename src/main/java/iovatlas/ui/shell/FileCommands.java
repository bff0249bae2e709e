package iovatlas.ui.shell;

import iovatlas.document.DocumentError;
import iovatlas.importer.ImportFailure;
import iovatlas.ui.dialog.DialogService;
import iovatlas.ui.dialog.FileKind;
import iovatlas.ui.dialog.Question;
import iovatlas.ui.session.DocumentOrigin;
import iovatlas.ui.session.DocumentSaver;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Opener;
import iovatlas.ui.session.Workspace;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Opening, saving, closing.
final class FileCommands {

    private static final Logger LOG = LoggerFactory.getLogger(FileCommands.class);
    private static final Path THIS_HOST = Path.of("/");
    private static final int SAVE = 0;
    private static final int ABANDON = 1;
    private static final FileKind DOCUMENT = new FileKind("IOVAtlas document", List.of("yaml"));
    private static final List<FileKind> INPUTS =
            List.of(
                    new FileKind("Everything", List.of()),
                    DOCUMENT,
                    new FileKind("Snapshot of a machine", List.of("tar", "tar.gz", "tgz")));

    /// Shows the text of a document that cannot be read, at the line that is wrong.
    @FunctionalInterface
    interface SourceViewer {
        void show(Path file, int line, int column, String sentence);
    }

    private final Workspace workspace;
    private final Opener opener;
    private final DocumentSaver saver;
    private final DialogService dialogs;
    private final Consumer<Path> remember;
    private final SourceViewer source;
    private int begun;

    /// @param remember gets every file that was opened or saved
    FileCommands(
            Workspace workspace,
            Opener opener,
            DocumentSaver saver,
            DialogService dialogs,
            Consumer<Path> remember,
            SourceViewer source) {
        this.workspace = workspace;
        this.opener = opener;
        this.saver = saver;
        this.dialogs = dialogs;
        this.remember = remember;
        this.source = source;
    }

    /// Begins an empty document.
    void begin() {
        begun++;
        Path folder = Path.of("").toAbsolutePath();
        opener.begin(DocumentOrigin.begun(folder, begun), workspace::add);
    }

    void choose() {
        dialogs.chooseFiles("Open", INPUTS).forEach(this::open);
    }

    void chooseFolder() {
        dialogs.chooseFolder("Open the snapshot of a machine").ifPresent(this::open);
    }

    void openHost() {
        open(THIS_HOST);
    }

    /// Opens an input, or brings it to the front when it is open already.
    void open(Path named) {
        Path input = named.toAbsolutePath().normalize();
        Optional<DocumentSession> present = workspace.find(input);
        if (present.isPresent()) {
            workspace.currentProperty().set(present.get());
            return;
        }
        opener.open(input, session -> opened(input, session), e -> notOpened(input, e));
    }

    /// Reads the document in front from disk again.
    void reload() {
        workspace
                .current()
                .ifPresent(session -> {
                    Path input = session.origin().saved().orElse(session.origin().input());
                    if (mayLose(session, "Read " + session.origin().name() + " again?")) {
                        opener.open(
                                input,
                                next -> workspace.replace(session, next),
                                e -> notOpened(input, e));
                    }
                });
    }

    void save() {
        workspace.current().ifPresent(session -> save(session, () -> {}));
    }

    void saveAs() {
        workspace.current().ifPresent(session -> saveAs(session, () -> {}));
    }

    /// Closes a document after asking about what is not saved.
    void close(DocumentSession session) {
        if (!session.dirtyProperty().get()) {
            workspace.remove(session);
            return;
        }
        int answer = dialogs.ask(aboutChanges(session));
        if (answer == SAVE) {
            save(session, () -> workspace.remove(session));
        } else if (answer == ABANDON) {
            workspace.remove(session);
        }
    }

    /// Asks about every document that is not saved, then ends; does nothing when somebody thinks
    /// better of it.
    void quit(Runnable end) {
        quit(end, new HashSet<>());
    }

    private void quit(Runnable end, Set<DocumentSession> abandoned) {
        Optional<DocumentSession> unsaved =
                workspace.sessions().stream()
                        .filter(session -> session.dirtyProperty().get())
                        .filter(session -> !abandoned.contains(session))
                        .findFirst();
        if (unsaved.isEmpty()) {
            end.run();
            return;
        }
        DocumentSession session = unsaved.get();
        workspace.currentProperty().set(session);
        int answer = dialogs.ask(aboutChanges(session));
        if (answer == SAVE) {
            save(session, () -> quit(end, abandoned));
        } else if (answer == ABANDON) {
            abandoned.add(session);
            quit(end, abandoned);
        }
    }

    private static Question aboutChanges(DocumentSession session) {
        return new Question(
                "Save the changes of " + session.origin().name() + "?",
                "",
                List.of("Save", "Do Not Save", "Cancel"));
    }

    private void save(DocumentSession session, Runnable then) {
        session.origin()
                .saved()
                .ifPresentOrElse(file -> write(session, file, then), () -> saveAs(session, then));
    }

    private void saveAs(DocumentSession session, Runnable then) {
        dialogs.chooseTarget("Save As", session.origin().suggestion(), List.of(DOCUMENT))
                .map(file -> file.toAbsolutePath().normalize())
                .ifPresent(file -> write(session, file, then));
    }

    private void write(DocumentSession session, Path file, Runnable then) {
        saver.save(
                session,
                file,
                () -> {
                    remember.accept(file);
                    then.run();
                },
                problem -> {
                    log("saving", file, problem);
                    dialogs.tell(Accidents.saving(file, problem));
                });
    }

    /// What a person can mend is no fault of the program and needs no stack trace.
    private static void log(String doing, Path file, Throwable problem) {
        if (problem instanceof ImportFailure || problem instanceof IOException) {
            LOG.info("{} {}: {}", doing, file, problem.getMessage());
        } else {
            LOG.error("{} {}", doing, file, problem);
        }
    }

    private boolean mayLose(DocumentSession session, String title) {
        return !session.dirtyProperty().get()
                || dialogs.ask(
                                new Question(
                                        title,
                                        "What you changed since the last save is lost.",
                                        List.of("Read Again", "Cancel")))
                        == 0;
    }

    private void opened(Path input, DocumentSession session) {
        workspace.add(session);
        if (input.getFileName() != null) {
            remember.accept(input);
        }
    }

    private void notOpened(Path input, Throwable problem) {
        log("opening", input, problem);
        if (problem.getCause() instanceof DocumentError error) {
            int answer =
                    dialogs.ask(
                            new Question(
                                    "Cannot open " + input.getFileName(),
                                    "Line %d, column %d: %s"
                                            .formatted(
                                                    error.line(), error.column(), error.sentence()),
                                    List.of("Show", "Close")));
            if (answer == 0) {
                source.show(input, error.line(), error.column(), error.sentence());
            }
        } else {
            dialogs.tell(Accidents.opening(input, problem));
        }
    }
}
