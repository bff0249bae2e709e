package iovatlas.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.edit.SetKernelRelease;
import iovatlas.kernel.KernelRelease;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class UnsavedWorkTest {

    @TempDir private Path folder;

    private final SameThreadExecutor executor = new SameThreadExecutor();
    private final UnsavedWork work = new UnsavedWork(executor);
    private Path file = Path.of("");

    @BeforeEach
    void writeDocument() throws IOException {
        file = folder.resolve("machine.yaml");
        Files.writeString(file, Machines.GUEST_OVER_WINDOW);
    }

    private DocumentSession open() {
        List<DocumentSession> opened = new ArrayList<>();
        new Opener(executor, Machines.analysis(), new HeadStart(), fault -> {})
                .open(file, opened::add, fault -> {});
        return opened.getFirst();
    }

    private List<UnsavedWork.Found> found() {
        List<UnsavedWork.Found> found = new ArrayList<>();
        work.find(file, found::add);
        return found;
    }

    @Test
    void whatWasNotSavedComesBackAfterACrashAsOneEdit() {
        DocumentSession crashed = open();
        crashed.apply(new SetKernelRelease(KernelRelease.V5_15));
        work.keep(crashed);

        DocumentSession next = open();
        found().getFirst().into(next);
        assertThat(next.atlas()).isEqualTo(crashed.atlas());
        assertThat(next.dirtyProperty().get()).isTrue();
        next.undo();
        assertThat(next.dirtyProperty().get()).isFalse();
    }

    @Test
    void nothingIsFoundWhereNothingWasLost() {
        assertThat(found()).isEmpty();
        DocumentSession session = open();
        session.apply(new SetKernelRelease(KernelRelease.V5_15));
        work.keep(session);
        work.forget(file);
        assertThat(found()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve(".machine.autosave.yaml"), "half of a docum");
        assertThat(found()).isEmpty();
        assertThat(folder.resolve(".machine.autosave.yaml")).exists();
    }
}
