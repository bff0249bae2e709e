package iovatlas.ui.session;

import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.document.DocumentReader;
import iovatlas.document.OpenDocument;
import iovatlas.task.Progress;
import iovatlas.ui.work.SameThreadExecutor;

import java.nio.file.Path;
import java.util.List;

/// Open documents for tests of view models: everything is computed at once, with all rules.
public final class OpenSessions {

    private OpenSessions() {}

    /// The small machine, at its last step.
    public static DocumentSession guestOverWindow() {
        OpenDocument document = DocumentReader.read(Machines.GUEST_OVER_WINDOW);
        Analysis analysis = new KernelAnalysis(StandardRules.checker());
        Computed first =
                analysis.compute(document.atlas(), Analysis.LAST_STEP, List.of(), Progress.NONE);
        return new DocumentSession(
                new SameThreadExecutor(),
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
