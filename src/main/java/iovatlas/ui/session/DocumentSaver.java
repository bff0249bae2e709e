package iovatlas.ui.session;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.Layout;
import iovatlas.document.AtomicFile;
import iovatlas.document.DocumentReader;
import iovatlas.document.DocumentWriter;
import iovatlas.document.LayoutFile;
import iovatlas.document.OpenDocument;
import iovatlas.ui.work.TaskExecutor;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.function.Consumer;

/// Puts documents on disk, off the window's thread.
public final class DocumentSaver {

    private final TaskExecutor executor;

    public DocumentSaver(TaskExecutor executor) {
        this.executor = executor;
    }

    /// Saves a document and the layout beside it; its session then knows where.
    ///
    /// @param done called when it is on disk
    /// @param failed gets an [java.io.IOException] that says what the system said
    public void save(
            DocumentSession session, Path file, Runnable done, Consumer<Throwable> failed) {
        Atlas atlas = session.atlas();
        Layout layout = session.layout();
        @Nullable OpenDocument before = session.origin().text();
        Path input = session.origin().input();
        executor.submit(
                "Saving " + file.getFileName(),
                _ -> {
                    OpenDocument after = DocumentReader.read(text(before, atlas));
                    AtomicFile.write(file, after.text());
                    LayoutFile.write(file, layout);
                    return after;
                },
                after -> {
                    session.saved(atlas, layout, new DocumentOrigin(input, file, after));
                    done.run();
                },
                failed);
    }

    /// What a document looks like on disk: comments of the text it was read from stay.
    public static String text(@Nullable OpenDocument before, Atlas atlas) {
        return before == null ? DocumentWriter.write(atlas) : DocumentWriter.rewrite(before, atlas);
    }
}
