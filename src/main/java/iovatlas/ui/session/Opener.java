package iovatlas.ui.session;

import iovatlas.ui.work.Running;
import iovatlas.ui.work.TaskExecutor;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Reads inputs into sessions: documents, snapshots, this host. Reading and the first computation
/// both happen off the window's thread.
public final class Opener {

    private final TaskExecutor executor;
    private final Analysis analysis;
    private final HeadStart headStart;
    private final Consumer<Throwable> onFault;

    /// @param headStart what is being read already
    /// @param onFault gets what a later computation throws
    public Opener(
            TaskExecutor executor,
            Analysis analysis,
            HeadStart headStart,
            Consumer<Throwable> onFault) {
        this.executor = executor;
        this.analysis = analysis;
        this.headStart = headStart;
        this.onFault = onFault;
    }

    /// Opens one input.
    ///
    /// @param done gets the session; never called when the work is stopped
    /// @param failed gets an `ImportFailure` that says what is wrong with the input; anything else
    ///     is a fault of the program
    public Running open(Path input, Consumer<DocumentSession> done, Consumer<Throwable> failed) {
        return executor.submit(
                "Opening " + name(input),
                progress -> headStart.take(input, () -> ReadInput.read(input, analysis, progress)),
                read -> done.accept(session(input, read)),
                failed);
    }

    /// Begins an empty document.
    public void begin(DocumentOrigin origin, Consumer<DocumentSession> done) {
        executor.submit(
                "",
                progress ->
                        analysis.compute(
                                EmptyDocument.ATLAS, Analysis.LAST_STEP, List.of(), progress),
                first ->
                        done.accept(
                                new DocumentSession(executor, analysis, origin, first, onFault)),
                onFault);
    }

    /// Makes a session of what was read and computed already.
    public DocumentSession adopt(DocumentOrigin origin, Computed computed) {
        return new DocumentSession(executor, analysis, origin, computed, onFault);
    }

    private DocumentSession session(Path input, ReadInput read) {
        DocumentOrigin origin = DocumentOrigin.of(input, read.opened().document());
        return new DocumentSession(
                executor, analysis, origin, read.computed(), read.opened().layout(), onFault);
    }

    private static String name(Path input) {
        return input.getFileName() == null ? "this host" : input.getFileName().toString();
    }
}
