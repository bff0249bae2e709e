package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.ElementId;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.session.Machines;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Escape in the middle of a drag: nothing happens, also when the mouse goes on and is let go.
@Tag("robot")
class GivenUpDragTest {
    private static final ElementId SMMU = new ElementId.OfIommu("smmu0");

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
        FxThread.run(() -> test.window().actions().run(ActionId.MAXIMISE_2));
        hand.settle();
    }

    @AfterEach
    void close() {
        test.close();
        assertThat(test.faults).isEmpty();
    }

    private void giveUp(Point2D from, Point2D to) {
        hand.hold(from, to);
        robot.push(KeyCode.ESCAPE);
        robot.moveTo(to.add(9, 9));
        robot.moveTo(to);
        hand.drop();
        assertThat(FxThread.call(() -> test.session().undoTextProperty().get())).isEmpty();
        assertThat(FxThread.call(() -> hand.view().overlay().getChildren())).isEmpty();
    }

    @Test
    void aPartIsNeitherDroppedNorPut() {
        FxThread.run(() -> test.window().actions().run(ActionId.PARTS));
        FxThread.waitUntil(
                "the palette is there", () -> test.scene().getRoot().lookup("#part-nic") != null);
        Node part = test.find("#part-nic");
        Bounds box = FxThread.call(() -> part.localToScreen(part.getBoundsInLocal()));
        giveUp(
                new Point2D(box.getCenterX(), box.getCenterY()),
                TopologyHand.inside(hand.box(SMMU)));
        Point2D middle = new Point2D(box.getCenterX(), box.getCenterY());
        giveUp(middle, middle.add(10, 0));
    }
}
