package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Labeled;
import javafx.scene.input.MouseButton;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A card dropped on the line of a page table is attached to that table, and what the kernel will
/// answer is told before.
@Tag("robot")
class PageTableDropTest {
    private static final PciAddress NEAR = PciAddress.parse("02:00.0");
    private static final PciAddress FAR = PciAddress.parse("03:00.0");
    private static final ElementId TABLE = new ElementId.OfDomain("ioas0", 0);
    private static final String MACHINE =
            """
            format: 1
            kernel: {release: "7.3", arch: arm64, firmware: acpi, page-size: 4K, iommufd: true}
            host-bridges:
              - {segment: "0000", buses: "00-ff"}
            functions:
              - {at: "0000:00:01.0", kind: root-port, bus: "01", acs: {cap: 0x5f}}
              - {at: "0000:00:02.0", kind: root-port, bus: "02", acs: {cap: 0x5f}}
              - {at: "0000:00:03.0", kind: root-port, bus: "03", acs: {cap: 0x5f}}
              - {at: "0000:01:00.0", kind: endpoint, name: nic0, driver: vfio-pci}
              - {at: "0000:02:00.0", kind: endpoint, name: nic1, driver: vfio-pci}
              - {at: "0000:03:00.0", kind: endpoint, name: nic2, driver: vfio-pci}
            iommus:
              - {name: smmu0, kind: smmuv3, base: 0x2b400000}
              - {name: smmu1, kind: smmuv3, base: 0x2b500000}
            msi-controllers:
              - {name: its0, kind: its, base: 0x30080000}
            id-maps:
              - {msi: its0, rids: 0x0000-0xffff, to: 0x0000}
              - {iommu: smmu0, rids: 0x0000-0x02ff, to: 0x0000}
              - {iommu: smmu1, rids: 0x0300-0x03ff, to: 0x0300}
            guests:
              - {name: vm0, arch: arm64, vcpus: 1, interrupts: {its: 0x80080000}}
            ioases:
              - {name: ioas0, owner: vm0, context: x}
            steps:
              - {do: alloc-hwpt, device: nic0, ioas: ioas0, hwpt: own}
            """;

    @TempDir private Path folder;
    private final FxRobot robot = new FxRobot();
    private TestWindow test;
    private TopologyHand hand;

    @BeforeEach
    void open() throws IOException {
        Path file = folder.resolve("machine.yaml");
        Files.writeString(file, MACHINE);
        test = TestWindow.open(folder, 1280, 800, file);
        hand = new TopologyHand(test, robot);
        hand.settle();
    }

    @AfterEach
    void close() {
        robot.release(MouseButton.PRIMARY);
        test.close();
        assertThat(test.faults).isEmpty();
    }

    private void hold(PciAddress card) {
        Rectangle2D line = hand.box(TABLE);
        Point2D middle =
                new Point2D(
                        (line.getMinX() + line.getMaxX()) / 2,
                        (line.getMinY() + line.getMaxY()) / 2);
        hand.hold(TopologyHand.inside(hand.box(new ElementId.OfFunction(card))), middle);
    }

    private String hint() {
        return test.scene().getRoot().lookup("#drop-hint") instanceof Labeled label
                ? label.getText()
                : "";
    }

    private List<Step> steps() {
        return FxThread.call(
                () -> test.session().atlas().steps().stream().map(ScenarioStep::action).toList());
    }

    @Test
    void aCardIsAttachedToTheTableThatItIsDroppedOn() {
        hold(NEAR);
        FxThread.waitUntil(
                "the kernel's answer is told",
                () -> hint().equals("Attach 02:00.0 to own, 1 step\n2 attach: OK"));
        hand.drop();
        assertThat(steps().getLast()).isEqualTo(new Step.Attach(NEAR, "ioas0", "own"));
    }

    @Test
    void aCardBehindAnotherIommuIsToldWhyNotBeforeTheDrop() {
        hold(FAR);
        FxThread.waitUntil(
                "the kernel's answer is told", () -> hint().contains("2 attach: EINVAL, "));
        assertThat(steps()).hasSize(1);
        hand.drop();
        assertThat(steps().getLast()).isEqualTo(new Step.Attach(FAR, "ioas0", "own"));
        FxThread.waitUntil(
                "the answer stays in the timeline",
                () -> test.session().computed().timeline().result(2).word().equals("EINVAL"));
    }
}
