package iovatlas.diagram.iova;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Theme;
import iovatlas.diagram.topology.TopologyDiagram;
import iovatlas.diagram.topology.TopologyOptions;
import iovatlas.document.DocumentReader;
import iovatlas.export.svg.SvgWriter;
import iovatlas.export.text.TextWriter;
import iovatlas.scenario.Timeline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Every sample can be put into a mail and into the kernel's documentation.
class SampleMapsTest {
    private static final Path FOLDER = Path.of("sample-topologies");
    private static final int MOST_SVG_BYTES = 20_000;

    static List<Path> samples() throws IOException {
        // The scenarios lie in a folder of their own.
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    private static Atlas read(Path sample) {
        try {
            return DocumentReader.read(Files.readString(sample)).atlas();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Timeline timeline(Atlas atlas) {
        return Timeline.of(atlas.topology(), atlas.boot(), atlas.steps());
    }

    private static List<Drawing> draw(Atlas atlas, DrawingStyle style) {
        Timeline timeline = timeline(atlas);
        int step = timeline.length();
        return List.of(
                TopologyDiagram.draw(atlas, timeline, step, TopologyOptions.PLAIN, style),
                IovaMapDiagram.draw(atlas, timeline, step, style));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void textIsAsciiWithin72ColumnsAndSurvivesBeingQuotedTwice(Path sample) {
        Atlas atlas = read(sample);
        for (Drawing drawing : draw(atlas, DrawingStyle.cells(72))) {
            String text = TextWriter.write(drawing, 72);
            assertThat(text.lines())
                    .hasSizeGreaterThan(5)
                    .allSatisfy(line -> {
                        assertThat(line.length()).isLessThanOrEqualTo(72);
                        assertThat(line).matches("|[ -~]*[!-~]");
                        assertThat(("> > " + line).length()).isLessThanOrEqualTo(78);
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void svgIsSmallAndTheSameOnEveryRun(Path sample) {
        Atlas atlas = read(sample);
        List<String> first = svgs(atlas);
        assertThat(first)
                .allSatisfy(svg -> {
                    assertThat(svg.length()).isLessThan(figures(atlas) * MOST_SVG_BYTES);
                    assertThat(svg)
                            .contains("<title>", "<desc>")
                            .doesNotContain("style=", "class=");
                });
        assertThat(svgs(read(sample))).isEqualTo(first);
    }

    /// Two maps are two figures; forty functions with twenty doorbells are none for a document.
    private static int figures(Atlas atlas) {
        int maps = Math.max(1, atlas.topology().spaces().size());
        return atlas.topology().msiControllers().size() > 8 ? 4 : maps;
    }

    private static List<String> svgs(Atlas atlas) {
        return draw(atlas, DrawingStyle.pixels().withCaption()).stream()
                .map(drawing -> SvgWriter.write(drawing, Theme.LIGHT))
                .toList();
    }

    @Test
    void refusedMappingOverTheWindowIsOneCollisionWithBothOwners() {
        Atlas atlas = read(FOLDER.resolve("guest-ram-at-zero.yaml"));
        Timeline timeline = timeline(atlas);
        assertThat(IovaMapReader.read(timeline, timeline.length()))
                .singleElement()
                .satisfies(model -> {
                    assertThat(model.collisions())
                            .singleElement()
                            .satisfies(collision -> {
                                assertThat(collision.first()).isEqualTo("vm0-ram");
                                assertThat(collision.second()).isEqualTo("SW_MSI window of smmu0");
                                assertThat(collision.range().hex())
                                        .isEqualTo("0x08000000-0x080fffff");
                                assertThat(collision.answer()).isEqualTo("MAP_DMA \u2192 EINVAL");
                                assertThat(collision.kind()).isEqualTo(Collision.Kind.REFUSED);
                            });
                    assertThat(model.doorbells())
                            .singleElement()
                            .satisfies(doorbell -> {
                                assertThat(doorbell.controller()).isEqualTo("its0");
                                assertThat(doorbell.users()).isEqualTo(4);
                            });
                });
    }

    @Test
    void groupThatWasNotLetInHasAColumnAndItsCollision() {
        Atlas atlas = read(FOLDER.resolve("hot-add-collides.yaml"));
        Timeline timeline = timeline(atlas);
        assertThat(IovaMapReader.read(timeline, timeline.length()))
                .singleElement()
                .satisfies(model -> {
                    assertThat(model.columns())
                            .extracting(IovaMapModel.Column::kind)
                            .containsExactly(
                                    IovaMapModel.Column.Kind.MEMORY,
                                    IovaMapModel.Column.Kind.DOMAIN,
                                    IovaMapModel.Column.Kind.GROUP);
                    assertThat(model.collisions())
                            .extracting(Collision::second)
                            .containsExactly("direct window of 02:00.0 (group 4)");
                });
    }

    @Test
    void machineWithoutContainersShowsWhatItsGroupsReserve() {
        Atlas atlas = read(FOLDER.resolve("real-x86-sriov.yaml"));
        assertThat(IovaMapReader.read(timeline(atlas), 0))
                .singleElement()
                .satisfies(model -> {
                    assertThat(model.title()).startsWith("Reserved regions");
                    assertThat(model.columns()).isNotEmpty();
                });
    }

    @Test
    void nothingIsRefusedBeforeItHappens() {
        Atlas atlas = read(FOLDER.resolve("guest-ram-at-zero.yaml"));
        assertThat(IovaMapReader.read(timeline(atlas), 0))
                .allSatisfy(model -> assertThat(model.collisions()).isEmpty());
    }
}
