package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.canvas.HitTest;
import iovatlas.ui.session.Machines;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
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

/// A drawing larger than its pane scrolls while something is held at the pane's edge.
@Tag("robot")
class DragScrollTest {
    private static final ElementId NIC = new ElementId.OfFunction(PciAddress.parse("01:00.0"));
    private static final ElementId HOST = new ElementId.OfHostBridge(0, 0);

    @TempDir private Path folder;
    private final FxRobot robot = new FxRobot();
    private TestWindow test;
    private TopologyHand hand;

    @BeforeEach
    void open() throws IOException {
        Path file = folder.resolve("machine.yaml");
        Files.writeString(file, Machines.GUEST_OVER_WINDOW);
        test = TestWindow.open(folder, 1280, 800, file);
        hand = new TopologyHand(test, robot);
        hand.settle();
        robot.clickOn(hand.at(0.4, 0.9), MouseButton.PRIMARY);
        for (int i = 0; i < 5; i++) {
            hand.keys(KeyCode.EQUALS);
        }
    }

    @AfterEach
    void close() {
        robot.release(MouseButton.PRIMARY);
        test.close();
        assertThat(test.faults).isEmpty();
    }

    private double across() {
        return FxThread.call(() -> hand.view().transform().offsetX());
    }

    private double down() {
        return FxThread.call(() -> hand.view().transform().offsetY());
    }

    /// Moves the drawing so that a box is in view.
    private void show(ElementId element) {
        FxThread.run(() -> {
            var t = hand.view().transform();
            hand.view().pan(-t.offsetX() - 20, -t.offsetY() - 20);
            var box = HitTest.boxOf(hand.view().drawing(), element);
            t = hand.view().transform();
            hand.view()
                    .pan(
                            100 - t.pixelX(box.orElseThrow().x()),
                            100 - t.pixelY(box.orElseThrow().y()));
        });
    }

    @Test
    void aBoxHeldAtTheEdgeGoesOnAndIsDroppedUnderThePointer() {
        show(NIC);
        Point2D grip = TopologyHand.inside(hand.box(NIC));
        Rectangle2D before = hand.box(NIC);
        Point2D off = new Point2D(grip.getX() - before.getMinX(), grip.getY() - before.getMinY());
        Point2D edge = hand.at(1, 0.9).add(-6, 0);
        double start = across();
        hand.hold(grip, edge);
        FxThread.waitUntil("it scrolls to the right", () -> across() < start - 150);
        Point2D back = hand.at(0.7, 0.9);
        robot.moveTo(back);
        double still = across();
        hand.drop();
        assertThat(across()).isEqualTo(still);
        Rectangle2D placed = hand.box(NIC);
        assertThat(placed.getMinX()).isCloseTo(back.getX() - off.getX(), within(3.0));
        assertThat(placed.getMinY()).isCloseTo(back.getY() - off.getY(), within(3.0));
        assertThat(FxThread.call(() -> test.session().atlas().steps())).hasSize(4);
    }

    @Test
    void aBandThatBeginsInViewReachesWhatWasBeyondIt() {
        show(HOST);
        FxThread.run(() -> hand.view().pan(-60, -60));
        double top = down();
        Rectangle2D host = hand.box(HOST);
        Point2D from = hand.at(0, 0).add(30, 30);
        assertThat(host.contains(from)).isFalse();
        hand.hold(from, hand.at(1, 1).add(40, -60));
        double start = across();
        FxThread.waitUntil("it scrolls to the right", () -> across() < start - 100);
        hand.drop();
        assertThat(down()).isEqualTo(top);
        assertThat(FxThread.call(() -> test.session().selection().selected().elements().size()))
                .isGreaterThan(1);
    }

    @Test
    void aPartFromThePaletteScrollsOnlyOnceItWasInTheDrawing() {
        hand.keys(KeyCode.CONTROL, KeyCode.P);
        robot.write("root-port");
        show(HOST);
        FxThread.run(() -> hand.view().pan(-140, 0));
        Node part = test.find("#part-root-port");
        Bounds bounds = FxThread.call(() -> part.localToScreen(part.getBoundsInLocal()));
        double start = across();
        hand.hold(
                new Point2D(bounds.getCenterX(), bounds.getCenterY()), hand.at(0, 0.5).add(60, 0));
        assertThat(across()).isEqualTo(start);
        robot.moveTo(hand.at(0, 0.5).add(6, 0));
        FxThread.waitUntil("it scrolls to the left", () -> across() > start + 60);
        robot.moveTo(TopologyHand.inside(hand.box(HOST)));
        FxThread.waitUntil(
                "the hint says what the drop would do",
                () -> test.scene().getRoot().lookup("#drop-hint") != null);
        hand.drop();
        FxThread.waitUntil(
                "a port is there", () -> test.session().atlas().topology().functions().size() == 3);
    }
}
