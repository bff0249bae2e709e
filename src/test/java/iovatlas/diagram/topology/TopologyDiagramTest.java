package iovatlas.diagram.topology;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Shape;
import iovatlas.export.text.TextWriter;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class TopologyDiagramTest {

    private static List<String> texts(Drawing drawing) {
        return drawing.shapes().stream()
                .filter(Shape.Text.class::isInstance)
                .map(shape -> ((Shape.Text) shape).text())
                .toList();
    }

    @Test
    void smallMachineInText() {
        Drawing drawing = TopologyDiagram.draw(DemoMachines.small(), DrawingStyle.cells(72));
        assertThat(TextWriter.write(drawing, 72))
                .isEqualTo(
                        """
                         Topology - guest RAM at zero

                                                         group  IOMMU  stream  in
                         0000:00 host bridge
                          +-00:01.0 root port ACS ok     4
                          |  +-01:00.0 nic0  MSI-X 129   5      smmu0  0x100   c0
                          +-00:02.0 root port no ACS   | 6
                             +-02:00.0 nvme0  MSI-X 65 | 6      smmu0  0x100
                             +-02:00.1 nvme1  MSI-X 65 | 6      smmu0  0x100

                         group 6: root port 00:02.0 has no ACS

                         +-------------+  +----------------+  +-------------------------------+
                         | smmu0       |  | its0           |  | guest vm0                     |
                         | SMMUv3      |  | ITS 0x30080000 |  | arm64, KVM, vITS              |
                         | MSI -> its0 |  | DeviceID 0x100 |  | RAM 2 GiB at 0x00000000       |
                         +-------------+  +----------------+  | vCPU0 vCPU1                   |
                                                              | +---------------------------+ |
                                                              | | container c0              | |
                                                              | | type1v2                   | |
                                                              | | domain d0  smmu0  48 bits | |
                                                              | | step 3: map EINVAL        | |
                                                              | +---------------------------+ |
                                                              +-------------------------------+
                        """);
    }

    @Test
    void smallMachineShowsGroupsReasonsAndTheWayOfTheSelectedFunction() {
        Drawing drawing = TopologyDiagram.draw(DemoMachines.small(), DrawingStyle.pixels());
        assertThat(texts(drawing))
                .contains(
                        "group 6 \u2014 root port 00:02.0 has no ACS",
                        "RID 0x0100",
                        "\u2192 SID 0x100",
                        "guest vm0",
                        "container c0",
                        "step 3: map EINVAL",
                        "no ACS");
        assertThat(drawing.shapes())
                .anyMatch(shape ->
                        shape instanceof Shape.Box box
                                && new ElementId.OfFunction(PciAddress.parse("01:00.0"))
                                        .equals(box.element())
                                && box.strokeWidth() > 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyFunctionOfARandomMachineIsDrawnOnce(long seed) {
        for (int count : List.of(12, 120)) {
            MachinePicture picture = DemoMachines.random(seed, count);
            for (DrawingStyle style : List.of(DrawingStyle.pixels(), DrawingStyle.cells(72))) {
                List<String> texts = texts(TopologyDiagram.draw(picture, style));
                for (int n = 0; n < count; n++) {
                    String at = "%02x:%02x.%d".formatted(n >> 8 & 0xff, n >> 3 & 0x1f, n & 7);
                    assertThat(texts).containsOnlyOnce(at);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 72, 100})
    void textKeepsToItsWidth(int columns) {
        Drawing drawing =
                TopologyDiagram.draw(DemoMachines.random(3, 60), DrawingStyle.cells(columns));
        assertThat(TextWriter.write(drawing, columns).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
        assertThat(drawing.width()).isLessThanOrEqualTo(columns);
    }

    @Test
    void machineTooLargeForTheStyleBecomesAnOutline() {
        MachinePicture picture = DemoMachines.small();
        assertThat(texts(TopologyDiagram.draw(picture, DrawingStyle.pixels())))
                .doesNotContain("stream");
        assertThat(texts(TopologyDiagram.draw(picture, DrawingStyle.pixels(600, 400))))
                .contains("group", "IOMMU", "stream");
    }

    @Test
    void drawingLiesInsideItsSize() {
        for (int count : List.of(5, 30, 90)) {
            Drawing drawing =
                    TopologyDiagram.draw(DemoMachines.random(8, count), DrawingStyle.pixels());
            for (Shape shape : drawing.shapes()) {
                if (shape instanceof Shape.Box box) {
                    assertThat(box.x()).isGreaterThanOrEqualTo(0);
                    assertThat(box.x() + box.width()).isLessThanOrEqualTo(drawing.width());
                    assertThat(box.y() + box.height()).isLessThanOrEqualTo(drawing.height());
                }
            }
        }
    }

    @Test
    void sameDrawingForTheSameMachine() {
        assertThat(TopologyDiagram.draw(DemoMachines.random(4, 80), DrawingStyle.pixels()))
                .isEqualTo(TopologyDiagram.draw(DemoMachines.random(4, 80), DrawingStyle.pixels()));
    }

    @Test
    @Timeout(10)
    void largestMachineIsDrawnInTime() {
        MachinePicture picture = DemoMachines.random(5, 4096);
        assertThat(TopologyDiagram.draw(picture, DrawingStyle.pixels()).shapes())
                .hasSizeBetween(4096, 60_000);
        assertThat(ColumnsPicture.draw(picture, DrawingStyle.pixels()).shapes())
                .hasSizeBetween(4096, 60_000);
    }
}
