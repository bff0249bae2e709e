package iovatlas.diagram.compare;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Shape;
import iovatlas.document.DocumentReader;
import iovatlas.export.text.TextWriter;
import iovatlas.kernel.doorbell.design.DoorbellDesigns;
import iovatlas.scenario.Timeline;
import iovatlas.scenario.design.DesignEvaluation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class CompareDiagramTest {
    private static final DoorbellDesigns DESIGNS = DoorbellDesigns.standard();

    static List<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("sample-topologies", "scenarios"))) {
            return files.sorted().toList();
        }
    }

    private static Drawing draw(Path file, DrawingStyle style) {
        try {
            Atlas atlas = DocumentReader.read(Files.readString(file)).atlas();
            Timeline timeline = atlas.run();
            return CompareDiagram.draw(
                    atlas,
                    timeline,
                    timeline.length(),
                    DesignEvaluation.of(DESIGNS, timeline).runAll(DESIGNS.all()),
                    style);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void textStaysWithin72ColumnsOfAscii(Path file) {
        String text = TextWriter.write(draw(file, DrawingStyle.cells(72).withCaption()), 72);

        assertThat(text.lines()).allMatch(line -> line.length() <= 72);
        assertThat(text.chars()).allMatch(c -> c < 128);
        assertThat(text).contains("What if: the running kernel is");
    }

    @Test
    void drawsAMapForEveryDesignThatThePlatformCanHave() {
        Drawing drawing =
                draw(
                        Path.of("sample-topologies", "scenarios", "s03-user-first.yaml"),
                        DrawingStyle.pixels());

        List<String> texts =
                drawing.shapes().stream()
                        .filter(Shape.Text.class::isInstance)
                        .map(shape -> ((Shape.Text) shape).text())
                        .toList();
        assertThat(texts.stream().filter("Domain d0  smmu0"::equals)).hasSize(18);
        assertThat(drawing.description()).contains("D18 PAMU banks: n/a");
    }
}
