package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagram.Shape;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.ViewTransform;
import iovatlas.ui.session.Machines;

import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The MSI pane with keyboard and mouse.
@Tag("gui")
class MsiStoryTest {

    private static final PciAddress NIC = PciAddress.parse("0000:01:00.0");

    @TempDir private Path folder;
    private TestWindow test;
    private CssLog css;

    @BeforeEach
    void open() throws IOException {
        css = new CssLog();
        Path file = folder.resolve("machine.yaml");
        Files.writeString(file, Machines.GUEST_OVER_WINDOW);
        open(file, TestWindow.HEIGHT);
    }

    private void open(Path file, double height) {
        test = TestWindow.open(folder, TestWindow.WIDTH, height, file);
        test.settle();
        waitForTitle("MSI path");
        FxThread.run(() -> view().requestFocus());
    }

    @AfterEach
    void close() {
        test.close();
        assertThat(css.warnings()).isEmpty();
        css.close();
        assertThat(test.faults).isEmpty();
    }

    private DrawingView view() {
        return (DrawingView) test.find("#msi-path");
    }

    private void waitForTitle(String start) {
        FxThread.waitUntil(
                "the pane shows " + start, () -> view().drawing().title().startsWith(start));
    }

    private void click(ElementId element, int times) {
        FxThread.waitUntil(
                element + " is drawn",
                () ->
                        view().drawing().shapes().stream()
                                .anyMatch(shape -> element.equals(shape.element())));
        FxThread.run(() -> {
            Shape.Box box =
                    view().drawing().shapes().stream()
                            .filter(Shape.Box.class::isInstance)
                            .map(Shape.Box.class::cast)
                            .filter(b -> element.equals(b.element()))
                            .findFirst()
                            .orElseThrow();
            ViewTransform at = view().transform();
            Point2D inScene =
                    view().localToScene(
                                    at.pixelX(box.x() + box.width() / 2),
                                    at.pixelY(box.y() + box.height() / 2));
            double x = inScene.getX();
            double y = inScene.getY();
            Event.fireEvent(
                    view(),
                    new MouseEvent(
                            MouseEvent.MOUSE_PRESSED,
                            x,
                            y,
                            x,
                            y,
                            MouseButton.PRIMARY,
                            times,
                            false,
                            false,
                            false,
                            false,
                            true,
                            false,
                            false,
                            false,
                            false,
                            false,
                            new PickResult(view(), x, y)));
        });
    }

    @Test
    void theKeysGoFromHopToHopAndTheInspectorFollows() {
        test.press(KeyCode.PERIOD, ".", false, false);
        test.press(KeyCode.PERIOD, ".", false, false);
        test.press(KeyCode.PERIOD, ".", false, false);
        test.press(KeyCode.COMMA, ",", false, false);
        assertThat(FxThread.call(() -> test.session().selection().primary()))
                .contains(new ElementId.OfHop(NIC, 2, 1));
        FxThread.waitUntil(
                "the inspector shows the hop",
                () ->
                        test.scene().getRoot().lookupAll(".pane-title").stream()
                                .anyMatch(n ->
                                        ((Labeled) n).getText().equals("Message  hop 2 of 10")));
    }

    @Test
    void aClickOnAStationIsAStepToIt() {
        click(new ElementId.OfHop(NIC, 2, 8), 1);
        assertThat(FxThread.call(() -> test.session().selection().primary()))
                .contains(new ElementId.OfHop(NIC, 2, 8));
    }

    @Test
    void aClickTakesTheKeyboardAlsoInALowWindowWhereThePaneIsATab() {
        test.close();
        open(folder.resolve("machine.yaml"), 700);
        FxThread.run(() -> test.window().actions().run(ActionId.PANE_4));
        click(new ElementId.OfHop(NIC, 2, 1), 1);
        test.press(KeyCode.PERIOD, ".", false, false);
        assertThat(FxThread.call(() -> test.session().selection().primary()))
                .contains(new ElementId.OfHop(NIC, 2, 2));
    }

    @Test
    void aVectorOfTheMatrixIsChosenByAClickAndOpenedByTwo() {
        test.press(KeyCode.M, "m", false, false);
        waitForTitle("MSI matrix");
        click(new ElementId.OfVector(NIC, 1), 1);
        FxThread.waitUntil(
                "vector 1 is the one that is shown",
                () -> test.session().vectorProperty().get().vector() == 1);
        click(new ElementId.OfVector(NIC, 1), 2);
        waitForTitle("MSI path \u2014 01:00.0 nic0 MSI-X 1");
    }

    @Test
    void aProbeIsTypedTracedAndLeft() {
        test.press(KeyCode.P, "p", false, false);
        TextField field = (TextField) test.find("#msi-probe");
        FxThread.run(() -> {
            field.setText("0x100000=5");
            field.getOnAction().handle(null);
        });
        waitForTitle("Probe \u2014 01:00.0 nic0 writes 0x5 to 0x00100000: lost");
        FxThread.run(field::requestFocus);
        test.press(KeyCode.ESCAPE, "", false, false);
        waitForTitle("MSI path");
        assertThat(FxThread.call(() -> field.getParent().isVisible())).isFalse();
    }
}
