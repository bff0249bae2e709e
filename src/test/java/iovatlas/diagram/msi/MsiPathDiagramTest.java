package iovatlas.diagram.msi;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Shape;
import iovatlas.export.text.TextWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MsiPathDiagramTest {

    @Test
    void lostMessageInText() {
        Drawing drawing = MsiPathDiagram.draw(DemoPaths.lost(), DrawingStyle.cells(72));
        assertThat(TextWriter.write(drawing, 72))
                .isEqualTo(
                        """
                         MSI path - 01:00.0 MSI-X 3: lost

                           +-------------------+  +-------------------+  +-------------------+
                           | ok Function       |  | ok Message        |  | ok smmu0          |
                           | 01:00.0           +->| 0x08000040        +->| SID 0x100         +->
                           | MSI-X 3           |  | data 0x3          |  | domain d0, page 0 |
                           +-------------------+  +-------------------+  +-------------------+

                           +-------------------+  +-------------------+  +-------------------+
                           | ok Doorbell       |  | ok its0           |  | ok LPI 8195       |
                         ->| 0x30090040        +->| Dev 0x100         +->| col 1, CPU1       +->
                           | GITS_TRANSLATER   |  | Event 3           |  | host IRQ 57       |
                           +-------------------+  +-------------------+  +-------------------+

                           +-------------------+  +-------------------+  .....................
                           | ok irqfd          |  | XX vITS           |  : vCPU1             :
                         ->| GSI 24            +->| Dev 0x8           +.>: vm0               :
                           | eventfd, KVM      |  | Event 3           |  :                   :
                           +-------------------+  +-------------------+  .....................
                         the guest has not issued MAPTI for DeviceID 0x8, EventID 3: KVM drops
                         the interrupt

                         The message reaches the host and is dropped by the guest's ITS.
                        """);
    }

    @Test
    void brokenHopHasACrossAndItsReason() {
        Drawing drawing = MsiPathDiagram.draw(DemoPaths.lost(), DrawingStyle.pixels());
        assertThat(drawing.shapes())
                .filteredOn(Shape.Sign.class::isInstance)
                .extracting(shape -> ((Shape.Sign) shape).kind())
                .containsOnlyOnce(Shape.Sign.Kind.CROSS);
        assertThat(drawing.shapes())
                .filteredOn(Shape.Text.class::isInstance)
                .anyMatch(shape ->
                        ((Shape.Text) shape).text().contains("has not issued MAPTI")
                                && ((Shape.Text) shape).ink() == Ink.ALARM_TEXT);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 500, 640, 900, 1400, 3000})
    void stripKeepsToItsWidthInAsManyRowsAsItTakes(int width) {
        Drawing drawing =
                MsiPathDiagram.draw(
                        DemoPaths.lost(), DrawingStyle.pixels(width, Double.POSITIVE_INFINITY));
        assertThat(drawing.width()).isLessThanOrEqualTo(width);
        assertThat(drawing.shapes())
                .filteredOn(Shape.Box.class::isInstance)
                .allSatisfy(shape -> {
                    var box = (Shape.Box) shape;
                    assertThat(box.x() + box.width()).isLessThanOrEqualTo(drawing.width());
                    assertThat(box.y() + box.height()).isLessThanOrEqualTo(drawing.height());
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 72, 120})
    void textKeepsToItsWidth(int columns) {
        Drawing drawing = MsiPathDiagram.draw(DemoPaths.lost(), DrawingStyle.cells(columns));
        assertThat(TextWriter.write(drawing, columns).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
        assertThat(drawing.width()).isLessThanOrEqualTo(columns);
    }
}
