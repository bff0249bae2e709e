package iovatlas.ui.session;

import iovatlas.importer.Inputs;
import iovatlas.importer.Opened;
import iovatlas.ui.work.Running;
import iovatlas.ui.work.TaskExecutor;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Reads inputs into sessions: documents, snapshots, this host. Reading and the first computation
/// both happen off the window's thread.
public final class Opener {

    private record Ready(Opened opened, Computed computed) {}

    private final TaskExecutor executor;
    private final Analysis analysis;
    private final Consumer<Throwable> onFault;

    /// @param onFault gets what a later computation throws
    public Opener(TaskExecutor executor, Analysis analysis, Consumer<Throwable> onFault) {
        this.executor = executor;
        this.analysis = analysis;
        this.onFault = onFault;
    }

    /// Opens one input.
    ///
    /// @param done gets the session; never called when the work is stopped
    /// @param failed gets an `ImportFailure` or `DocumentError` that says what is wrong with the
    ///     input; anything else is a fault of the program
    public Running open(Path input, Consumer<DocumentSession> done, Consumer<Throwable> failed) {
        return executor.submit(
                "Opening " + name(input),
                progress -> {
                    Opened opened = Inputs.open(input, List.of(), progress);
                    return new Ready(
                            opened,
                            analysis.compute(
                                    opened.atlas(), Analysis.LAST_STEP, opened.notes(), progress));
                },
                ready -> done.accept(session(input, ready)),
                failed);
    }

    private DocumentSession session(Path input, Ready ready) {
        DocumentOrigin origin = DocumentOrigin.of(input, ready.opened().document());
        return new DocumentSession(executor, analysis, origin, ready.computed(), onFault);
    }

    private static String name(Path input) {
        return input.getFileName() == null ? "this host" : input.getFileName().toString();
    }
}
