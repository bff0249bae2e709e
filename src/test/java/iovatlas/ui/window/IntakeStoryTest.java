package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.topology.ElementId;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Machines;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Pasting, dropping, locating faults, comparing captures, in the window.
@Tag("gui")
class IntakeStoryTest {

    private static final String FAULT =
            "arm-smmu-v3 smmu0: event: F_TRANSLATION client: 0000:01:00.0 sid: 0x100 ssid: 0x0"
                    + " iova: 0xf0000000 ipa: 0x0\n";

    @TempDir private Path folder;
    private CssLog css;
    private TestWindow test;

    @BeforeEach
    void begin() {
        css = new CssLog();
        test = TestWindow.open(folder, TestWindow.WIDTH, TestWindow.HEIGHT);
    }

    @AfterEach
    void close() {
        test.close();
        assertThat(css.warnings()).isEmpty();
        css.close();
        assertThat(test.faults).isEmpty();
    }

    private void openMachine() throws IOException {
        Path file = Files.writeString(folder.resolve("machine.yaml"), Machines.GUEST_OVER_WINDOW);
        FxThread.run(() -> test.window().show(List.of(file)));
        FxThread.waitUntil("it is open", () -> test.window().workspace().current().isPresent());
        test.settle();
    }

    private void fire(String button) {
        FxThread.run(() -> ((Button) test.find(button)).fire());
    }

    private boolean isThere(String selector) {
        return test.scene().getRoot().lookup(selector) != null;
    }

    private void run(ActionId action) {
        FxThread.run(() -> test.window().actions().run(action));
    }

    @Test
    void pastesIntoAnEmptyWindowAndOpensWhatItIs() {
        test.dialogs.copied.add(
                """
                00:00.0 Host bridge [0600]: Intel Corporation Device [8086:3ec2]
                00:02.0 VGA compatible controller [0300]: Intel Device [8086:3e92]

                what is this
                """);
        test.press(KeyCode.V, "v", true, false);
        FxThread.waitUntil("the box is there", () -> isThere("#paste-sheet"));
        FxThread.waitUntil(
                "it can be opened", () -> !((Button) test.find("#paste-open")).isDisabled());
        FxThread.waitUntil("the last line is marked", () -> isThere("#paste-sheet .fault-wave"));
        fire("#paste-open");
        FxThread.waitUntil("it is open", () -> test.window().workspace().sessions().size() == 1);
        assertThat(test.session().atlas().topology().functions()).hasSize(2);
        assertThat(test.session().origin().name()).isEqualTo("pasted");
    }

    @Test
    void namesEveryPieceInTheList() {
        test.dialogs.copied.add(
                """
                ==> a <==
                00:00.0 Host bridge [0600]: Intel Device [8086:3ec2]
                ==> b <==
                [    0.000000] Linux version 6.1.0 (gcc) #1 SMP
                """);
        test.press(KeyCode.V, "v", true, false);
        FxThread.waitUntil("the box is there", () -> isThere("#paste-sheet"));
        FxThread.waitUntil(
                "both pieces are named",
                () ->
                        test.find("#paste-pieces").lookupAll(".label").stream()
                                .map(node -> ((Label) node).getText())
                                .toList()
                                .containsAll(
                                        List.of(
                                                "pasted-1.txt",
                                                "a listing of lspci",
                                                "pasted-2.txt",
                                                "a kernel log")));
    }

    @Test
    void leadsFromAPastedFaultToItsAddress() throws IOException {
        openMachine();
        run(ActionId.FAULTS);
        FxThread.run(() -> ((TextArea) test.find("#fault-text")).setText(FAULT));
        FxThread.waitUntil(
                "the story is told",
                () -> ((Label) test.find("#fault-story")).getText().contains("0xf0000000"));
        fire("#fault-address");
        FxThread.waitUntil("the sheet is gone", () -> !isThere("#fault-sheet"));
        assertThat(FxThread.call(() -> test.session().selection().primary()))
                .hasValueSatisfying(e -> assertThat(e).isInstanceOf(ElementId.OfIova.class));
    }

    @Test
    void offersTheFaultsOfAPastedLog() throws IOException {
        openMachine();
        test.dialogs.copied.add("some log\n" + FAULT);
        run(ActionId.PASTE);
        FxThread.waitUntil(
                "the faults are counted",
                () -> isThere("#paste-faults") && test.find("#paste-faults").isVisible());
        fire("#paste-faults");
        FxThread.waitUntil(
                "they are placed",
                () ->
                        isThere("#faults")
                                && ((TableView<?>) test.find("#faults")).getItems().size() == 1);
    }

    @Test
    void comparesTheDocumentWithAFileAndMarksWhatDiffers() throws IOException {
        openMachine();
        Path other =
                Files.writeString(
                        folder.resolve("other.yaml"),
                        Machines.GUEST_OVER_WINDOW.replace(", acs: {cap: 0x5f}", ""));
        FxThread.run(() -> test.window().show(List.of(other)));
        FxThread.waitUntil("both are open", () -> test.window().workspace().sessions().size() == 2);
        test.settle();
        run(ActionId.COMPARE_INPUTS);
        FxThread.waitUntil(
                "the differences are there",
                () -> !((TableView<?>) test.find("#differences")).getItems().isEmpty());
        fire("#differences-copy");
        assertThat(test.dialogs.copied.getLast()).contains("group: 0000:01:00.0 nic0");
        fire("#differences-mark");
        FxThread.waitUntil("the sheet is gone", () -> !isThere("#differences-sheet"));
        assertThat(FxThread.call(() -> test.session().selection().selected().elements()))
                .isNotEmpty();
    }

    @Test
    void savesTheScriptThatCapturesAMachine() throws IOException {
        Path script = folder.resolve("capture.sh");
        test.dialogs.files.add(script);
        run(ActionId.CAPTURE);
        fire("#capture-save");
        FxThread.waitUntil("it is written", () -> test.dialogs.noted.contains(script.toString()));
        assertThat(Files.readString(script)).startsWith("#!/bin/sh");
    }

    @Test
    void cancellingALongImportLeavesTheOpenDocumentAlone() throws IOException {
        openMachine();
        DocumentSession before = test.session();
        Atlas atlas = before.atlas();
        Path trace = folder.resolve("trace.txt");
        try (BufferedWriter out = Files.newBufferedWriter(trace)) {
            for (int i = 0; i < 400_000; i++) {
                out.write(
                        "  qemu-1  [001] ..... %d.%06d: map: IOMMU: iova=0x%x - 0x%x paddr=0x%x size=4096\n"
                                .formatted(
                                        10 + i / 1000,
                                        i % 1000,
                                        0x10000000L + i * 4096L,
                                        0x10000fffL + i * 4096L,
                                        0x80000000L + i * 4096L));
            }
        }
        FxThread.run(() -> {
            test.window().show(List.of(trace));
            test.services().executor().running().getFirst().cancel();
        });
        FxThread.waitUntil(
                "nothing is at work", () -> test.services().executor().running().isEmpty());
        assertThat(FxThread.call(() -> test.window().workspace().sessions()))
                .containsExactly(before);
        assertThat(test.session().atlas()).isSameAs(atlas);
        assertThat(test.dialogs.told).isEmpty();
    }
}
