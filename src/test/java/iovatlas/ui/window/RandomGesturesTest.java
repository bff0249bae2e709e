package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.Layout;
import iovatlas.document.DocumentReader;
import iovatlas.document.DocumentWriter;
import iovatlas.document.LayoutFile;
import iovatlas.edit.Soundness;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Machines;

import javafx.scene.Node;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Random;

/// Edits by whatever a person may do to an open window, and every law holds. Two hundred of them at
/// each build; `-Diovatlas.storm.edits=2000` and `-Diovatlas.storm.seed` for a long run.
@Tag("robot")
class RandomGesturesTest {
    private static final int EDITS = Integer.getInteger("iovatlas.storm.edits", 200);
    private static final long SEED = Long.getLong("iovatlas.storm.seed", 20260106);
    private static final int ROUND = 100;
    private static final int MOST_FUNCTIONS = 120;
    private static final int REMEMBERED = 24;
    private static final int MOST_AT_ONCE = 24;

    @TempDir private Path folder;
    private final Random random = new Random(SEED);
    private final Deque<String> past = new ArrayDeque<>();
    private Path file;
    private TestWindow test;
    private LogWatch log;
    private StormCommands commands;
    private StormHand hand;
    private TextArea area;
    private int edits;
    private int gestures;

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve("machine.yaml");
        Files.writeString(file, Machines.GUEST_OVER_WINDOW);
        test = TestWindow.open(folder, 1280, 800, file);
        log = new LogWatch();
        test.settle();
        area =
                FxThread.call(() -> {
                    test.window().actions().run(ActionId.PANE_6);
                    TabPane tabs = (TabPane) test.find(".bottom-tabs");
                    return tabs.getTabs().stream()
                            .map(tab -> tab.getContent().lookup("#document-text"))
                            .filter(TextArea.class::isInstance)
                            .map(TextArea.class::cast)
                            .findFirst()
                            .orElseThrow();
                });
        commands = new StormCommands(test, random);
        hand = new StormHand(test, random, commands);
    }

    @AfterEach
    void close() {
        test.close();
        log.close();
    }

    @Test
    @Timeout(900)
    void manyEditsInAWindowKeepEveryLaw() throws IOException {
        Atlas first = atlas();
        Layout unmoved = layout();
        try {
            while (edits < EDITS) {
                round();
                keepsItsLaws();
            }
            goesBackAndForth(first, unmoved);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed %d, edit %d, gesture %d, after\n%s"
                            .formatted(SEED, edits, gestures, String.join("\n", past)),
                    e);
        }
        System.getLogger("storm").log(System.Logger.Level.INFO, gestures + " gestures");
    }

    /// Some edits, a tenth of the gestures by a real mouse and keyboard.
    private void round() {
        int wanted = edits + ROUND;
        while (edits < wanted) {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> byHand();
                case 4 -> remember(text());
                default -> burst();
            }
            test.settle();
            complaints();
            if (atlas().topology().functions().size() > MOST_FUNCTIONS) {
                startAgain();
            }
        }
    }

    /// A gesture that changed something is an edit.
    private void byHand() {
        Atlas before = atlas();
        Layout placed = layout();
        remember(hand.next());
        gestures++;
        if (atlas() != before || layout() != placed) {
            edits++;
        }
    }

    /// Several commands, faster than anything can be computed.
    private void burst() {
        FxThread.run(() -> {
            DocumentSession session = test.session();
            for (int i = random.nextInt(MOST_AT_ONCE); i >= 0; i--) {
                Atlas before = session.atlas();
                Layout placed = session.layout();
                remember(commands.next());
                gestures++;
                if (session.atlas() != before || session.layout() != placed) {
                    edits++;
                }
            }
        });
    }

    private void remember(String gesture) {
        past.add(gesture);
        if (past.size() > REMEMBERED) {
            past.remove();
        }
    }

    private void complaints() {
        assertThat(log.complaints()).isEmpty();
        assertThat(test.faults.stream().map(LogWatch::trace)).isEmpty();
        assertThat(test.dialogs.told).isEmpty();
    }

    /// Changes the document's text, and waits until it is read.
    private String text() {
        String text = new StormWords(random).text(atlas());
        FxThread.run(() -> area.setText(text));
        textIsRead();
        return "text " + text.length();
    }

    private void startAgain() {
        FxThread.run(() -> area.setText(Machines.GUEST_OVER_WINDOW));
        textIsRead();
        remember("start again");
    }

    /// The text says what the document is, or the pane says what is wrong with it.
    private void textIsRead() {
        FxThread.waitUntil(
                "the document's text is read",
                () -> {
                    Node pane = Objects.requireNonNull(area.getParent()).getParent();
                    boolean told = pane != null && pane.lookup("#document-fault") != null;
                    return told || isDocument(area.getText());
                });
    }

    private boolean isDocument(String text) {
        try {
            return DocumentReader.read(text).atlas().equals(test.session().atlas());
        } catch (iovatlas.document.DocumentError _) {
            return false;
        }
    }

    private void keepsItsLaws() throws IOException {
        test.settle();
        Atlas now = atlas();
        assertThat(Soundness.fault(now)).isEmpty();
        assertThat(DocumentReader.read(DocumentWriter.write(now)).atlas()).isEqualTo(now);
        run(ActionId.SAVE);
        FxThread.waitUntil("it is saved", () -> !test.session().dirtyProperty().get());
        assertThat(DocumentReader.read(Files.readString(file)).atlas()).isEqualTo(now);
        assertThat(LayoutFile.find(file).orElse(Layout.EMPTY)).isEqualTo(layout());
        textIsRead();
        complaints();
    }

    private void goesBackAndForth(Atlas first, Layout unmoved) {
        test.settle();
        // What the storm took back last is still there to be done again.
        redoAll();
        Atlas last = atlas();
        Layout placed = layout();
        while (!FxThread.call(() -> test.session().undoTextProperty().get()).isEmpty()) {
            run(ActionId.UNDO);
        }
        assertThat(atlas()).isEqualTo(first);
        assertThat(layout()).isEqualTo(unmoved);
        test.settle();
        redoAll();
        assertThat(atlas()).isEqualTo(last);
        assertThat(layout()).isEqualTo(placed);
        test.settle();
        textIsRead();
        complaints();
    }

    private void redoAll() {
        while (!FxThread.call(() -> test.session().redoTextProperty().get()).isEmpty()) {
            run(ActionId.REDO);
        }
    }

    private void run(ActionId id) {
        FxThread.run(() -> test.window().actions().run(id));
    }

    private Atlas atlas() {
        return FxThread.call(() -> test.session().atlas());
    }

    private Layout layout() {
        return FxThread.call(() -> test.session().layout());
    }
}
