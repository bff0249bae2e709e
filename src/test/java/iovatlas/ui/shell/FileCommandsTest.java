package iovatlas.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.edit.SetKernelRelease;
import iovatlas.kernel.KernelRelease;
import iovatlas.ui.dialog.FakeDialogs;
import iovatlas.ui.session.DocumentSaver;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.HeadStart;
import iovatlas.ui.session.Machines;
import iovatlas.ui.session.Opener;
import iovatlas.ui.session.Workspace;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class FileCommandsTest {

    private static final int SAVE = 0;
    private static final int DO_NOT_SAVE = 1;
    private static final int CANCEL = 2;

    @TempDir private Path folder;

    private final Workspace workspace = new Workspace();
    private final FakeDialogs dialogs = new FakeDialogs();
    private final List<Path> remembered = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private final SameThreadExecutor executor = new SameThreadExecutor();
    private final FileCommands commands =
            new FileCommands(
                    workspace,
                    new Opener(
                            executor,
                            Machines.analysis(),
                            new HeadStart(),
                            fault -> {
                                throw new AssertionError(fault);
                            }),
                    new DocumentSaver(executor),
                    dialogs,
                    remembered::add,
                    (file, line, column, sentence) -> shown.add(line + ":" + column));

    private Path document(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, Machines.GUEST_OVER_WINDOW);
        return file;
    }

    private DocumentSession edited(String name) throws IOException {
        commands.open(document(name));
        DocumentSession session = workspace.current().orElseThrow();
        session.apply(new SetKernelRelease(KernelRelease.V5_15));
        return session;
    }

    @Test
    void opensADocumentAndRemembersIt() throws IOException {
        Path file = document("a.yaml");
        commands.open(file);
        assertThat(workspace.sessions()).hasSize(1);
        assertThat(remembered).containsExactly(file);
    }

    @Test
    void aDocumentThatIsOpenComesToTheFront() throws IOException {
        Path a = document("a.yaml");
        commands.open(a);
        DocumentSession first = workspace.current().orElseThrow();
        commands.open(document("b.yaml"));
        commands.open(folder.resolve("./a.yaml"));
        assertThat(workspace.sessions()).hasSize(2);
        assertThat(workspace.current()).contains(first);
    }

    @Test
    void anErrorOfADocumentSaysLineAndColumnAndOffersToShowIt() throws IOException {
        Path file = document("a.yaml");
        Files.writeString(file, Machines.GUEST_OVER_WINDOW.replace("root-port", "rot-port"));
        dialogs.answers.add(0);
        commands.open(file);
        assertThat(dialogs.asked)
                .singleElement()
                .satisfies(question -> {
                    assertThat(question.title()).isEqualTo("Cannot open a.yaml");
                    assertThat(question.text()).contains("Line 7").contains("rot-port");
                });
        assertThat(shown).singleElement().asString().startsWith("7:");
        assertThat(workspace.sessions()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsToldInOneSentence() {
        commands.open(folder.resolve("nothing.yaml"));
        assertThat(dialogs.told)
                .singleElement()
                .satisfies(accident -> {
                    assertThat(accident.text()).contains("no such file");
                    assertThat(accident.details()).isEmpty();
                });
    }

    @Test
    void closingWithoutChangesAsksNothing() throws IOException {
        commands.open(document("a.yaml"));
        commands.close(workspace.current().orElseThrow());
        assertThat(dialogs.asked).isEmpty();
        assertThat(workspace.sessions()).isEmpty();
    }

    @Test
    void closingAsksAboutChanges() throws IOException {
        DocumentSession session = edited("a.yaml");
        dialogs.answers.add(CANCEL);
        commands.close(session);
        assertThat(workspace.sessions()).hasSize(1);
        dialogs.answers.add(SAVE);
        commands.close(session);
        assertThat(workspace.sessions()).isEmpty();
        assertThat(Files.readString(folder.resolve("a.yaml"))).contains("5.15");
    }

    @Test
    void quittingAsksAboutEveryChangedDocumentAndStopsAtTheFirstCancel() throws IOException {
        edited("a.yaml");
        edited("b.yaml");
        List<String> ended = new ArrayList<>();
        dialogs.answers.addAll(List.of(DO_NOT_SAVE, CANCEL));
        commands.quit(() -> ended.add("end"));
        assertThat(ended).isEmpty();
        assertThat(workspace.sessions()).hasSize(2);
        dialogs.answers.addAll(List.of(DO_NOT_SAVE, SAVE));
        commands.quit(() -> ended.add("end"));
        assertThat(ended).containsExactly("end");
        assertThat(Files.readString(folder.resolve("a.yaml"))).doesNotContain("5.15");
        assertThat(Files.readString(folder.resolve("b.yaml"))).contains("5.15");
    }

    @Test
    void aFailedSaveTellsWhyAndLosesNothing() throws IOException {
        DocumentSession session = edited("a.yaml");
        dialogs.files.add(folder.resolve("no/where.yaml"));
        commands.saveAs();
        assertThat(dialogs.told)
                .singleElement()
                .satisfies(accident -> {
                    assertThat(accident.title()).startsWith("Cannot save");
                    assertThat(accident.text()).contains("still open");
                });
        assertThat(session.dirtyProperty().get()).isTrue();
    }

    @Test
    void readingAgainAsksBeforeItLosesChanges() throws IOException {
        DocumentSession session = edited("a.yaml");
        commands.reload();
        assertThat(workspace.current()).contains(session);
        dialogs.answers.add(0);
        commands.reload();
        assertThat(workspace.current().orElseThrow().dirtyProperty().get()).isFalse();
        assertThat(workspace.sessions()).hasSize(1);
    }
}
