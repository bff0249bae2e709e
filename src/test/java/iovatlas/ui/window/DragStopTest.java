package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.Machines;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
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
import java.util.List;

/// Esc gives up whatever is being dragged, and the button that is let go afterwards does nothing.
@Tag("robot")
class DragStopTest {
    private static final ElementId NIC = new ElementId.OfFunction(PciAddress.parse("01:00.0"));
    private static final ElementId HOST = new ElementId.OfHostBridge(0, 0);

    @TempDir private Path folder;
    private final FxRobot robot = new FxRobot();
    private TestWindow test;
    private TopologyHand hand;
    private Atlas before;

    @BeforeEach
    void open() throws IOException {
        Path file = folder.resolve("machine.yaml");
        Files.writeString(file, Machines.GUEST_OVER_WINDOW);
        test = TestWindow.open(folder, 1280, 800, file);
        hand = new TopologyHand(test, robot);
        hand.settle();
        before = atlas();
    }

    @AfterEach
    void close() {
        robot.release(MouseButton.PRIMARY);
        test.close();
        assertThat(test.faults).isEmpty();
    }

    private Atlas atlas() {
        return FxThread.call(() -> test.session().atlas());
    }

    private List<ElementId> selected() {
        return FxThread.call(() -> test.session().selection().selected().elements());
    }

    private boolean hints() {
        return FxThread.call(() -> test.scene().getRoot().lookup("#drop-hint") != null);
    }

    private void stop() {
        robot.push(KeyCode.ESCAPE);
        assertThat(hints()).isFalse();
        robot.moveBy(12, 6);
        assertThat(hints()).isFalse();
        hand.drop();
        assertThat(atlas()).isEqualTo(before);
    }

    @Test
    void aPartFromThePaletteGoesBack() {
        hand.keys(KeyCode.CONTROL, KeyCode.P);
        robot.write("root-port");
        Node part = test.find("#part-root-port");
        Bounds bounds = FxThread.call(() -> part.localToScreen(part.getBoundsInLocal()));
        hand.hold(
                new Point2D(bounds.getCenterX(), bounds.getCenterY()),
                TopologyHand.inside(hand.box(HOST)));
        FxThread.waitUntil("the hint says what the drop would do", this::hints);
        stop();
    }

    @Test
    void aDeviceStaysWhereItWasAndSelected() {
        hand.hold(TopologyHand.inside(hand.box(NIC)), TopologyHand.inside(hand.box(HOST)));
        FxThread.waitUntil("the hint says what the drop would do", this::hints);
        stop();
        assertThat(selected()).containsExactly(NIC);
    }

    @Test
    void aBoxThatSelectsSelectsNothing() {
        robot.clickOn(TopologyHand.inside(hand.box(NIC)), MouseButton.PRIMARY);
        hand.hold(hand.at(0.02, 0.04), hand.at(0.98, 0.96));
        stop();
        assertThat(selected()).containsExactly(NIC);
    }
}
