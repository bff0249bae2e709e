package iovatlas.ui.editor;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.edit.SetTitle;
import iovatlas.edit.line.TypedLine;
import iovatlas.ui.dialog.FakeDialogs;
import iovatlas.ui.session.Analysis;
import iovatlas.ui.session.DocumentOrigin;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Machines;
import iovatlas.ui.session.OpenSessions;
import iovatlas.ui.session.QueuedExecutor;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

class EditRunnerTest {
    private final QueuedExecutor queue = new QueuedExecutor();
    private final AtomicInteger computed = new AtomicInteger();
    private final Analysis analysis =
            (atlas, step, notes, progress) -> {
                computed.incrementAndGet();
                return Machines.analysis().compute(atlas, step, notes, progress);
            };
    private final DocumentSession session =
            new DocumentSession(
                    queue,
                    analysis,
                    DocumentOrigin.of(Path.of("machine.yaml"), Machines.document()),
                    Machines.computed(),
                    OpenSessions::fail);
    private final FakeDialogs dialogs = new FakeDialogs();
    private final EditRunner runner = new EditRunner(session, dialogs);

    private void sendMessage() {
        assertThat(runner.run(TypedLine.parse(session.atlas(), "msi nic0 3"))).isEmpty();
    }

    @Test
    void stepsAreComputedOnceForTheWindowAndForTheirAnswers() {
        queue.runAll();
        computed.set(0);
        sendMessage();
        queue.runAll();
        assertThat(computed).hasValue(1);
        assertThat(session.computed().step()).isEqualTo(session.length());
        assertThat(dialogs.noted).singleElement().asString().startsWith("5 ");
    }

    @Test
    void answersAreToldOfADocumentThatWasEditedAgainMeanwhile() {
        queue.runAll();
        sendMessage();
        session.apply(new SetTitle("another"));
        queue.runAll();
        assertThat(dialogs.noted).singleElement().asString().startsWith("5 ");
        assertThat(session.computed().atlas()).isSameAs(session.atlas());
    }
}
