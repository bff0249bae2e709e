package iovatlas.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iovatlas.document.DocumentWriter;
import iovatlas.task.Progress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class InputsTest {

    private static final Path SNAPSHOT =
            Path.of(
                    "src",
                    "test",
                    "resources",
                    "oracle",
                    "topologies",
                    "x86-amd-rciep-k7.3",
                    "snapshot.tar.gz");

    @TempDir private Path folder;

    private static Opened open(Path path, Path... later) throws ImportFailure {
        return Inputs.open(path, List.of(later), Progress.NONE);
    }

    private static Opened fromStandardInput(byte[] bytes) throws ImportFailure {
        InputStream in = new ByteArrayInputStream(bytes);
        return Inputs.open(Path.of("-"), List.of(), in, Progress.NONE);
    }

    private void refuses(byte[] content, String... words) throws IOException {
        Path file = Files.write(folder.resolve("input"), content);
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(ImportFailure.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void opensASnapshotWhateverItIsCalled() throws IOException, ImportFailure {
        Path renamed = Files.copy(SNAPSHOT, folder.resolve("machine.yaml"));
        assertThat(open(renamed).atlas().title())
                .isEqualTo("x86_64, Linux 7.3.4, 11 PCI functions");
    }

    @Test
    void opensWhatItWrote() throws IOException, ImportFailure {
        Opened first = open(SNAPSHOT);
        Path saved = folder.resolve("no-name-at-all");
        Files.writeString(saved, DocumentWriter.write(first.atlas()));
        Opened second = open(saved);
        assertThat(second.document()).isNotNull();
        assertThat(second.atlas().topology()).isEqualTo(first.atlas().topology());
        assertThat(second.atlas().boot()).isEqualTo(first.atlas().boot());
        assertThat(second.atlas().observation()).isEqualTo(first.atlas().observation());
    }

    @Test
    void readsStandardInput() throws IOException, ImportFailure {
        assertThat(fromStandardInput(Files.readAllBytes(SNAPSHOT)).document()).isNull();
        byte[] document =
                DocumentWriter.write(open(SNAPSHOT).atlas()).getBytes(StandardCharsets.UTF_8);
        assertThat(fromStandardInput(document).document()).isNotNull();
    }

    @Test
    void saysWhatAFileIsAndWhatCanBeOpened() throws IOException {
        refuses(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10}, "a picture", "What can be opened");
        refuses("hello\n".getBytes(StandardCharsets.UTF_8), "no \"format:\" key");
        refuses("{\"a\": 1}".getBytes(StandardCharsets.UTF_8), "a JSON file");
        refuses(new byte[] {0x7f, 'E', 'L', 'F', 2}, "a program");
        refuses(new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0}, "unpacked first");
        refuses(new byte[0], "an empty file");
        refuses("<html></html>".getBytes(StandardCharsets.UTF_8), "an XML file");
        refuses(
                "[    0.000000] nothing about a machine\n".getBytes(StandardCharsets.UTF_8),
                "a kernel log");
    }

    @Test
    void saysWhereADocumentIsWrong() throws IOException {
        refuses("format: 1\nfunctions: 3\n".getBytes(StandardCharsets.UTF_8), "input:2:");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThatThrownBy(() -> open(folder.resolve("nothing")))
                .isInstanceOf(ImportFailure.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void refusesAFolderAndAnArchiveWithoutAMachine() throws IOException {
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(ImportFailure.class)
                .hasMessageContaining("no copy of a machine's sys folder");
    }

    @Test
    void laysOnlySnapshotsOverSnapshots() throws IOException, ImportFailure {
        Path document = folder.resolve("d.yaml");
        Files.writeString(document, DocumentWriter.write(open(SNAPSHOT).atlas()));
        assertThatThrownBy(() -> open(SNAPSHOT, document))
                .isInstanceOf(ImportFailure.class)
                .hasMessageContaining("only a snapshot or a piece");
        assertThatThrownBy(() -> open(document, SNAPSHOT))
                .isInstanceOf(ImportFailure.class)
                .hasMessageContaining("snapshots only");
    }

    @Test
    void readsThisHostOrSaysWhyNot() {
        try {
            Opened host = open(Path.of("/"));
            assertThat(host.atlas().topology().functions())
                    .hasSameSizeAs(host.atlas().observation().functions());
        } catch (ImportFailure failure) {
            assertThat(failure).hasMessageContaining("sys folder");
        }
    }
}
