package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.session.Machines;

import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeView;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

@Tag("gui")
class ViewsStoryTest {

    private static final ElementId NIC = new ElementId.OfFunction(PciAddress.parse("0000:01:00.0"));

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
    }

    @AfterEach
    void close() {
        test.close();
        assertThat(css.warnings()).isEmpty();
        css.close();
        assertThat(test.faults).isEmpty();
    }

    @Test
    void everyPictureIsThereWithoutAClick() {
        for (String picture : new String[] {"#topology", "#iova-map"}) {
            FxThread.waitUntil(
                    picture + " is drawn",
                    () -> !((DrawingView) test.find(picture)).drawing().shapes().isEmpty());
        }
    }

    @Test
    void aProblemLightsItsStepEverywhere() {
        FxThread.run(() -> ((TableView<?>) test.find("#problems")).getSelectionModel().select(0));
        FxThread.waitUntil("its step is shown", () -> test.session().computed().step() == 2);
        assertThat(FxThread.call(() -> test.session().selection().selected().elements()))
                .contains(new ElementId.OfStep(2));
    }

    @Test
    void aNameTypedInTheInspectorIsAnEdit() {
        FxThread.run(() -> test.session().selection().select(NIC));
        FxThread.waitUntil(
                "the inspector shows the function",
                () ->
                        test.scene().getRoot().lookupAll(".inspector .text-field").stream()
                                .anyMatch(n -> "nic0".equals(((TextField) n).getText())));
        FxThread.run(() -> {
            TextField name =
                    test.scene().getRoot().lookupAll(".inspector .text-field").stream()
                            .map(TextField.class::cast)
                            .filter(field -> field.getText().equals("nic0"))
                            .findFirst()
                            .orElseThrow();
            name.setText("eth0");
            name.getOnAction().handle(null);
        });
        test.settle();
        assertThat(test.session().atlas().topology().functionNamed("eth0")).isPresent();
        FxThread.waitUntil(
                "the title follows",
                () ->
                        test.scene().getRoot().lookupAll(".pane-title").stream()
                                .anyMatch(n -> ((Labeled) n).getText().contains("eth0")));
    }

    @Test
    void theTreeFollowsTheSelection() {
        FxThread.run(() -> test.session().selection().select(NIC));
        FxThread.run(() -> {
            TreeView<?> tree = (TreeView<?>) test.find("#machine");
            assertThat(tree.getSelectionModel().getSelectedItem().getValue().toString())
                    .contains("nic0");
        });
        FxThread.run(() -> test.session().selection().clear());
        FxThread.run(() -> {
            TreeView<?> tree = (TreeView<?>) test.find("#machine");
            assertThat(tree.getSelectionModel().getSelectedItems()).isEmpty();
        });
    }
}
