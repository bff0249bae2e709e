package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.document.DocumentReader;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiTracer;
import iovatlas.topology.ElementId;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.HitTest;

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

/// From an empty window to a message that arrives in a guest, by mouse and keyboard.
@Tag("robot")
class NewUserTest {
    private static final int MOST_GESTURES = 40;

    @TempDir private Path folder;
    private final FxRobot robot = new FxRobot();
    private TestWindow test;
    private int gestures;

    @BeforeEach
    void open() {
        test = TestWindow.open(folder, 1280, 800);
        robot.clickOn(middle(test.find(".status-bar")), MouseButton.PRIMARY);
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

    private Atlas atlas() {
        return FxThread.call(() -> test.session().atlas());
    }

    private void keys(KeyCode... keys) {
        gestures++;
        robot.push(keys);
        settle();
    }

    /// Types the name of a part into the palette and presses Enter.
    private void part(String word) {
        gestures++;
        robot.write(word);
        robot.push(KeyCode.ENTER);
        settle();
    }

    private void click(String selector) {
        gestures++;
        robot.clickOn(middle(test.find(selector)), MouseButton.PRIMARY);
        settle();
    }

    private void line(String text) {
        gestures++;
        robot.write(text);
        robot.push(KeyCode.ENTER);
        settle();
    }

    private Point2D place(ElementId element) {
        return FxThread.call(() -> {
            DrawingView view = (DrawingView) test.scene().getRoot().lookup("#topology");
            var box = HitTest.boxOf(view.drawing(), element).orElseThrow();
            return view.localToScreen(
                    view.transform().pixelX(box.x() + 20), view.transform().pixelY(box.y() + 12));
        });
    }

    private void drag(Point2D from, ElementId to) {
        gestures++;
        Point2D end = place(to);
        robot.moveTo(from);
        robot.press(MouseButton.PRIMARY);
        robot.moveTo(from.add(8, 0));
        robot.moveTo(end.add(-3, 0));
        robot.moveTo(end);
        FxThread.waitUntil(
                "the hint says what the drop would do",
                () -> test.scene().getRoot().lookup("#drop-hint") != null);
        robot.release(MouseButton.PRIMARY);
        settle();
    }

    private void settle() {
        FxThread.waitUntil(
                "a document is open", () -> test.window().workspace().current().isPresent());
        test.settle();
    }

    private ElementId function(String name) {
        return new ElementId.OfFunction(
                atlas().topology().functionNamed(name).map(PciFunction::at).orElseThrow());
    }

    private List<PciAddress> downstreamPorts() {
        return atlas().topology().functions().stream()
                .filter(f -> f.kind() == FunctionKind.SWITCH_DOWNSTREAM)
                .map(PciFunction::at)
                .toList();
    }

    @Test
    void drawsAnArmHostAndSeesAMessageArrive() throws IOException {
        keys(KeyCode.CONTROL, KeyCode.N);
        click("#palette-filter");
        part("root-port");
        part("switch");
        part("smmuv3");
        part("its");
        part("cpus");
        part("guest");
        part("container");
        part("nic");
        Point2D nic = middle(test.find("#part-nic"));
        drag(nic, new ElementId.OfFunction(downstreamPorts().getLast()));
        assertThat(atlas().topology().functionNamed("nic1")).isPresent();

        keys(KeyCode.F);
        drag(place(function("nic0")), new ElementId.OfSpace("c0"));
        keys(KeyCode.CONTROL, KeyCode.L);
        line("map c0");
        line("msi nic0");
        keys(KeyCode.ESCAPE);

        Atlas drawn = atlas();
        MsiPath path =
                MsiTracer.trace(
                        FxThread.call(() -> test.session().computed().state()),
                        drawn.topology().functionNamed("nic0").orElseThrow().at(),
                        IrqIndex.MSIX,
                        0);
        assertThat(path.verdict()).as(path.summary()).isEqualTo(MsiPath.Verdict.DELIVERED);

        Path file = folder.resolve("drawn.yaml");
        test.dialogs.files.add(file);
        keys(KeyCode.CONTROL, KeyCode.S);
        FxThread.waitUntil("it is saved", () -> !test.session().dirtyProperty().get());
        assertThat(DocumentReader.read(Files.readString(file)).atlas()).isEqualTo(drawn);

        Path picture = folder.resolve("drawn.svg");
        test.dialogs.files.add(picture);
        keys(KeyCode.CONTROL, KeyCode.E);
        FxThread.waitUntil(
                "the picture can be saved",
                () -> {
                    Node save = test.scene().getRoot().lookup("#export-save");
                    return save != null && !save.isDisabled();
                });
        click("#export-save");
        FxThread.waitUntil("it is exported", () -> Files.exists(picture));
        assertThat(gestures).isLessThan(MOST_GESTURES);
    }
}
