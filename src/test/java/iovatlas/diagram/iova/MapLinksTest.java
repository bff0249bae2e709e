package iovatlas.diagram.iova;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.atlas.Atlas;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Shape;
import iovatlas.document.DocumentReader;
import iovatlas.scenario.Timeline;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class MapLinksTest {
    private static final AddressRange<Iova> LOW =
            AddressRange.of(Iova.of(0x4000_0000L), Iova.of(0xbfff_ffffL));

    private IovaMapModel mirrored;

    @BeforeEach
    void read() throws IOException {
        Path sample = Path.of("sample-topologies", "three-smmus-one-refuses.yaml");
        Atlas atlas = DocumentReader.read(Files.readString(sample)).atlas();
        Timeline timeline = atlas.run();
        mirrored = IovaMapReader.read(timeline, timeline.length()).getLast();
    }

    private Drawing lit(@Nullable ElementId selection, @Nullable ElementId hover) {
        return IovaMapDiagram.draw(
                mirrored,
                IovaMapOptions.PLAIN.withLight(new IovaMapOptions.Light(selection, hover)),
                DrawingStyle.pixels());
    }

    private static List<Shape.Box> frames(Drawing drawing) {
        return drawing.shapes().stream()
                .filter(shape ->
                        shape instanceof Shape.Box box
                                && box.stroke() == Ink.ACCENT
                                && box.fill() == Ink.NONE)
                .map(Shape.Box.class::cast)
                .toList();
    }

    private static List<Shape.Line> lines(Drawing drawing) {
        return drawing.shapes().stream()
                .filter(shape -> shape instanceof Shape.Line line && line.ink() == Ink.ACCENT)
                .map(Shape.Line.class::cast)
                .toList();
    }

    @Test
    void threeDomainsMirrorTheMappingAndTheOneThatRefusesSaysWhy() {
        assertThat(mirrored.columns())
                .extracting(IovaMapModel.Column::kind)
                .filteredOn(kind -> kind == IovaMapModel.Column.Kind.DOMAIN)
                .hasSize(3);
        assertThat(
                        mirrored.columns().stream()
                                .flatMap(column -> column.items().stream())
                                .filter(item -> item.kind() == IovaItem.Kind.REFUSED)
                                .map(IovaItem::detail))
                .containsExactly(
                        "refused, EINVAL (because of d2)",
                        "refused, EINVAL (because of d2)",
                        "refused, EINVAL (reserved range)");
    }

    @Test
    void selectedMappingIsJoinedWithItsMemoryAndItsMirrors() {
        Drawing drawing = lit(new ElementId.OfIova("c1", LOW), null);
        // Guest memory and three domains; two lines across each of the three gaps.
        assertThat(frames(drawing)).hasSize(4);
        assertThat(frames(drawing))
                .extracting(Shape.Box::y)
                .containsOnly(frames(drawing).getFirst().y());
        assertThat(lines(drawing)).hasSize(6);
    }

    @Test
    void memoryUnderThePointerShowsWhereItIsMapped() {
        Drawing drawing = lit(null, new ElementId.OfMemory("vm1", "vm1-ram"));
        // Both halves, the second one where it was to be mapped.
        assertThat(frames(drawing)).hasSize(8);
    }

    @Test
    void nothingIsLitWithoutASelection() {
        Drawing drawing = lit(null, null);
        assertThat(frames(drawing)).isEmpty();
        assertThat(lines(drawing)).isEmpty();
    }

    @Test
    void manyMappingsAreJoinedOnlyOnRequest() {
        Drawing drawing =
                IovaMapDiagram.draw(
                        DemoMaps.many(200), IovaMapOptions.PLAIN, DrawingStyle.pixels());
        assertThat(drawing.shapes())
                .noneMatch(s -> s instanceof Shape.Line line && line.ink() == Ink.OUTLINE);
    }
}
