package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A file is replaced as a whole or not at all.
class AtomicFileTest {
    @TempDir private Path folder;

    private Path[] content() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(Path::getFileName).sorted().toArray(Path[]::new);
        }
    }

    private boolean posix() throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix");
    }

    @Test
    void writesAndReplaces() throws IOException {
        Path file = folder.resolve("a.yaml");
        AtomicFile.write(file, "old é");
        AtomicFile.write(file, "new 😀");
        assertThat(file).hasContent("new 😀");
        assertThat(content()).containsExactly(Path.of("a.yaml"));
    }

    @Test
    void keepsThePermissionsOfTheFile() throws IOException {
        assumeTrue(posix(), "this file system has no POSIX permissions");
        Path file = folder.resolve("a.yaml");
        AtomicFile.write(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        AtomicFile.write(file, "new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw----");
    }

    @Test
    void followsASymbolicLink() throws IOException {
        assumeTrue(posix(), "symbolic links need rights elsewhere");
        Path link = folder.resolve("link.yaml");
        Files.createSymbolicLink(link, Path.of("real.yaml"));
        AtomicFile.write(link, "text");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(folder.resolve("real.yaml")).hasContent("text");
    }

    @Test
    void refusesALinkThatLeadsInACircle() throws IOException {
        assumeTrue(posix(), "symbolic links need rights elsewhere");
        Path link = folder.resolve("link.yaml");
        Files.createSymbolicLink(link, Path.of("link.yaml"));
        assertThatThrownBy(() -> AtomicFile.write(link, "text")).isInstanceOf(IOException.class);
    }

    @Test
    void leavesNothingBehindWhenItFails() throws IOException {
        Path file = folder.resolve("a.yaml");
        Files.createDirectory(file);
        Files.createFile(file.resolve("inside"));
        assertThatThrownBy(() -> AtomicFile.write(file, "text")).isInstanceOf(IOException.class);
        assertThat(content()).containsExactly(Path.of("a.yaml"));
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("no/such.yaml"), "text"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void doesNotMindWhatACrashLeft() throws IOException {
        String draft = ".a.yaml." + ProcessHandle.current().pid() + "-0.tmp";
        Files.writeString(folder.resolve(draft), "left");
        AtomicFile.write(folder.resolve("a.yaml"), "text");
        assertThat(folder.resolve("a.yaml")).hasContent("text");
    }
}
