package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.cli.Console;
import iovatlas.cli.Iovatlas;
import iovatlas.ui.canvas.ScreenFonts;
import iovatlas.ui.pane.PaneSlot;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.session.Machines;
import iovatlas.ui.shell.StandardViews;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The command line that a pane copies (Ctrl+Shift+C) is one that runs, from anywhere.
@Tag("gui")
class CopiedLineTest {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir private Path folder;
    private TestWindow test;

    @BeforeEach
    void open() throws IOException {
        Path file = folder.resolve("my machine.yaml");
        Files.writeString(file, Machines.GUEST_OVER_WINDOW);
        test = TestWindow.open(folder, TestWindow.WIDTH, TestWindow.HEIGHT, file);
        test.settle();
    }

    @AfterEach
    void close() {
        test.close();
        assertThat(test.faults).isEmpty();
    }

    private Optional<String> line(PaneSlot slot) {
        return FxThread.call(() -> {
            ViewContext context =
                    new ViewContext(
                            test.session(),
                            test.services().executor(),
                            test.dialogs,
                            test.services().appearance(),
                            new ScreenFonts(),
                            test.window().actions());
            PaneView view = new StandardViews().create(slot, context);
            Optional<String> line = view.commandLine();
            view.close();
            return line;
        });
    }

    @Test
    void everyPaneCopiesALineThatRuns() {
        for (PaneSlot slot : PaneSlot.values()) {
            line(slot).ifPresent(line -> assertRuns(slot, line));
        }
        assertThat(line(PaneSlot.IOVA))
                .hasValueSatisfying(line ->
                        assertThat(line).contains("my machine.yaml' --view iova --format svg"));
    }

    private void assertRuns(PaneSlot slot, String line) {
        List<String> words = new ArrayList<>();
        WORD.matcher(line)
                .results()
                .forEach(m -> words.add(m.group(1) == null ? m.group(2) : m.group(1)));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
        int code =
                Iovatlas.run(
                        words,
                        new Console(
                                new ByteArrayInputStream(new byte[0]),
                                nowhere,
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                folder));
        // 1: the machine has problems, which is what some of them ask.
        assertThat(code)
                .as("%s: %s: %s", slot, line, err.toString(StandardCharsets.UTF_8))
                .isLessThan(2);
    }
}
