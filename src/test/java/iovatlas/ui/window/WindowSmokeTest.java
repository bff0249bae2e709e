package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.edit.SetKernelRelease;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.session.Machines;

import javafx.application.Application;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.controlsfx.control.StatusBar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

@Tag("gui")
class WindowSmokeTest {

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
        css.close();
        assertThat(test.faults).isEmpty();
    }

    private String status() {
        return FxThread.call(() -> ((StatusBar) test.find(".status-bar")).getText());
    }

    @Test
    void showsTheDocumentItsKernelAndItsGroups() {
        assertThat(FxThread.call(() -> test.stage().getTitle()))
                .isEqualTo("machine.yaml \u2014 IOVAtlas");
        assertThat(((Labeled) test.find(".document-tab > .label")).getText())
                .isEqualTo("machine.yaml");
        assertThat(status())
                .startsWith("Saved")
                .contains("kernel 6.12")
                .contains("2 functions, 2 groups")
                .contains("1 container, 1 domain");
        assertThat(((Labeled) test.find("#problem-count")).getText()).contains("error");
    }

    @Test
    void lightAndDarkHaveNoRuleThatTheToolkitCannotRead() {
        String light = FxThread.call(Application::getUserAgentStylesheet);
        FxThread.run(() -> test.window().actions().run(ActionId.TOGGLE_DARK));
        assertThat(FxThread.call(Application::getUserAgentStylesheet)).isNotEqualTo(light);
        FxThread.run(() -> {
            test.scene().getRoot().applyCss();
            test.scene().getRoot().layout();
        });
        for (ActionId sheet :
                new ActionId[] {
                    ActionId.SEARCH,
                    ActionId.COMMANDS,
                    ActionId.KEYS,
                    ActionId.ABOUT,
                    ActionId.PREFERENCES
                }) {
            FxThread.run(() -> {
                test.window().actions().run(sheet);
                test.scene().getRoot().applyCss();
                test.scene().getRoot().layout();
            });
        }
        assertThat(css.warnings()).isEmpty();
    }

    @Test
    void stepsByKeys() {
        test.press(KeyCode.COMMA, ",", false, false);
        test.press(KeyCode.COMMA, ",", false, false);
        FxThread.waitUntil("step 2 is shown", () -> test.session().computed().step() == 2);
        test.press(KeyCode.PERIOD, ".", false, false);
        FxThread.waitUntil("step 3 is shown", () -> test.session().computed().step() == 3);
    }

    @Test
    void anotherKernelIsAnEditThatUndoTakesBack() {
        FxThread.run(() -> {
            var box = (ComboBox<?>) test.find("#kernel-release");
            choose(box, KernelRelease.V5_15);
        });
        test.settle();
        assertThat(status()).startsWith("Not saved").contains("kernel 5.15");
        test.press(KeyCode.Z, "z", true, false);
        test.settle();
        assertThat(status()).startsWith("Saved").contains("kernel 6.12");
    }

    private static <T> void choose(ComboBox<T> box, Object value) {
        box.getItems().stream().filter(value::equals).findFirst().ifPresent(box::setValue);
    }

    @Test
    void searchingFindsADeviceAndSelectsIt() {
        test.press(KeyCode.K, "k", true, false);
        FxThread.run(() -> ((TextField) test.find("#finder-query")).setText("nic0"));
        test.press(KeyCode.ENTER, "\r", false, false);
        assertThat(FxThread.call(() -> test.session().selection().primary())).contains(NIC);
    }

    @Test
    void savesWhereItCameFrom() throws IOException {
        FxThread.run(() -> test.session().apply(new SetKernelRelease(KernelRelease.V5_15)));
        test.press(KeyCode.S, "s", true, false);
        FxThread.waitUntil("it is saved", () -> !test.session().dirtyProperty().get());
        assertThat(Files.readString(folder.resolve("machine.yaml"))).contains("5.15");
    }

    @Test
    void atTwoHundredPercentTheTreeComesWithTheKeyboardAndGoesWithIt() {
        FxThread.run(() -> {
            test.stage().setWidth(900);
            test.stage().setHeight(600);
        });
        FxThread.waitUntil("the sides are folded", () -> !isShown(".tree-pane"));
        test.press(KeyCode.F9, "", false, false);
        FxThread.waitUntil("the tree is there", () -> isShown(".tree-pane"));
        test.press(KeyCode.DIGIT2, "2", true, false);
        FxThread.waitUntil("the tree is gone", () -> !isShown(".tree-pane"));
    }

    private boolean isShown(String selector) {
        return test.scene().getRoot().lookup(selector) != null;
    }
}
