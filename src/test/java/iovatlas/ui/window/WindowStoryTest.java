package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.Machines;

import javafx.application.Application;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;

import org.controlsfx.control.StatusBar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a person does, with a real mouse and keyboard on a real display.
@Tag("robot")
class WindowStoryTest {

    private static final ElementId NIC = new ElementId.OfFunction(PciAddress.parse("0000:01:00.0"));

    @TempDir private Path folder;
    private final FxRobot robot = new FxRobot();
    private TestWindow test;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve("machine.yaml");
        Files.writeString(file, Machines.GUEST_OVER_WINDOW);
        test = TestWindow.open(folder, 1280, 800, file);
        test.settle();
        // Without a window manager nothing has the keyboard before the first click.
        click(test.find(".status-bar"));
    }

    @AfterEach
    void close() {
        test.close();
        assertThat(test.faults).isEmpty();
    }

    private void click(Node node) {
        Bounds bounds = FxThread.call(() -> node.localToScreen(node.getBoundsInLocal()));
        robot.clickOn(new Point2D(bounds.getMinX() + 30, bounds.getCenterY()), MouseButton.PRIMARY);
    }

    private Node cell(String text) {
        return FxThread.call(() ->
                test.find(".tree-pane .tree-view").lookupAll(".tree-cell").stream()
                        .filter(TreeCell.class::isInstance)
                        .filter(node -> textOf(node).contains(text))
                        .findFirst()
                        .orElseThrow());
    }

    private static String textOf(Node node) {
        StringBuilder all = new StringBuilder();
        for (Node label : node.lookupAll(".label")) {
            all.append(((Labeled) label).getText()).append(' ');
        }
        return node instanceof Labeled own ? own.getText() + " " + all : all.toString();
    }

    private String status() {
        return FxThread.call(() -> ((StatusBar) test.find(".status-bar")).getText());
    }

    @Test
    void whatIsSelectedInTheTreeIsSelectedEverywhere() {
        click(cell("nic0"));
        FxThread.waitUntil(
                "the function is selected",
                () -> test.session().selection().primary().filter(NIC::equals).isPresent());
        assertThat(textOf(test.find(".inspector-pane .pane-header"))).contains("01:00.0");
    }

    @Test
    void stepsUndoesAndSavesByKeyboard() throws IOException {
        robot.push(KeyCode.COMMA);
        FxThread.waitUntil("step 3 is shown", () -> test.session().computed().step() == 3);
        robot.push(KeyCode.ALT, KeyCode.HOME);
        FxThread.waitUntil("boot is shown", () -> test.session().computed().step() == 0);

        robot.push(KeyCode.CONTROL, KeyCode.R);
        robot.write("5.15");
        robot.push(KeyCode.ENTER);
        FxThread.waitUntil("the document changed", () -> test.session().dirtyProperty().get());
        assertThat(status()).startsWith("Not saved");
        robot.push(KeyCode.F6);
        robot.push(KeyCode.CONTROL, KeyCode.S);
        FxThread.waitUntil("it is saved", () -> !test.session().dirtyProperty().get());
        assertThat(Files.readString(file)).contains("5.15");
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        FxThread.waitUntil("the edit is undone", () -> test.session().dirtyProperty().get());
        test.settle();
        assertThat(status()).contains("kernel 6.12");
    }

    @Test
    void goesDarkAndRemembersIt() {
        String light = FxThread.call(Application::getUserAgentStylesheet);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        FxThread.waitUntil("it is dark", () -> !Application.getUserAgentStylesheet().equals(light));
        assertThat(test.services().preferences().value().scheme().name()).isEqualTo("DARK");
    }

    @Test
    void findsByTypingAndGoesThere() {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("nic0");
        robot.push(KeyCode.ENTER);
        FxThread.waitUntil(
                "the function is selected",
                () -> test.session().selection().primary().filter(NIC::equals).isPresent());
        robot.push(KeyCode.ESCAPE);
        FxThread.waitUntil(
                "nothing is selected", () -> test.session().selection().primary().isEmpty());
    }

    @Test
    void everyPaneIsReachedByItsNumberAndFillsTheWindow() {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        assertThat(FxThread.call(() -> test.scene().getFocusOwner())).isInstanceOf(TreeView.class);
        double before = test.find(".topology-pane").getBoundsInParent().getHeight();
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.DIGIT2);
        FxThread.waitUntil(
                "the topology fills the window",
                () -> test.find(".topology-pane").getBoundsInParent().getHeight() > 2 * before);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.DIGIT2);
        FxThread.waitUntil(
                "it is as before",
                () -> test.find(".topology-pane").getBoundsInParent().getHeight() < 2 * before);
    }

    @Test
    void theKeyOverlayComesAndGoes() {
        robot.push(KeyCode.F1);
        test.find("#key-sheet");
        robot.push(KeyCode.ESCAPE);
        FxThread.waitUntil(
                "the sheet is gone", () -> test.scene().getRoot().lookup("#key-sheet") == null);
    }
}
