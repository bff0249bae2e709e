package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.cli.Console;
import iovatlas.cli.Iovatlas;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.session.Machines;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Exporting with a real mouse and keyboard: what is saved is what the shown command line writes.
@Tag("robot")
class ExportRobotTest {

    @TempDir private Path folder;
    private final FxRobot robot = new FxRobot();
    private TestWindow test;

    @BeforeEach
    void open() throws IOException {
        Path file = folder.resolve("machine.yaml");
        Files.writeString(file, Machines.GUEST_OVER_WINDOW);
        test = TestWindow.open(folder, 1280, 800, file);
        test.settle();
        click("#topology");
        robot.push(KeyCode.CONTROL, KeyCode.E);
        FxThread.waitUntil("the dialog is open", () -> !line().isEmpty());
    }

    @AfterEach
    void close() {
        test.close();
        assertThat(test.faults).isEmpty();
    }

    private void click(String selector) {
        Node node = test.find(selector);
        Bounds b = FxThread.call(() -> node.localToScreen(node.getBoundsInLocal()));
        robot.clickOn(new Point2D(b.getCenterX(), b.getCenterY()), MouseButton.PRIMARY);
    }

    /// Chooses the entry so many lines further down in a drop-down list.
    private void choose(String list, int further) {
        click(list);
        for (int i = 0; i < further; i++) {
            robot.push(KeyCode.DOWN);
        }
        robot.push(KeyCode.ENTER);
    }

    private String line() {
        return FxThread.call(() ->
                test.scene().getRoot().lookup("#export-line") instanceof TextArea area
                        ? area.getText()
                        : "");
    }

    private void waitForLine(String part) {
        FxThread.waitUntil("the line has " + part, () -> line().contains(part));
    }

    private Path saved(String name) {
        Path file = folder.resolve(name);
        test.dialogs.files.add(file);
        FxThread.waitUntil(
                "it can be saved", () -> !((Button) test.find("#export-save")).isDisabled());
        click("#export-save");
        FxThread.waitUntil("the dialog is gone", () -> line().isEmpty());
        return file;
    }

    /// Runs what the dialog showed, into another file.
    private Path written(String line, String name) {
        List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
        assertThat(words.removeFirst()).isEqualTo("iovatlas");
        Path file = folder.resolve(name);
        words.set(words.size() - 1, file.toString());
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
        InputStream nothing = new ByteArrayInputStream(new byte[0]);
        int code = Iovatlas.run(words, new Console(nothing, nowhere, nowhere, Path.of("")));
        assertThat(code).as(line).isZero();
        return file;
    }

    @Test
    void savesTheSamePictureAsTheCommandLine() {
        choose("#export-view", 1);
        waitForLine("--view iova");
        choose("#export-theme", 1);
        waitForLine("--theme dark");
        click("#export-legend");
        waitForLine("--legend");
        FxThread.waitUntil(
                "the picture is there",
                () -> !((DrawingView) test.find("#export-picture")).drawing().shapes().isEmpty());
        String line = line();

        assertThat(saved("window.svg")).hasSameBinaryContentAs(written(line, "line.svg"));
    }

    @Test
    void savesATextOfTheTypedWidth() throws IOException {
        choose("#export-format", 4);
        waitForLine("--format text");
        click("#export-width");
        robot.write("60");
        waitForLine("--width 60");
        String line = line();
        Path file = saved("window.txt");

        assertThat(file).hasSameBinaryContentAs(written(line, "line.txt"));
        assertThat(Files.readAllLines(file)).allMatch(text -> text.length() <= 60);
    }
}
