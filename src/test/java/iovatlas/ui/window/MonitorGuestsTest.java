package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.ContainerOwner;
import iovatlas.topology.MemoryRegion;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import java.nio.file.Path;
import java.util.List;

/// Guests of real monitors by mouse and keyboard, with so much RAM as the palette says.
@Tag("robot")
class MonitorGuestsTest {

    @TempDir private Path folder;
    private final FxRobot robot = new FxRobot();
    private TestWindow test;

    @BeforeEach
    void open() {
        test = TestWindow.open(folder, 1280, 800);
        click(".status-bar");
        robot.push(KeyCode.CONTROL, KeyCode.N);
        settle();
    }

    @AfterEach
    void close() {
        test.close();
        assertThat(test.faults).isEmpty();
    }

    private static Point2D middle(Node node) {
        Bounds b = FxThread.call(() -> node.localToScreen(node.getBoundsInLocal()));
        return new Point2D(b.getCenterX(), b.getCenterY());
    }

    private void click(String selector) {
        robot.clickOn(middle(test.find(selector)), MouseButton.PRIMARY);
    }

    private void settle() {
        FxThread.waitUntil(
                "a document is open", () -> test.window().workspace().current().isPresent());
        test.settle();
    }

    private void find(String part, String ram) {
        click("#palette-filter");
        robot.push(KeyCode.CONTROL, KeyCode.A);
        robot.write(part);
        click("#palette-ram");
        robot.push(KeyCode.CONTROL, KeyCode.A);
        robot.write(ram);
    }

    private List<String> ram(String guest) {
        ContainerOwner owner =
                FxThread.call(() -> test.session().atlas().topology().owner(guest)).orElseThrow();
        return owner.memory().stream()
                .filter(region -> region.kind() == MemoryRegion.Kind.RAM)
                .map(region -> region.range().first().hex() + " " + region.range().size())
                .toList();
    }

    @Test
    void aPressedReleaseGetsTheRamOfThePalette() {
        find("cloud-hypervisor", "8G");
        click("#part-cloud-hypervisor-arm");
        settle();
        assertThat(ram("vm0")).containsExactly("0x40000000 3008M", "0x100000000 5184M");
    }

    @Test
    void theHintOfADragSaysWhereRamWouldBe() {
        find("firecracker", "300G");
        Point2D from = middle(test.find("#part-firecracker"));
        Point2D to = middle(test.find("#topology"));
        robot.moveTo(from);
        robot.press(MouseButton.PRIMARY);
        robot.moveTo(from.add(8, 0));
        robot.moveTo(to);
        FxThread.waitUntil(
                "the hint tells where RAM would be",
                () ->
                        test.scene().getRoot().lookup("#drop-hint") instanceof Labeled hint
                                && hint.getText()
                                        .contains(
                                                "RAM 3G at 0x00000000, 252G at 0x100000000, 45G at"
                                                        + " 0x8000000000"));
        robot.release(MouseButton.PRIMARY);
        settle();
        assertThat(ram("vm0")).hasSize(3);
    }
}
