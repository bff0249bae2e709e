package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iovatlas.atlas.Atlas;
import iovatlas.topology.GicVersion;
import iovatlas.topology.MsiController;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the document writes what takes messages.
class MsiVocabularyTest {

    private static String document(String controller) {
        return "format: 1\nkernel: {release: \"6.12\", arch: arm64}\nmsi-controllers:\n  - "
                + controller
                + "\n";
    }

    private static MsiController controller(String line) {
        return DocumentReader.read(document(line)).atlas().topology().msiControllers().getFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: its0, kind: its, base: 0x30080000}",
                "{name: its0, kind: its, base: 0x30020000, pre-its: 0x58000000}",
                "{name: its0, kind: its, base: 0x30080000, gic: \"4.1\"}",
                "{name: v2m0, kind: gicv2m, base: 0x08020000, first-spi: 80, spis: 64, variant:"
                        + " graviton}",
                "{name: mbi0, kind: mbi, base: 0x08000000, first-spi: 160, spis: 64, alias:"
                        + " 0x10000000}"
            })
    void readsAndWritesEveryKey(String line) {
        Atlas atlas = DocumentReader.read(document(line)).atlas();
        assertThat(DocumentReader.read(DocumentWriter.write(atlas)).atlas()).isEqualTo(atlas);
    }

    @Test
    void anEarlyDocumentSaysOnlyThatThereIsAPreIts() {
        MsiController.Its its =
                (MsiController.Its)
                        controller("{name: its0, kind: its, base: 0x30020000, pre-its: true}");
        assertThat(its.preItsBase()).isEqualTo(MsiController.Its.SYNQUACER_PRE_ITS);
        assertThat(its.version()).isEqualTo(GicVersion.V3);
    }

    @Test
    void aNumberIsAGicVersionToo() {
        MsiController.Its its =
                (MsiController.Its) controller("{name: its0, kind: its, base: 0x30020000, gic: 4}");
        assertThat(its.version()).isEqualTo(GicVersion.V4);
    }

    @Test
    void aWriteOfNothingIsRefused() {
        String text =
                """
                format: 1
                kernel: {release: "6.12"}
                functions:
                  - {at: "0000:00:01.0", kind: integrated-endpoint, name: nic0}
                steps:
                  - {do: write-config, device: nic0}
                """;
        assertThatThrownBy(() -> DocumentReader.read(text))
                .hasMessageContaining("needs the key \"bus-master\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{do: disturb, device: nic0, vector: 3, what: its-queue-stuck}",
                "{do: guest-vector, device: nic0, vector: 3, doorbell: 0x80090040, guest-device: 8,"
                        + " event: 3, lpi: 8195, entry: live}",
                "{do: guest-vector, device: nic0, vector: 3, doorbell: 0x80090040, guest-device: 8,"
                        + " event: 3, lpi: 8195, entry: untranslated}"
            })
    void readsAndWritesWhatComesBetween(String step) {
        String text =
                """
                format: 1
                kernel: {release: "6.12"}
                functions:
                  - {at: "0000:00:01.0", kind: integrated-endpoint, name: nic0}
                steps:
                """;
        Atlas atlas = DocumentReader.read(text + "  - " + step + "\n").atlas();
        String written = DocumentWriter.write(atlas);
        assertThat(written).contains(step.substring(step.lastIndexOf(' ') + 1, step.length() - 1));
        assertThat(DocumentReader.read(written).atlas()).isEqualTo(atlas);
    }
}
