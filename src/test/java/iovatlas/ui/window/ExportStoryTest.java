package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.export.Format;
import iovatlas.export.RenderFormat;
import iovatlas.export.View;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.export.ExportKind;
import iovatlas.ui.session.Machines;

import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

@Tag("gui")
class ExportStoryTest {

    @TempDir private Path folder;
    private TestWindow test;
    private CssLog css;

    @BeforeEach
    void open() throws IOException {
        css = new CssLog();
        Path file = folder.resolve("machine.yaml");
        Files.writeString(file, Machines.GUEST_OVER_WINDOW);
        test = TestWindow.open(folder, TestWindow.WIDTH, TestWindow.HEIGHT, file);
        test.settle();
        FxThread.run(() -> test.window().actions().run(ActionId.EXPORT));
    }

    @AfterEach
    void close() {
        test.close();
        assertThat(css.warnings()).isEmpty();
        css.close();
        assertThat(test.faults).isEmpty();
    }

    private String line() {
        return FxThread.call(() -> ((TextArea) test.find("#export-line")).getText());
    }

    @SuppressWarnings("unchecked")
    private <T> ComboBox<T> list(String id) {
        return (ComboBox<T>) test.find(id);
    }

    @Test
    void previewsAsTheFormChanges() {
        FxThread.waitUntil(
                "the picture is there",
                () -> !((DrawingView) test.find("#export-picture")).drawing().shapes().isEmpty());
        FxThread.run(() -> {
            this.<View>list("#export-view").setValue(View.IOVA);
            ((CheckBox) test.find("#export-legend")).fire();
        });
        FxThread.waitUntil("the line follows", () -> line().contains("--view iova"));
        FxThread.waitUntil("the legend is asked for", () -> line().contains("--legend"));
        FxThread.run(
                () -> this.<ExportKind>list("#export-format").setValue(ExportKind.of(Format.TEXT)));
        FxThread.waitUntil(
                "the text is there",
                () -> ((TextArea) test.find("#export-text")).getText().contains("SW_MSI"));
    }

    @Test
    void writesTheFileAndGoesAway() {
        Path file = folder.resolve("out.svg");
        test.dialogs.files.add(file);
        FxThread.waitUntil("it can be saved", () -> !line().isEmpty());
        FxThread.run(() -> ((Button) test.find("#export-save")).fire());
        FxThread.waitUntil("the file is there", () -> Files.exists(file));
        FxThread.waitUntil(
                "the dialog is gone", () -> test.scene().getRoot().lookup("#export-sheet") == null);
    }

    @Test
    void writesAFigureForTheKernelsDocumentationIntoAFolder() {
        Path figures = folder.resolve("figures");
        test.dialogs.files.add(figures);
        FxThread.run(
                () -> this.<ExportKind>list("#export-format").setValue(new ExportKind.Figure()));
        FxThread.waitUntil("the line follows", () -> line().contains("--kernel-doc figures"));
        FxThread.run(() -> ((Button) test.find("#export-save")).fire());
        FxThread.waitUntil(
                "the files are there",
                () ->
                        Files.exists(figures.resolve("machine-topology.svg"))
                                && Files.exists(figures.resolve("machine-topology.rst"))
                                && Files.exists(figures.resolve("machine.yaml")));
    }

    @Test
    void showsTheMachineForQemu() {
        FxThread.run(() ->
                this.<ExportKind>list("#export-format")
                        .setValue(new ExportKind.File(RenderFormat.parse("qemu"))));
        FxThread.waitUntil(
                "the script is there",
                () ->
                        ((TextArea) test.find("#export-text"))
                                .getText()
                                .contains("qemu-system-aarch64"));
        assertThat(line()).endsWith("--format qemu -o machine-topology.sh");
        assertThat(test.find("#export-theme").isDisabled()).isTrue();
    }

    @Test
    void theHelpShowsTheRuleBehindWhatIsSelected() {
        FxThread.run(() -> {
            test.window().actions().run(ActionId.CLEAR_SELECTION);
            test.window().actions().run(ActionId.RULES);
        });
        FxThread.waitUntil(
                "the pages are there",
                () -> test.scene().getRoot().lookupAll("#rule-page .rule-text").size() == 5);
        assertThat(((TextArea) test.find("#rule-example")).getText()).startsWith("format: 1\n");
        assertThat(((TextArea) test.find("#rule-change")).getText()).startsWith("-");
    }
}
