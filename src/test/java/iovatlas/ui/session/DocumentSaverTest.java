package iovatlas.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.edit.SetKernelRelease;
import iovatlas.kernel.KernelRelease;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class DocumentSaverTest {

    @TempDir private Path folder;

    private final SameThreadExecutor executor = new SameThreadExecutor();
    private final List<Throwable> failures = new ArrayList<>();
    private final DocumentSaver saver = new DocumentSaver(executor);
    private final Opener opener =
            new Opener(executor, Machines.analysis(), new HeadStart(), failures::add);

    private DocumentSession open(Path file) {
        List<DocumentSession> opened = new ArrayList<>();
        opener.open(file, opened::add, failures::add);
        assertThat(failures).isEmpty();
        return opened.getFirst();
    }

    private Path written() throws IOException {
        Path file = folder.resolve("machine.yaml");
        Files.writeString(file, "# mine\n" + Machines.GUEST_OVER_WINDOW);
        return file;
    }

    @Test
    void anUnchangedDocumentIsSavedByteForByte() throws IOException {
        Path file = written();
        byte[] before = Files.readAllBytes(file);
        saver.save(open(file), file, () -> {}, failures::add);
        assertThat(failures).isEmpty();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void anEditReachesTheFileAndTheCommentsStay() throws IOException {
        Path file = written();
        DocumentSession session = open(file);
        session.apply(new SetKernelRelease(KernelRelease.V5_15));
        List<String> done = new ArrayList<>();
        saver.save(session, file, () -> done.add("saved"), failures::add);
        assertThat(done).containsExactly("saved");
        assertThat(session.dirtyProperty().get()).isFalse();
        assertThat(Files.readString(file)).startsWith("# mine\n").contains("release: \"5.15\"");
        assertThat(open(file).atlas()).isEqualTo(session.atlas());
    }

    @Test
    void savingElsewhereMovesTheDocumentThere() throws IOException {
        DocumentSession session = open(written());
        Path other = folder.resolve("other.yaml");
        saver.save(session, other, () -> {}, failures::add);
        assertThat(session.origin().saved()).contains(other);
        assertThat(session.origin().name()).isEqualTo("other.yaml");
    }

    @Test
    void aFolderThatIsNotThereFailsAndLeavesTheDocumentUnsaved() throws IOException {
        DocumentSession session = open(written());
        session.apply(new SetKernelRelease(KernelRelease.V5_15));
        saver.save(session, folder.resolve("no/where.yaml"), () -> {}, failures::add);
        assertThat(failures).singleElement().isInstanceOf(IOException.class);
        assertThat(session.dirtyProperty().get()).isTrue();
    }

    @Test
    void anImportedMachineIsSavedBesideItsSnapshot() {
        DocumentOrigin origin = DocumentOrigin.of(folder.resolve("host.tar.gz"), null);
        assertThat(origin.saved()).isEmpty();
        assertThat(origin.suggestion()).isEqualTo(folder.resolve("host.yaml"));
    }
}
