package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import iovatlas.document.LayoutFile;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.Machines;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TreeView;
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

/// The drawing arranged by hand: drag, select with a box, align, look around with the small map.
@Tag("robot")
class ArrangeTest {
    private static final ElementId NIC = new ElementId.OfFunction(PciAddress.parse("01:00.0"));
    private static final ElementId PORT = new ElementId.OfFunction(PciAddress.parse("00:01.0"));
    private static final ElementId SMMU = new ElementId.OfIommu("smmu0");
    private static final ElementId ITS = new ElementId.OfMsiController("its0");

    @TempDir private Path folder;
    private final FxRobot robot = new FxRobot();
    private Path file;
    private TestWindow test;
    private TopologyHand hand;

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve("machine.yaml");
        Files.writeString(file, Machines.GUEST_OVER_WINDOW);
        show();
    }

    private void show() {
        test = TestWindow.open(folder, 1280, 800, file);
        hand = new TopologyHand(test, robot);
        hand.settle();
        robot.clickOn(hand.at(0.4, 0.9), MouseButton.PRIMARY);
        hand.keys(KeyCode.CONTROL, KeyCode.M);
    }

    @AfterEach
    void close() {
        test.close();
        assertThat(test.faults).isEmpty();
    }

    private boolean isMoved() {
        return !FxThread.call(() -> test.session().layout().isEmpty());
    }

    @Test
    void aDraggedBoxStaysWhereItWasPutAndComesBackWithTheDocument() throws IOException {
        Rectangle2D before = hand.box(NIC);
        hand.drag(TopologyHand.inside(before), TopologyHand.inside(before).add(20, 150));
        FxThread.waitUntil("it is moved", () -> hand.box(NIC).getMinY() > before.getMinY() + 60);
        assertThat(FxThread.call(() -> test.session().atlas().steps())).hasSize(4);
        hand.keys(KeyCode.CONTROL, KeyCode.Z);
        assertThat(isMoved()).isFalse();
        hand.keys(KeyCode.CONTROL, KeyCode.Y);
        hand.keys(KeyCode.CONTROL, KeyCode.S);
        FxThread.waitUntil("it is saved", () -> !test.session().dirtyProperty().get());
        assertThat(Files.readString(file)).isEqualTo(Machines.GUEST_OVER_WINDOW);
        assertThat(LayoutFile.find(file)).isPresent();

        Rectangle2D placed = hand.box(NIC);
        Rectangle2D port = hand.box(PORT);
        test.close();
        show();
        assertThat(hand.box(NIC).getMinY() - hand.box(PORT).getMinY())
                .isCloseTo(placed.getMinY() - port.getMinY(), within(2.0));
        hand.keys(KeyCode.CONTROL, KeyCode.ALT, KeyCode.DIGIT0);
        assertThat(isMoved()).isFalse();
        hand.keys(KeyCode.CONTROL, KeyCode.S);
        FxThread.waitUntil("it is saved", () -> !test.session().dirtyProperty().get());
        assertThat(LayoutFile.of(file)).doesNotExist();
    }

    @Test
    void aBoxSelectsWhatAlignMovesAsOneChange() {
        hand.drag(
                TopologyHand.inside(hand.box(ITS)), TopologyHand.inside(hand.box(ITS)).add(60, 40));
        Rectangle2D smmu = hand.box(SMMU);
        Rectangle2D its = hand.box(ITS);
        hand.drag(
                new Point2D(smmu.getMinX() - 12, smmu.getMinY() - 12),
                new Point2D(its.getMaxX() + 12, its.getMaxY() + 12));
        assertThat(selected()).contains(SMMU, ITS);
        hand.keys(KeyCode.SHIFT, KeyCode.ALT, KeyCode.LEFT);
        FxThread.waitUntil(
                "they are aligned", () -> hand.box(ITS).getMinX() == hand.box(SMMU).getMinX());
        hand.keys(KeyCode.CONTROL, KeyCode.Z);
        FxThread.waitUntil(
                "they are not aligned", () -> hand.box(ITS).getMinX() != hand.box(SMMU).getMinX());
    }

    @Test
    void theSmallMapBringsAnyPartIntoView() {
        for (int i = 0; i < 5; i++) {
            hand.keys(KeyCode.EQUALS);
        }
        double before = FxThread.call(() -> hand.view().transform().offsetX());
        // The map lies in a corner; at its right edge is the right edge of the drawing.
        Point2D corner =
                FxThread.call(() ->
                        hand.view()
                                .localToScreen(
                                        hand.view().getWidth() - 14, hand.view().getHeight() - 14));
        robot.clickOn(corner, MouseButton.PRIMARY);
        hand.settle();
        double after = FxThread.call(() -> hand.view().transform().offsetX());
        assertThat(after).isLessThan(before);
        hand.drag(corner, corner.add(-130, 0));
        assertThat(FxThread.call(() -> hand.view().transform().offsetX())).isGreaterThan(after);
    }

    @Test
    void severalLinesOfTheTreeAreSelectedInTheDrawingAndInspectedTogether() {
        hand.keys(KeyCode.CONTROL, KeyCode.M);
        robot.clickOn(line("01:00.0  nic0"), MouseButton.PRIMARY);
        hand.settle();
        robot.press(KeyCode.CONTROL);
        robot.clickOn(line("00:01.0  root port  ACS"), MouseButton.PRIMARY);
        robot.release(KeyCode.CONTROL);
        hand.settle();
        assertThat(selected()).containsExactlyInAnyOrder(NIC, PORT);
        FxThread.waitUntil(
                "the inspector shows both",
                () ->
                        test.scene().getRoot().lookupAll(".label").stream()
                                .anyMatch(n ->
                                        n instanceof Label l
                                                && l.getText().equals("2 things selected")));

        robot.clickOn(TopologyHand.inside(hand.box(SMMU)), MouseButton.PRIMARY);
        robot.press(KeyCode.SHIFT);
        robot.clickOn(TopologyHand.inside(hand.box(ITS)), MouseButton.PRIMARY);
        robot.release(KeyCode.SHIFT);
        hand.settle();
        assertThat(selected()).containsExactly(SMMU, ITS);
        TreeView<?> tree = (TreeView<?>) test.find("#machine");
        assertThat(FxThread.call(() -> tree.getSelectionModel().getSelectedItems().size()))
                .isEqualTo(2);
    }

    private List<ElementId> selected() {
        return FxThread.call(() -> test.session().selection().selected().elements());
    }

    /// The middle of a line of the tree.
    private Point2D line(String text) {
        return FxThread.call(() -> {
            Node line =
                    test.find("#machine").lookupAll(".label").stream()
                            .filter(n -> n instanceof Label l && l.getText().equals(text))
                            .findFirst()
                            .orElseThrow();
            Bounds bounds = line.localToScreen(line.getBoundsInLocal());
            return new Point2D(bounds.getMinX() + 10, bounds.getCenterY());
        });
    }
}
