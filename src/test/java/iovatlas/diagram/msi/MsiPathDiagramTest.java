package iovatlas.diagram.msi;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Shape;
import iovatlas.export.text.TextWriter;
import iovatlas.topology.ElementId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class MsiPathDiagramTest {

    private static List<String> texts(Drawing drawing) {
        return drawing.shapes().stream()
                .filter(Shape.Text.class::isInstance)
                .map(shape -> ((Shape.Text) shape).text())
                .toList();
    }

    private static List<Shape.Box> boxes(Drawing drawing) {
        return drawing.shapes().stream()
                .filter(Shape.Box.class::isInstance)
                .map(Shape.Box.class::cast)
                .filter(box -> box.element() != null)
                .toList();
    }

    @Test
    void lostMessageInText() {
        Drawing drawing = MsiPathDiagram.draw(DemoPaths.strip(), DrawingStyle.cells(72));
        assertThat(TextWriter.write(drawing, 72))
                .isEqualTo(
                        """
                         MSI path - 01:00.0 MSI-X 3: lost at vITS

                           device                                        IOMMU
                           +------------------+   +------------------+   +------------------+
                           | ok Function      |   | ok Message       |   | ok smmu0         |
                           | at 01:00.0       +-+>| 0x08000040       +-+>| SID 0x100        +->
                           | vector MSI-X 3   | | | data 0x3         | | | d0, page 0       |
                           +------------------+ | +------------------+ | +------------------+
                                             MSI-X 3           0x3 to 0x08000040     0x30090040

                           ITS                                           host
                           +------------------+   +------------------+   +------------------+
                           | ok Doorbell      |   | ok its0          |   | ok LPI 8195      |
                         ->| PA 0x30090040    +-+>| Dev 0x100        +-+>| col 1, CPU1      +->
                           | TRANSLATER       | | | Event 3          | | | host IRQ 57      |
                           +------------------+ | +------------------+ | +------------------+
                                        Dev 0x100 Event 3           LPI 8195

                           KVM                    guest vm0
                           +------------------+   +------------------+   ....................
                           | ok irqfd         |   | XX vITS          |   : vCPU1            :
                         ->| GSI 24           +-+>| Dev 0x8          +..>: vm0              :
                           | eventfd, KVM     | | | Ev 3             |   :                  :
                           +------------------+ | +------------------+   ....................
                                       GSI 24 Dev 0x8 Ev 3

                         vITS: the guest has not issued MAPTI for DeviceID 0x8, EventID 3: KVM
                         drops the interrupt
                         seen at: vgic-its-state
                        """);
    }

    @Test
    void brokenStationIsCrossedOutAndTellsItsReason() {
        Drawing drawing = MsiPathDiagram.draw(DemoPaths.strip(), DrawingStyle.pixels());
        assertThat(drawing.shapes())
                .filteredOn(Shape.Sign.class::isInstance)
                .extracting(shape -> ((Shape.Sign) shape).kind())
                .contains(Shape.Sign.Kind.CROSS);
        assertThat(drawing.shapes())
                .filteredOn(Shape.Text.class::isInstance)
                .anyMatch(shape ->
                        ((Shape.Text) shape).text().contains("has not issued MAPTI")
                                && ((Shape.Text) shape).ink() == Ink.ALARM_TEXT);
        assertThat(drawing.title()).endsWith("lost at vITS");
    }

    @Test
    void everyStationStandsUnderItsOwnerOnceInARow() {
        Drawing drawing = MsiPathDiagram.draw(DemoPaths.strip(), DrawingStyle.pixels(920, 130));
        assertThat(texts(drawing))
                .containsOnlyOnce("device", "IOMMU", "ITS", "host", "KVM", "guest vm0");
    }

    @Test
    void whatCrossesAnArrowStandsBelowItUpToTheBrokenStation() {
        Drawing drawing = MsiPathDiagram.draw(DemoPaths.strip(), DrawingStyle.pixels());
        assertThat(texts(drawing)).contains("0x3 to 0x08000040", "LPI 8195");
        assertThat(DemoPaths.strip().stations().getLast().crossing().isEmpty()).isTrue();
        assertThat(DemoPaths.strip().stations().get(7).crossing().isEmpty()).isTrue();
    }

    @Test
    void flatPaneGetsOneRowOfLettersThatCanBeRead() {
        Drawing flat = MsiPathDiagram.draw(DemoPaths.strip(), DrawingStyle.pixels(880, 130));
        assertThat(flat.height()).isLessThanOrEqualTo(130);
        assertThat(flat.width()).isLessThanOrEqualTo(880);
        assertThat(boxes(flat).stream().map(Shape.Box::y).distinct()).hasSize(1);
        assertThat(FontRole.SMALL.size()).isGreaterThanOrEqualTo(11);
    }

    @Test
    void everyStationCanBeClicked() {
        Drawing drawing = MsiPathDiagram.draw(DemoPaths.strip(), DrawingStyle.pixels());
        assertThat(boxes(drawing))
                .extracting(Shape.Box::element)
                .contains(
                        new ElementId.OfHop(DemoPaths.NIC, 3, 0),
                        new ElementId.OfHop(DemoPaths.NIC, 3, 8));
    }

    @Test
    void stationThatIsLookedAtIsLit() {
        Drawing drawing =
                MsiPathDiagram.draw(DemoPaths.strip().withCurrent(2), DrawingStyle.pixels());
        assertThat(boxes(drawing))
                .filteredOn(box -> box.stroke() == Ink.ACCENT)
                .extracting(Shape.Box::element)
                .containsExactly(new ElementId.OfHop(DemoPaths.NIC, 3, 2));
    }

    @Test
    void recordedDifferenceHasASignInEveryMedium() {
        MsiStrip strip = DemoPaths.recorded();
        Drawing pixels = MsiPathDiagram.draw(strip, DrawingStyle.pixels());
        assertThat(texts(pixels))
                .contains("\u2260 data 0x4", "= address 0xfffff040", "seen IRQ 57")
                .anyMatch(text -> text.startsWith("1 recorded value differs"));
        String text = TextWriter.write(MsiPathDiagram.draw(strip, DrawingStyle.cells(72)), 72);
        assertThat(text).contains("!= data 0x4").contains("= 0xfffff040").contains("seen IRQ 57");
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 500, 640, 900, 1400, 3000})
    void stripKeepsToItsWidthInAsManyRowsAsItTakes(int width) {
        Drawing drawing =
                MsiPathDiagram.draw(
                        DemoPaths.strip(), DrawingStyle.pixels(width, Double.POSITIVE_INFINITY));
        assertThat(drawing.width()).isLessThanOrEqualTo(width);
        assertThat(boxes(drawing))
                .allSatisfy(box -> {
                    assertThat(box.x() + box.width()).isLessThanOrEqualTo(drawing.width());
                    assertThat(box.y() + box.height()).isLessThanOrEqualTo(drawing.height());
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 72, 120})
    void textKeepsToItsWidth(int columns) {
        Drawing drawing = MsiPathDiagram.draw(DemoPaths.strip(), DrawingStyle.cells(columns));
        assertThat(TextWriter.write(drawing, columns).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
        assertThat(drawing.width()).isLessThanOrEqualTo(columns);
    }
}
