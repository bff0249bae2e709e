package iovatlas.diagram.iova;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.iova.IovaMapModel.Column;
import iovatlas.document.DocumentReader;
import iovatlas.export.text.TextWriter;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.doorbell.design.DoorbellDesign;
import iovatlas.kernel.doorbell.design.DoorbellDesigns;
import iovatlas.scenario.Timeline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a map shows besides memory and page tables, and what a what-if shows.
class MapLayersTest {
    private static final Path FOLDER = Path.of("sample-topologies", "scenarios");

    static List<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static Atlas read(String name) {
        return read(FOLDER.resolve(name));
    }

    private static Atlas read(Path file) {
        try {
            return DocumentReader.read(Files.readString(file)).atlas();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IovaMapModel model(Atlas atlas, IovaMapOptions options) {
        Timeline timeline = atlas.run();
        return IovaMapDiagram.models(atlas, timeline, timeline.length(), options).getFirst();
    }

    private static Column column(IovaMapModel model, Column.Kind kind) {
        return model.columns().stream()
                .filter(column -> column.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void showsWhatUserSpaceIsToldBesideWhatIsThere() {
        IovaMapModel model =
                model(
                        read("s01-pc-ram-on-arm.yaml"),
                        IovaMapOptions.PLAIN.withLayers(Set.of(MapLayer.USER_VIEW)));

        assertThat(column(model, Column.Kind.TOLD).items())
                .extracting(item -> item.range().hex())
                .containsExactly("0x00000000-0x07ffffff", "0x08100000-0xffffffffffff");
        assertThat(column(model, Column.Kind.TREE).subtitle())
                .isEqualTo("lacks a doorbell page that is mapped");
    }

    @Test
    void marksADoorbellPageThatTheContainersOwnListLacks() {
        IovaMapModel model =
                model(
                        read("s07-two-domains.yaml"),
                        IovaMapOptions.PLAIN.withLayers(Set.of(MapLayer.USER_VIEW)));

        assertThat(column(model, Column.Kind.TREE).items())
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.kind()).isEqualTo(IovaItem.Kind.MISSING);
                    assertThat(item.label()).isEqualTo("lacks its0 doorbell");
                    assertThat(item.detail()).isEqualTo("d0 maps it");
                });
    }

    @Test
    void findsNoDifferenceWhereARelaxableRangeIsToldFree() {
        IovaMapModel model =
                model(
                        read("s19a-relaxable.yaml"),
                        IovaMapOptions.PLAIN.withLayers(Set.of(MapLayer.USER_VIEW)));

        assertThat(column(model, Column.Kind.TOLD).items())
                .extracting(IovaItem::kind)
                .doesNotContain(IovaItem.Kind.MISSING);
    }

    @Test
    void outlinesTheWindowAndThePageThatADomainGains() {
        Atlas atlas = read("s07-two-domains.yaml");
        IovaMapModel model = model(atlas, IovaMapOptions.PLAIN.withSince(0));
        List<Column> domains =
                model.columns().stream()
                        .filter(column -> column.kind() == Column.Kind.DOMAIN)
                        .toList();

        assertThat(domains).hasSize(2);
        assertThat(domains.getLast().items())
                .filteredOn(item -> item.kind() == IovaItem.Kind.CHANGED)
                .extracting(IovaItem::tip)
                .contains("new, 0x08000000-0x080fffff");
    }

    @Test
    void showsBridgeWindowsAsAdvice() {
        IovaMapModel model =
                model(
                        read("s11c-window-behind-bridge.yaml"),
                        IovaMapOptions.PLAIN.withLayers(Set.of(MapLayer.BRIDGE_WINDOWS)));

        assertThat(column(model, Column.Kind.ADVISORY).items())
                .extracting(item -> item.range().hex())
                .containsExactly("0x08000000-0x0fffffff");
        assertThat(model.collisions()).isEmpty();
    }

    @Test
    void outlinesWhatTheLastStepsChanged() {
        Atlas atlas = read("s07-two-domains.yaml");
        IovaMapModel model = model(atlas, IovaMapOptions.PLAIN.withSince(2));

        assertThat(column(model, Column.Kind.DOMAIN).items())
                .filteredOn(item -> item.kind() == IovaItem.Kind.CHANGED)
                .extracting(item -> item.range().hex())
                .containsExactly("0x40000000-0x7fffffff", "0x08000000-0x08000fff");
    }

    @Test
    void givesEachWayOfCollidingAKindOfItsOwn() {
        Atlas first = read("s03-user-first.yaml");
        Atlas huge = read("s04b-doorbell-first-huge.yaml");

        assertThat(model(first, IovaMapOptions.PLAIN).collisions())
                .extracting(Collision::kind)
                .containsExactly(Collision.Kind.REFUSED);
        assertThat(model(first.withDesign("D10"), IovaMapOptions.PLAIN).collisions())
                .singleElement()
                .satisfies(collision -> {
                    assertThat(collision.kind()).isEqualTo(Collision.Kind.FAILS_LATER);
                    assertThat(collision.answer())
                            .isEqualTo("accepted, then SET_IRQS \u2192 ENOSPC (expected)");
                });
        assertThat(model(huge.withDesign("D10"), IovaMapOptions.PLAIN).collisions())
                .singleElement()
                .satisfies(collision -> {
                    assertThat(collision.kind()).isEqualTo(Collision.Kind.SILENT);
                    assertThat(collision.consequence()).contains("lands in", "no interrupt");
                });
    }

    @Test
    void tellsTheSameOfAnOldKernelAsOfItsDesign() {
        Atlas atlas = read("s03-user-first.yaml");
        Atlas old = atlas.withBoot(atlas.boot().withRelease(Fact.given(KernelRelease.of(4, 19))));

        assertThat(model(old, IovaMapOptions.PLAIN).collisions())
                .singleElement()
                .satisfies(collision -> {
                    assertThat(collision.kind()).isEqualTo(Collision.Kind.FAILS_LATER);
                    assertThat(collision.answer()).contains("accepted, then", "ENOSPC");
                });
    }

    @Test
    void marksAWhatIfInItsTitle() {
        IovaMapModel model =
                model(read("s01-pc-ram-on-arm.yaml").withDesign("D9"), IovaMapOptions.PLAIN);

        assertThat(model.title()).contains("what if: D9");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void textOfEveryWhatIfStaysWithin72ColumnsOfAscii(Path file) {
        Atlas atlas = read(file);
        Timeline timeline = atlas.run();
        for (DoorbellDesign design : DoorbellDesigns.standard().usual()) {
            String text =
                    TextWriter.write(
                            IovaMapDiagram.draw(
                                    atlas.withDesign(design.id()),
                                    timeline,
                                    timeline.length(),
                                    DrawingStyle.cells(72).withCaption()),
                            72);
            assertThat(text.lines()).allMatch(line -> line.length() <= 72);
            assertThat(text.chars()).allMatch(c -> c < 128);
        }
    }
}
