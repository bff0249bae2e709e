package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.document.ElementLine;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.ui.session.Machines;

import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
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
import java.util.Optional;

/// What a person does in the inspector, with a real mouse and keyboard on a real display.
@Tag("robot")
class InspectorStoryTest {
    private static final PciAddress PORT = PciAddress.parse("0000:00:01.0");
    private static final PciAddress NIC = PciAddress.parse("0000:01:00.0");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    @TempDir private Path folder;
    private final FxRobot robot = new FxRobot();
    private TestWindow test;

    @BeforeEach
    void open() throws IOException {
        Path file = folder.resolve("machine.yaml");
        Files.writeString(file, Machines.GUEST_OVER_WINDOW);
        test = TestWindow.open(folder, 1280, 800, file);
        test.settle();
    }

    @AfterEach
    void close() {
        test.close();
        assertThat(test.faults).isEmpty();
    }

    private void select(ElementId... elements) {
        FxThread.run(() -> test.session().selection().select(List.of(elements)));
        test.settle();
    }

    private PciFunction function(PciAddress at) {
        return test.session().atlas().topology().function(at).orElseThrow();
    }

    /// The control of a property, which its accessible name tells.
    private Optional<Node> control(String name) {
        return test.scene().getRoot().lookupAll(".inspector .sheet-field").stream()
                .filter(node -> name.equals(node.getAccessibleText()))
                .findFirst();
    }

    private TextInputControl line(String name) {
        FxThread.waitUntil(name + " is shown", () -> control(name).isPresent());
        return FxThread.call(() -> (TextInputControl) control(name).orElseThrow());
    }

    private void clickInto(TextInputControl line) {
        FxThread.run(() -> reveal(line));
        robot.clickOn(middle(line), MouseButton.PRIMARY);
        FxThread.waitUntil("it has the focus", line::isFocused);
        robot.push(KeyCode.CONTROL, KeyCode.A);
    }

    private void reveal(Node node) {
        ScrollPane scroll = (ScrollPane) test.scene().getRoot().lookup("#inspector");
        Node content = scroll.getContent();
        Bounds all = content.getBoundsInLocal();
        Bounds own = content.sceneToLocal(node.localToScene(node.getBoundsInLocal()));
        double free = all.getHeight() - scroll.getViewportBounds().getHeight();
        scroll.setVvalue(free <= 0 ? 0 : Math.clamp((own.getMinY() - 60) / free, 0, 1));
        scroll.layout();
    }

    private static Point2D middle(Node node) {
        Bounds b = FxThread.call(() -> node.localToScreen(node.getBoundsInLocal()));
        return new Point2D(b.getCenterX(), b.getCenterY());
    }

    private boolean says(String text) {
        return test.scene().getRoot().lookupAll(".inspector .label").stream()
                .anyMatch(n -> n instanceof Label label && label.getText().contains(text));
    }

    @Test
    void aFieldIsJudgedWhileItIsTypedAndEscapeTakesItBack() {
        select(new ElementId.OfFunction(NIC));
        TextInputControl entries = line("Entries");
        clickInto(entries);
        robot.write("4096");
        FxThread.waitUntil(
                "it is wrong",
                () -> entries.getPseudoClassStates().contains(WRONG) && says("2048"));
        Label kernel = (Label) test.find("#inspector-help .source-line");
        String name = FxThread.call(kernel::getText);
        assertThat(name).isEqualTo("PCI_MSIX_FLAGS_QSIZE");
        robot.push(KeyCode.ESCAPE);
        FxThread.waitUntil("it is as before", () -> entries.getText().equals("8"));
        assertThat(FxThread.call(() -> entries.getPseudoClassStates().contains(WRONG))).isFalse();
        robot.push(KeyCode.CONTROL, KeyCode.A);
        robot.write("16");
        robot.push(KeyCode.ENTER);
        FxThread.waitUntil(
                "it has 16 entries",
                () -> {
                    var msix = function(NIC).capabilities().msix();
                    return msix != null && msix.tableSize() == 16;
                });
        test.settle();
    }

    @Test
    void severalThingsGetOneValueAndOneUndoTakesItBack() {
        select(new ElementId.OfFunction(PORT), new ElementId.OfFunction(NIC));
        TextInputControl driver = line("Driver at boot");
        String prompt = FxThread.call(driver::getPromptText);
        assertThat(prompt).isEqualTo("mixed");
        clickInto(driver);
        robot.write("pcieport");
        robot.push(KeyCode.ENTER);
        FxThread.waitUntil(
                "both have it",
                () ->
                        "pcieport".equals(function(PORT).driver())
                                && "pcieport".equals(function(NIC).driver()));
        test.settle();
        FxThread.run(() -> test.find(".status-bar").requestFocus());
        robot.clickOn(middle(test.find(".status-bar")), MouseButton.PRIMARY);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        FxThread.waitUntil(
                "both are as before",
                () -> function(PORT).driver() == null && "vfio-pci".equals(function(NIC).driver()));
        test.settle();
    }

    @Test
    void theKeyboardAsksWhyAndIsTold() {
        select(new ElementId.OfFunction(NIC));
        FxThread.waitUntil("the stream ID is there", () -> why("Stream ID").isPresent());
        FxThread.run(() -> why("Stream ID").orElseThrow().requestFocus());
        assertThat(FxThread.call(() -> seen("iort_pci_iommu_init"))).isFalse();
        robot.push(KeyCode.SPACE);
        FxThread.waitUntil("it is told", () -> seen("iort_pci_iommu_init"));
        robot.push(KeyCode.ESCAPE);
        FxThread.waitUntil("it is hidden", () -> !seen("iort_pci_iommu_init"));
        robot.push(KeyCode.ENTER);
        FxThread.waitUntil("it is told again", () -> seen("iort_pci_iommu_init"));
        robot.push(KeyCode.TAB);
        FxThread.waitUntil(
                "the next value's reason is next",
                () ->
                        test.scene().getFocusOwner() instanceof Button next
                                && next.getAccessibleText().startsWith("Why is "));
    }

    private Optional<Button> why(String label) {
        return button("Why is " + label + " so");
    }

    private Optional<Button> button(String says) {
        return test.scene().getRoot().lookupAll(".inspector .why-button").stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(button -> button.getAccessibleText().contains(says))
                .findFirst();
    }

    private boolean seen(String text) {
        return test.scene().getRoot().lookupAll(".inspector .reasons").stream()
                .filter(Node::isVisible)
                .flatMap(reasons -> reasons.lookupAll(".label").stream())
                .anyMatch(n ->
                        n instanceof Label label
                                && label.getText().replace("\n", "").contains(text));
    }

    @Test
    void whatIsLeftOutIsOneKeyAwayAndCanBeLeftOutAgain() {
        select(new ElementId.OfFunction(PORT));
        FxThread.waitUntil("it is shown", () -> control("Interrupt pin").isPresent());
        ToggleButton more = (ToggleButton) test.find("#inspector-more");
        assertThat(FxThread.call(more::isSelected)).isFalse();
        FxThread.run(more::requestFocus);
        robot.push(KeyCode.ENTER);
        FxThread.waitUntil("it is open", more::isSelected);
        TextInputControl aliases = line("Aliases");
        clickInto(aliases);
        robot.write("nowhere");
        FxThread.waitUntil("it is wrong", () -> aliases.getPseudoClassStates().contains(WRONG));
        robot.push(KeyCode.ESCAPE);
        FxThread.run(() -> aliases.setText("[1e.0]"));
        robot.push(KeyCode.ENTER);
        FxThread.waitUntil(
                "it has an alias",
                () -> aliases().equals("[\"1e.0\"]") || aliases().equals("[1e.0]"));
        test.settle();
        FxThread.waitUntil("it can be left out", () -> button("Leave out Aliases").isPresent());
        FxThread.run(() -> button("Leave out Aliases").orElseThrow().requestFocus());
        robot.push(KeyCode.SPACE);
        FxThread.waitUntil("it has none", () -> aliases().isEmpty());
        test.settle();
    }

    private String aliases() {
        return ElementLine.of(test.session().atlas(), new ElementId.OfFunction(PORT))
                .orElseThrow()
                .value("aliases");
    }

    @Test
    void everyControlHasANameAndHelpAndTheyFollowFromTopToBottom() {
        select(new ElementId.OfFunction(NIC));
        FxThread.waitUntil("it is shown", () -> control("Entries").isPresent());
        FxThread.run(() -> {
            double last = Double.NEGATIVE_INFINITY;
            for (Node node : test.scene().getRoot().lookupAll(".inspector .sheet-field")) {
                assertThat(node.getAccessibleText()).isNotBlank();
                assertThat(node.getAccessibleHelp()).as(node.getAccessibleText()).isNotBlank();
                if (node.getParent().getParent().isVisible()) {
                    double y = node.localToScene(node.getBoundsInLocal()).getMinY();
                    assertThat(y).isGreaterThanOrEqualTo(last);
                    last = y;
                }
            }
        });
    }
}
