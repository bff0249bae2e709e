package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;

/// Every sample is a document that can be read, written and saved.
class SampleTest {
    static List<Path> samples() {
        return SampleFiles.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void opensWithTitleAndNotes(Path sample) {
        Atlas atlas = DocumentReader.read(SampleFiles.text(sample)).atlas();
        assertThat(atlas.title()).isNotBlank();
        assertThat(atlas.notes()).isNotEmpty();
        assertThat(atlas.topology().functions()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isWrittenInTheSpellingOfTheProgram(Path sample) {
        String text = SampleFiles.text(sample);
        assertThat(DocumentWriter.write(DocumentReader.read(text).atlas())).isEqualTo(text);
    }
}
