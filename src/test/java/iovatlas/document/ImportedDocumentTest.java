package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import iovatlas.atlas.Atlas;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.task.Progress;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A machine that was imported can be saved and opened again.
class ImportedDocumentTest {
    private static final Path TOPOLOGIES =
            Path.of(System.getProperty("user.dir"), "..", "shared", "oracle", "topologies");
    private static final int EVERY = Integer.getInteger("iovatlas.snapshots", 16);

    static List<Path> snapshots() {
        if (!Files.isDirectory(TOPOLOGIES)) {
            return List.of(TOPOLOGIES);
        }
        try (Stream<Path> cases = Files.list(TOPOLOGIES)) {
            List<Path> all =
                    cases.map(folder -> folder.resolve("snapshot.tar.gz"))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .toList();
            return IntStream.range(0, all.size())
                    .filter(i -> i % EVERY == 0)
                    .mapToObj(all::get)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("snapshots")
    void comesBackAsItWasImported(Path snapshot) throws ImportFailure {
        assumeTrue(Files.isRegularFile(snapshot), "the recorded snapshots are not here");
        Atlas atlas = Inputs.open(snapshot, List.of(), Progress.NONE).atlas();
        String text = DocumentWriter.write(atlas);
        OpenDocument document = DocumentReader.read(text);
        assertThat(document.atlas()).isEqualTo(atlas);
        assertThat(DocumentWriter.rewrite(document, atlas)).isEqualTo(text);
    }
}
