package iovatlas.ui.session;

import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.document.DocumentReader;
import iovatlas.document.OpenDocument;
import iovatlas.task.Progress;
import iovatlas.ui.work.SameThreadExecutor;
import iovatlas.ui.work.TaskExecutor;

import java.nio.file.Path;
import java.util.List;

/// Open documents for tests of view models: everything is computed at once, with all rules.
public final class OpenSessions {

    private OpenSessions() {}

    /// The small machine, at its last step.
    public static DocumentSession guestOverWindow() {
        return guestOverWindow(new SameThreadExecutor());
    }

    /// @param executor computes what the document comes to
    public static DocumentSession guestOverWindow(TaskExecutor executor) {
        OpenDocument document = DocumentReader.read(Machines.GUEST_OVER_WINDOW);
        Analysis analysis = new KernelAnalysis(StandardRules.checker());
        Computed first =
                analysis.compute(document.atlas(), Analysis.LAST_STEP, List.of(), Progress.NONE);
        return new DocumentSession(
                executor,
                analysis,
                DocumentOrigin.of(Path.of("machine.yaml"), document),
                first,
                OpenSessions::fail);
    }

    /// Fails the test with what a computation threw.
    public static void fail(Throwable fault) {
        throw new AssertionError("a computation failed", fault);
    }
}
