package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.scenario.Step;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.HitTest;
import iovatlas.ui.session.Machines;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableRow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
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
import java.util.Objects;

/// What a person does to a machine that is there, with a real mouse and keyboard on a real display.
@Tag("robot")
class EditorStoryTest {
    private static final ElementId NIC = new ElementId.OfFunction(PciAddress.parse("0000:01:00.0"));

    @TempDir private Path folder;
    private final FxRobot robot = new FxRobot();
    private TestWindow test;

    @BeforeEach
    void open() throws IOException {
        Path file = folder.resolve("machine.yaml");
        Files.writeString(file, Machines.GUEST_OVER_WINDOW);
        test = TestWindow.open(folder, 1280, 800, file);
        test.settle();
        click(test, ".status-bar");
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

    private void click(TestWindow window, String selector) {
        robot.clickOn(middle(window.find(selector)), MouseButton.PRIMARY);
    }

    private static Point2D place(TestWindow window, ElementId element) {
        return FxThread.call(() -> {
            DrawingView view = (DrawingView) window.scene().getRoot().lookup("#topology");
            var box = HitTest.boxOf(view.drawing(), element).orElseThrow();
            return view.localToScreen(
                    view.transform().pixelX(box.x() + 20), view.transform().pixelY(box.y() + 12));
        });
    }

    private void tab(String name) {
        Node label =
                FxThread.call(() ->
                        test.scene().getRoot().lookupAll(".tab-label").stream()
                                .filter(Labeled.class::isInstance)
                                .filter(n -> ((Labeled) n).getText().startsWith(name))
                                .findFirst()
                                .orElseThrow());
        robot.clickOn(middle(label), MouseButton.PRIMARY);
    }

    @Test
    void theMenuOfAHostBridgeAddsAPort() {
        ElementId bridge = new ElementId.OfHostBridge(0, 0);
        robot.clickOn(place(test, bridge), MouseButton.SECONDARY);
        robot.clickOn("#editor-add");
        robot.clickOn("Root port");
        FxThread.waitUntil(
                "there is another port",
                () -> test.session().atlas().topology().functions().size() == 3);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        FxThread.waitUntil(
                "it is gone", () -> test.session().atlas().topology().functions().size() == 2);
    }

    @Test
    void linesOfOneWindowArePastedIntoAnother() throws IOException {
        robot.clickOn(place(test, NIC), MouseButton.PRIMARY);
        robot.push(KeyCode.CONTROL, KeyCode.C);
        FxThread.waitUntil("lines are copied", () -> !test.dialogs.copied.isEmpty());
        assertThat(test.dialogs.copied.getLast()).contains("functions:", "name: nic0");
        Path file = folder.resolve("other.yaml");
        Files.writeString(
                file,
                """
                format: 1
                kernel: {release: "6.12"}
                functions:
                  - {at: "0000:00:03.0", kind: root-port, bus: "01"}
                """);
        TestWindow other = TestWindow.open(folder, 1280, 800, file);
        try {
            other.settle();
            // One clipboard serves all windows.
            other.dialogs.copied.addAll(test.dialogs.copied);
            click(other, ".status-bar");
            ElementId port = new ElementId.OfFunction(PciAddress.parse("0000:00:03.0"));
            robot.clickOn(place(other, port), MouseButton.PRIMARY);
            robot.push(KeyCode.CONTROL, KeyCode.V);
            FxThread.waitUntil(
                    "the card is there",
                    () -> other.session().atlas().topology().functionNamed("nic0").isPresent());
            assertThat(other.session().atlas().topology().functionNamed("nic0").orElseThrow().at())
                    .hasToString("0000:01:00.0");
        } finally {
            other.close();
        }
        assertThat(other.faults).isEmpty();
    }

    @Test
    void aTrialListsWhatWouldBeOtherwiseAndIsDropped() {
        var before = test.session().atlas();
        robot.push(KeyCode.CONTROL, KeyCode.I);
        robot.push(KeyCode.CONTROL, KeyCode.R);
        robot.write("5.3");
        robot.push(KeyCode.ENTER);
        FxThread.waitUntil(
                "the answer of the mapping differs",
                () ->
                        ((ListView<?>) test.scene().getRoot().lookup("#trial-list"))
                                .getItems().stream()
                                        .anyMatch(line -> line.toString().contains("step: 2 map")));
        click(test, "#trial-drop");
        FxThread.waitUntil("it is as before", () -> test.session().atlas().equals(before));
    }

    @Test
    void aStepIsDraggedToAnotherPlaceOfTheList() {
        List<Step> before = actions();
        tab("Timeline");
        FxThread.waitUntil("rows are shown", () -> row(1) != null && row(2) != null);
        Point2D from = FxThread.call(() -> middle(shown(2)));
        Point2D to = FxThread.call(() -> middle(shown(1)));
        robot.moveTo(from);
        robot.press(MouseButton.PRIMARY);
        robot.moveTo(from.add(0, -9));
        robot.moveTo(to);
        FxThread.waitUntil(
                "it is told what the kernel would answer",
                () ->
                        ((Labeled) test.scene().getRoot().lookup("#step-problem"))
                                .getText()
                                .startsWith("Step 2 becomes step 1"));
        robot.release(MouseButton.PRIMARY);
        FxThread.waitUntil("it moved", () -> actions().getFirst().equals(before.get(1)));
        robot.push(KeyCode.ALT, KeyCode.DOWN);
        FxThread.waitUntil("it is back", () -> actions().equals(before));
    }

    @Test
    void stepsOfOneWindowArePastedBehindTheCursorOfAnother() throws IOException {
        List<Step> before = actions();
        tab("Timeline");
        FxThread.waitUntil("rows are shown", () -> row(1) != null && row(2) != null);
        robot.clickOn(FxThread.call(() -> middle(shown(1))), MouseButton.PRIMARY);
        robot.press(KeyCode.SHIFT);
        robot.clickOn(FxThread.call(() -> middle(shown(2))), MouseButton.PRIMARY);
        robot.release(KeyCode.SHIFT);
        robot.push(KeyCode.CONTROL, KeyCode.C);
        FxThread.waitUntil("lines are copied", () -> !test.dialogs.copied.isEmpty());
        assertThat(test.dialogs.copied.getLast())
                .startsWith("steps:\n  - {do: attach,")
                .contains("\n  - {do: map,");
        Path file = folder.resolve("other.yaml");
        Files.writeString(file, Machines.GUEST_OVER_WINDOW);
        TestWindow other = TestWindow.open(folder, 1280, 800, file);
        try {
            other.settle();
            other.dialogs.copied.addAll(test.dialogs.copied);
            FxThread.run(() -> other.session().showStep(1));
            click(other, ".status-bar");
            robot.push(KeyCode.CONTROL, KeyCode.V);
            FxThread.waitUntil(
                    "the steps are there", () -> other.session().atlas().steps().size() == 6);
            assertThat(
                            other.session().atlas().steps().subList(1, 3).stream()
                                    .map(s -> s.action())
                                    .toList())
                    .isEqualTo(before.subList(0, 2));
        } finally {
            other.close();
        }
        assertThat(other.faults).isEmpty();
    }

    @Test
    void selectedStepsAreDuplicatedAndCutTogether() {
        tab("Timeline");
        FxThread.waitUntil("rows are shown", () -> row(1) != null && row(2) != null);
        robot.clickOn(FxThread.call(() -> middle(shown(1))), MouseButton.PRIMARY);
        robot.push(KeyCode.SHIFT, KeyCode.DOWN);
        robot.push(KeyCode.CONTROL, KeyCode.D);
        FxThread.waitUntil("there are copies", () -> actions().size() == 6);
        assertThat(actions().subList(2, 4)).isEqualTo(actions().subList(0, 2));
        robot.push(KeyCode.CONTROL, KeyCode.X);
        FxThread.waitUntil("the copies are gone", () -> actions().size() == 4);
        assertThat(test.dialogs.copied.getLast()).startsWith("steps:\n  - {do: attach,");
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        FxThread.waitUntil("they are back", () -> actions().size() == 6);
    }

    @Test
    void aStepIsEditedInItsPlace() {
        tab("Timeline");
        FxThread.waitUntil("rows are shown", () -> row(2) != null);
        robot.clickOn(FxThread.call(() -> middle(shown(2))), MouseButton.PRIMARY);
        robot.push(KeyCode.F2);
        FxThread.waitUntil("its line is there", () -> line() != null);
        robot.write("do: map, container: c9, iova: 0x1000, size: 4K");
        FxThread.waitUntil(
                "what is wrong is told",
                () ->
                        ((Labeled) test.scene().getRoot().lookup("#step-problem"))
                                .getText()
                                .contains("There is no container \"c9\""));
        robot.push(KeyCode.CONTROL, KeyCode.A);
        robot.write("do: map, container: c0, iova: 0x40000000, size: 4K");
        robot.push(KeyCode.ENTER);
        FxThread.waitUntil(
                "the step is another",
                () ->
                        actions().get(1) instanceof Step.Map map
                                && map.iova() != null
                                && map.iova().unsignedBits() == 0x4000_0000L);
    }

    @Test
    void whatCannotBeReadIsUnderlinedInTheDocument() {
        tab("Document");
        FxThread.waitUntil(
                "the text is shown", () -> test.scene().getRoot().lookup("#document-text") != null);
        click(test, "#document-text");
        robot.push(KeyCode.CONTROL, KeyCode.HOME);
        robot.write("frmat: 2\n");
        FxThread.waitUntil(
                "it is underlined", () -> test.scene().getRoot().lookup(".fault-wave") != null);
        assertThat(((Labeled) test.find("#document-fault")).getText()).startsWith("Line ");
        robot.push(KeyCode.CONTROL, KeyCode.Z);
    }

    @Test
    void theWaveStandsBelowItsLineAlsoFarDown() {
        tab("Document");
        FxThread.waitUntil(
                "the text is shown", () -> test.scene().getRoot().lookup("#document-text") != null);
        click(test, "#document-text");
        robot.push(KeyCode.CONTROL, KeyCode.END);
        robot.write("x");
        FxThread.waitUntil(
                "the wave is where the caret is",
                () -> {
                    Node wave = test.scene().getRoot().lookup(".fault-wave");
                    return wave != null && Math.abs(bottom(wave) - bottom(caret())) < 6;
                });
    }

    /// The caret, which stands behind what was typed last.
    private Node caret() {
        return ((Region) test.scene().getRoot().lookup("#document-text"))
                .lookupAll("Path").stream()
                        .filter(Node::isVisible)
                        .filter(node -> node.getBoundsInLocal().getHeight() > 5)
                        .findFirst()
                        .orElseThrow();
    }

    private static double bottom(Node node) {
        return node.localToScene(node.getBoundsInLocal()).getMaxY();
    }

    private Node shown(int number) {
        return Objects.requireNonNull(row(number));
    }

    private List<Step> actions() {
        return test.session().atlas().steps().stream().map(s -> s.action()).toList();
    }

    private Node line() {
        return test.scene().getRoot().lookup("#step-line");
    }

    /// The row of a step, null while it is not shown.
    private @Nullable Node row(int number) {
        return test.scene().getRoot().lookupAll("#steps .table-row-cell").stream()
                .filter(TableRow.class::isInstance)
                .filter(node -> ((TableRow<?>) node).getIndex() == number - 1)
                .filter(node -> !((TableRow<?>) node).isEmpty())
                .findFirst()
                .orElse(null);
    }
}
