package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import iovatlas.document.LayoutFile;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.HitTest;
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

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve("machine.yaml");
        Files.writeString(file, Machines.GUEST_OVER_WINDOW);
        show();
    }

    private void show() {
        test = TestWindow.open(folder, 1280, 800, file);
        settle();
        robot.clickOn(at(0.4, 0.9), MouseButton.PRIMARY);
        keys(KeyCode.CONTROL, KeyCode.M);
    }

    @AfterEach
    void close() {
        test.close();
        assertThat(test.faults).isEmpty();
    }

    private DrawingView view() {
        return (DrawingView) test.find("#topology");
    }

    private void settle() {
        test.settle();
        FxThread.waitUntil("it is drawn", () -> view().drawing().shapes().size() > 10);
    }

    private void keys(KeyCode... keys) {
        robot.push(keys);
        settle();
    }

    /// A point of the view, by shares of its width and height.
    private Point2D at(double across, double down) {
        return FxThread.call(
                () -> view().localToScreen(view().getWidth() * across, view().getHeight() * down));
    }

    /// The box of an element on the screen.
    private Rectangle2D box(ElementId element) {
        return FxThread.call(() -> {
            DrawingView view = view();
            var box = HitTest.boxOf(view.drawing(), element).orElseThrow();
            double scale = view.transform().scale();
            Point2D corner =
                    view.localToScreen(
                            view.transform().pixelX(box.x()), view.transform().pixelY(box.y()));
            return new Rectangle2D(
                    corner.getX(), corner.getY(), box.width() * scale, box.height() * scale);
        });
    }

    private void drag(Point2D from, Point2D to) {
        robot.moveTo(from);
        robot.press(MouseButton.PRIMARY);
        robot.moveTo(from.add(8, 0));
        robot.moveTo(to.add(-4, 0));
        robot.moveTo(to);
        robot.release(MouseButton.PRIMARY);
        settle();
    }

    private static Point2D inside(Rectangle2D box) {
        return new Point2D(box.getMinX() + 30, box.getMinY() + 12);
    }

    private boolean isMoved() {
        return !FxThread.call(() -> test.session().layout().isEmpty());
    }

    @Test
    void aDraggedBoxStaysWhereItWasPutAndComesBackWithTheDocument() throws IOException {
        Rectangle2D before = box(NIC);
        drag(inside(before), inside(before).add(20, 150));
        FxThread.waitUntil("it is moved", () -> box(NIC).getMinY() > before.getMinY() + 60);
        assertThat(FxThread.call(() -> test.session().atlas().steps())).hasSize(4);
        keys(KeyCode.CONTROL, KeyCode.Z);
        assertThat(isMoved()).isFalse();
        keys(KeyCode.CONTROL, KeyCode.Y);
        keys(KeyCode.CONTROL, KeyCode.S);
        FxThread.waitUntil("it is saved", () -> !test.session().dirtyProperty().get());
        assertThat(Files.readString(file)).isEqualTo(Machines.GUEST_OVER_WINDOW);
        assertThat(LayoutFile.find(file)).isPresent();

        Rectangle2D placed = box(NIC);
        Rectangle2D port = box(PORT);
        test.close();
        show();
        assertThat(box(NIC).getMinY() - box(PORT).getMinY())
                .isCloseTo(placed.getMinY() - port.getMinY(), within(2.0));
        keys(KeyCode.CONTROL, KeyCode.ALT, KeyCode.DIGIT0);
        assertThat(isMoved()).isFalse();
        keys(KeyCode.CONTROL, KeyCode.S);
        FxThread.waitUntil("it is saved", () -> !test.session().dirtyProperty().get());
        assertThat(LayoutFile.of(file)).doesNotExist();
    }

    @Test
    void aBoxSelectsWhatAlignMovesAsOneChange() {
        drag(inside(box(ITS)), inside(box(ITS)).add(60, 40));
        Rectangle2D smmu = box(SMMU);
        Rectangle2D its = box(ITS);
        drag(
                new Point2D(smmu.getMinX() - 12, smmu.getMinY() - 12),
                new Point2D(its.getMaxX() + 12, its.getMaxY() + 12));
        assertThat(selected()).contains(SMMU, ITS);
        keys(KeyCode.SHIFT, KeyCode.ALT, KeyCode.LEFT);
        FxThread.waitUntil("they are aligned", () -> box(ITS).getMinX() == box(SMMU).getMinX());
        keys(KeyCode.CONTROL, KeyCode.Z);
        FxThread.waitUntil("they are not aligned", () -> box(ITS).getMinX() != box(SMMU).getMinX());
    }

    @Test
    void theSmallMapBringsAnyPartIntoView() {
        for (int i = 0; i < 5; i++) {
            keys(KeyCode.EQUALS);
        }
        double before = FxThread.call(() -> view().transform().offsetX());
        // The map lies in a corner; at its right edge is the right edge of the drawing.
        Point2D corner =
                FxThread.call(() ->
                        view().localToScreen(view().getWidth() - 14, view().getHeight() - 14));
        robot.clickOn(corner, MouseButton.PRIMARY);
        settle();
        double after = FxThread.call(() -> view().transform().offsetX());
        assertThat(after).isLessThan(before);
        drag(corner, corner.add(-130, 0));
        assertThat(FxThread.call(() -> view().transform().offsetX())).isGreaterThan(after);
    }

    @Test
    void severalLinesOfTheTreeAreSelectedInTheDrawingAndInspectedTogether() {
        keys(KeyCode.CONTROL, KeyCode.M);
        robot.clickOn(line("01:00.0  nic0"), MouseButton.PRIMARY);
        settle();
        robot.press(KeyCode.CONTROL);
        robot.clickOn(line("00:01.0  root port  ACS"), MouseButton.PRIMARY);
        robot.release(KeyCode.CONTROL);
        settle();
        assertThat(selected()).containsExactlyInAnyOrder(NIC, PORT);
        FxThread.waitUntil(
                "the inspector shows both",
                () ->
                        test.scene().getRoot().lookupAll(".label").stream()
                                .anyMatch(n ->
                                        n instanceof Label l
                                                && l.getText().equals("2 things selected")));

        robot.clickOn(inside(box(SMMU)), MouseButton.PRIMARY);
        robot.press(KeyCode.SHIFT);
        robot.clickOn(inside(box(ITS)), MouseButton.PRIMARY);
        robot.release(KeyCode.SHIFT);
        settle();
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
