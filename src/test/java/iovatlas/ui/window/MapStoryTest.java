package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagram.Shape;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.session.Machines;

import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A person moves about in the IOVA map. The events are made here, since not every platform can send
/// a wheel with Ctrl.
@Tag("gui")
class MapStoryTest {

    @TempDir private Path folder;
    private TestWindow test;

    @BeforeEach
    void open() throws IOException {
        Path file = folder.resolve("machine.yaml");
        Files.writeString(file, Machines.GUEST_OVER_WINDOW);
        test = TestWindow.open(folder, TestWindow.WIDTH, TestWindow.HEIGHT, file);
        test.settle();
        FxThread.waitUntil("the map is drawn", () -> !map().drawing().shapes().isEmpty());
    }

    @AfterEach
    void close() {
        test.close();
        assertThat(test.faults).isEmpty();
    }

    private DrawingView map() {
        return (DrawingView) test.find("#iova-map");
    }

    private boolean says(String text) {
        return map().drawing().shapes().stream()
                .anyMatch(s -> s instanceof Shape.Text one && one.text().contains(text));
    }

    private static void wheel(Node node, double turns) {
        Event.fireEvent(
                node,
                new ScrollEvent(
                        ScrollEvent.SCROLL,
                        node.getLayoutBounds().getWidth() / 2,
                        node.getLayoutBounds().getHeight() / 2,
                        0,
                        0,
                        false,
                        true,
                        false,
                        true,
                        false,
                        false,
                        0,
                        turns,
                        0,
                        turns,
                        ScrollEvent.HorizontalTextScrollUnits.NONE,
                        0,
                        ScrollEvent.VerticalTextScrollUnits.NONE,
                        0,
                        0,
                        null));
    }

    private void key(KeyCode code) {
        FxThread.run(() ->
                Event.fireEvent(
                        map(),
                        new KeyEvent(
                                KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
    }

    @Test
    void theWheelZoomsAddressesAndZeroShowsAllAgain() {
        assertThat(FxThread.call(() -> says("end of aperture"))).isTrue();
        FxThread.run(() -> {
            for (int turn = 0; turn < 12; turn++) {
                wheel(map(), 40);
            }
        });
        FxThread.waitUntil("only a part is shown", () -> !says("end of aperture"));
        key(KeyCode.DIGIT0);
        FxThread.waitUntil("all is shown again", () -> says("end of aperture"));
    }

    @Test
    void aPressOnTheSmallMapLooksThere() {
        FxThread.run(() -> {
            Node small = test.find("#iova-small-map");
            double x = small.getLayoutBounds().getWidth() / 2;
            double y = small.getLayoutBounds().getHeight() / 4;
            Event.fireEvent(small, pressed(x, y));
        });
        FxThread.waitUntil("only a part is shown", () -> !says("end of aperture"));
    }

    private static MouseEvent pressed(double x, double y) {
        return new MouseEvent(
                MouseEvent.MOUSE_PRESSED,
                x,
                y,
                0,
                0,
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                true,
                false,
                false,
                false,
                false,
                true,
                null);
    }

    @Test
    void keysTurnTheAxisShowLayersAndMark() {
        key(KeyCode.U);
        FxThread.waitUntil("the layer is shown", () -> says("Told to"));
        key(KeyCode.K);
        FxThread.waitUntil("a marker is set", () -> says("A 0x00000000"));
        double before = FxThread.call(() -> heightOf("0x0000_8000_0000"));
        double zero = FxThread.call(() -> heightOf("0x0000_0000_0000"));
        assertThat(zero).isLessThan(before);
        key(KeyCode.R);
        FxThread.waitUntil(
                "low addresses are at the bottom",
                () -> heightOf("0x0000_0000_0000") > heightOf("0x0000_8000_0000"));
    }

    private double heightOf(String address) {
        return map().drawing().shapes().stream()
                .filter(s -> s instanceof Shape.Text one && one.text().equals(address))
                .mapToDouble(s -> ((Shape.Text) s).y())
                .findFirst()
                .orElse(0);
    }
}
