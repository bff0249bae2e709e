package iovatlas.diagram.iova;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Shape;
import iovatlas.export.text.TextWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class IovaMapDiagramTest {

    private static Drawing draw(IovaMapModel model, IovaMapOptions options) {
        return IovaMapDiagram.draw(model, options, DrawingStyle.pixels());
    }

    private static List<String> texts(Drawing drawing) {
        return drawing.shapes().stream()
                .filter(Shape.Text.class::isInstance)
                .map(shape -> ((Shape.Text) shape).text())
                .toList();
    }

    private static List<Shape.Box> strips(Drawing drawing) {
        return drawing.shapes().stream()
                .filter(shape -> shape instanceof Shape.Box box && box.fill() == Ink.VERMILLION)
                .map(shape -> (Shape.Box) shape)
                .toList();
    }

    @Test
    void refusedMappingInText() {
        Drawing drawing =
                IovaMapDiagram.draw(
                        DemoMaps.refused(), IovaMapOptions.PLAIN, DrawingStyle.cells(72));
        assertThat(TextWriter.write(drawing, 72))
                .isEqualTo(
                        """
                         IOVA map of container c0

                                        Guest physical  vm0      Domain d0  smmu0
                                                                 48 bits, groups 5
                         0x000000000000 +----------------------+ ........................
                                        | vm0-ram RAM 2 GiB    | : vm0-ram rw 2 GiB     :
                                        |                      | : refused by the       :
                                        |                      | : kernel               :
                         0x000008000000 |                      | +----------------------+ +--+
                                        |                      | | doorbell page its0.. | |//|
                         0x000008001000 |                      | +||||||||||||||||||||||+ |X1|
                                        |                      | ||[S] SW_MSI 1 MiB ||||| |//|
                         0x000008100000 |                      | +----------------------+ +--+
                         0x000080000000 +----------------------+ ........................
                                        ~~ 255.998 TiB free, skipped ~~~~~~~~~~~~~~~~~~~~
                         0xffffffffffff                          -- end of aperture -----

                         X1 refused, 1 MiB: vm0-ram x SW_MSI window, 0x08000000-0x080fffff,
                            VFIO_IOMMU_MAP_DMA -> EINVAL: nothing of vm0-ram is mapped
                         doorbell page of its0 at 0x30090000: mapped for 4 vectors at
                            0x08000000
                         addresses grow downwards, each stretch has its own scale; [S]
                            software MSI, kept for doorbells
                        """);
    }

    @Test
    void calloutNamesBothOwnersTheRangeAndTheAnswer() {
        assertThat(texts(draw(DemoMaps.refused(), IovaMapOptions.PLAIN)))
                .contains(
                        "refused, 1 MiB",
                        "vm0-ram \u00d7 SW_MSI window",
                        "0x08000000 \u2013 0x080fffff",
                        "VFIO_IOMMU_MAP_DMA \u2192 EINVAL");
    }

    @ParameterizedTest
    @EnumSource(AxisMode.class)
    void collisionStandsAtItsTrueAddressInEveryMode(AxisMode mode) {
        IovaMapModel model = DemoMaps.refused();
        Drawing drawing = draw(model, IovaMapOptions.PLAIN.withMode(mode));
        Shape.Box window =
                drawing.shapes().stream()
                        .filter(shape -> shape instanceof Shape.Box box && box.fill() == Ink.PURPLE)
                        .map(shape -> (Shape.Box) shape)
                        .findFirst()
                        .orElseThrow();
        assertThat(strips(drawing))
                .singleElement()
                .satisfies(strip -> {
                    assertThat(strip.y()).isEqualTo(window.y());
                    assertThat(strip.height()).isEqualTo(window.height());
                });
    }

    @Test
    void everySkippedStretchSaysItsSize() {
        Drawing drawing = draw(DemoMaps.refused(), IovaMapOptions.PLAIN);
        assertThat(texts(drawing)).contains("255.998 TiB free, skipped");
        assertThat(drawing.shapes()).anyMatch(Shape.Break.class::isInstance);
    }

    @Test
    void linearAxisSkipsNothing() {
        Drawing drawing = draw(DemoMaps.mirrored(), IovaMapOptions.PLAIN.withMode(AxisMode.LINEAR));
        assertThat(drawing.shapes()).noneMatch(Shape.Break.class::isInstance);
    }

    @Test
    void everythingStaysVisibleOnEveryScale() {
        for (AxisMode mode : AxisMode.values()) {
            Drawing drawing = draw(DemoMaps.mirrored(), IovaMapOptions.PLAIN.withMode(mode));
            long items =
                    drawing.shapes().stream()
                            .filter(shape ->
                                    shape instanceof Shape.Box box
                                            && !box.tip().isEmpty()
                                            && box.height() >= 6)
                            .count();
            // Three regions, four windows, three mappings in each of three domains, three ends.
            assertThat(items).as("%s", mode).isGreaterThanOrEqualTo(3 + 5 + 9 + 3);
        }
    }

    @Test
    void zoomShowsNothingBeyondTheViewport() {
        AddressRange<Iova> page = AddressRange.of(Iova.of(0x0800_0000L), Iova.of(0x0800_0fffL));
        List<String> texts =
                texts(draw(DemoMaps.refused(), IovaMapOptions.PLAIN.withViewport(page)));
        assertThat(texts).contains("0x08000000", "0x08000fff").noneMatch(t -> t.contains("end of"));
    }

    @Test
    void costDependsOnPixelsNotOnMappings() {
        IovaMapOptions options =
                IovaMapOptions.PLAIN
                        .withMode(AxisMode.LINEAR)
                        .withHeight(600)
                        .withViewport(
                                AddressRange.of(Iova.of(0x4000_0000L), Iova.of(0x40_0000_0000L)));
        assertThat(draw(DemoMaps.many(65_535), options).shapes()).hasSizeLessThan(2000);
        assertThat(draw(DemoMaps.many(65_535), IovaMapOptions.PLAIN).shapes())
                .hasSizeLessThan(2000);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 72, 75, 100})
    void textKeepsToItsWidth(int columns) {
        for (IovaMapModel model : List.of(DemoMaps.refused(), DemoMaps.mirrored())) {
            Drawing drawing =
                    IovaMapDiagram.draw(model, IovaMapOptions.PLAIN, DrawingStyle.cells(columns));
            assertThat(TextWriter.write(drawing, columns).lines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
            assertThat(drawing.width()).isLessThanOrEqualTo(columns);
        }
    }

    @Test
    void pictureKeepsToItsWidthWhileColumnsCanShrink() {
        Drawing drawing =
                IovaMapDiagram.draw(
                        DemoMaps.mirrored(),
                        IovaMapOptions.PLAIN,
                        DrawingStyle.pixels(930, Double.POSITIVE_INFINITY));
        assertThat(drawing.width()).isLessThanOrEqualTo(930);
    }

    @Test
    void descriptionTellsTheCollisionToReadersWhoCannotSeeIt() {
        assertThat(draw(DemoMaps.refused(), IovaMapOptions.PLAIN).description())
                .contains("vm0-ram", "SW_MSI window", "0x08000000-0x080fffff", "EINVAL");
    }
}
