package iovatlas.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentOrigin;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Machines;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

class StatusLineTest {

    private static DocumentSession session(DocumentOrigin origin) {
        return new DocumentSession(
                new SameThreadExecutor(),
                Machines.analysis(),
                origin,
                Machines.computed(),
                fault -> {
                    throw new AssertionError(fault);
                });
    }

    @Test
    void tellsWhatWasBegunFromWhatWasImported() {
        Computed computed = Machines.computed();
        DocumentOrigin begun = DocumentOrigin.begun(Path.of("folder"), 1);
        assertThat(StatusLine.document(session(begun), false, computed)).startsWith("New");
        DocumentOrigin imported = DocumentOrigin.of(Path.of("host.tar"), null);
        assertThat(StatusLine.document(session(imported), false, computed)).startsWith("Imported");
    }

    @Test
    void saysWhatIsOpen() {
        Computed computed = Machines.computed();
        DocumentSession session =
                session(DocumentOrigin.of(Path.of("a.yaml"), Machines.document()));
        assertThat(StatusLine.document(session, false, computed))
                .startsWith("Saved")
                .contains("kernel 6.12, 4 KiB pages")
                .contains("2 functions, 2 groups")
                .contains("1 container, 1 domain");
        assertThat(StatusLine.document(session, true, computed)).startsWith("Not saved");
        assertThat(StatusLine.problems(computed)).isEqualTo("no problems");
    }
}
