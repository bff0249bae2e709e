package iovatlas.ui.session;

import iovatlas.atlas.Atlas;
import iovatlas.document.Autosave;
import iovatlas.document.DocumentReader;
import iovatlas.document.DocumentWriter;
import iovatlas.ui.work.TaskExecutor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps what is not saved beside the document and finds it again after a crash. A failure to keep
/// is logged: it must not get into the way of working.
public final class UnsavedWork {

    private static final Logger LOG = LoggerFactory.getLogger(UnsavedWork.class);

    private final TaskExecutor executor;

    public UnsavedWork(TaskExecutor executor) {
        this.executor = executor;
    }

    /// Keeps the present state of a document; nothing happens for one without a file.
    public void keep(DocumentSession session) {
        Atlas atlas = session.atlas();
        session.origin()
                .saved()
                .ifPresent(file ->
                        submit(file, () -> Autosave.write(file, DocumentWriter.write(atlas))));
    }

    /// Forgets what was kept: the document is saved, or nobody wants it.
    public void forget(Path file) {
        submit(file, () -> Autosave.discard(file));
    }

    /// Looks for work of a document that a crash left.
    ///
    /// @param found gets it, with the document that it is; not called when there is none
    public void find(Path file, Consumer<Found> found) {
        executor.submit(
                "",
                _ -> read(file),
                left -> left.ifPresent(found),
                problem ->
                        LOG.info(
                                "unsaved work of {} cannot be read: {}",
                                file,
                                problem.getMessage()));
    }

    /// What a crash left.
    ///
    /// @param recovery where and when
    /// @param atlas the document as it was then
    public record Found(Autosave.Recovery recovery, Atlas atlas) {

        /// Puts it into the open document, as an edit.
        public void into(DocumentSession session) {
            session.apply(new Recover(atlas));
        }
    }

    private static Optional<Found> read(Path file) throws IOException {
        Optional<Autosave.Recovery> left = Autosave.find(file);
        if (left.isEmpty()) {
            return Optional.empty();
        }
        Atlas atlas = DocumentReader.read(left.get().text()).atlas();
        return Optional.of(new Found(left.get(), atlas));
    }

    private interface FileWork {
        void run() throws IOException;
    }

    private void submit(Path file, FileWork work) {
        executor.submit(
                "",
                _ -> {
                    work.run();
                    return file;
                },
                _ -> {},
                problem -> LOG.warn("unsaved work of {}", file, problem));
    }
}
