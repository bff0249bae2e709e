package iovatlas.export.text;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.Layout;
import iovatlas.document.DocumentReader;
import iovatlas.export.ExportOptions;
import iovatlas.export.ExportProblem;
import iovatlas.export.Exporter;
import iovatlas.export.Format;
import iovatlas.export.MachineContent;
import iovatlas.export.View;
import iovatlas.export.ViewOptions;
import iovatlas.scenario.Timeline;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A drawing in text is never wider than asked, and no line of it ends a mail or a patch, whatever
/// the width, the view and the moment.
class TextLawTest {
    private static final int LEAST = 40;
    private static final int MOST = 200;
    private static final int WIDTHS = 12;

    /// What `git am`, `git mailinfo`, `patch`, `git commit` and mail programs take for something
    /// else than text: the end of the message, a diff, a header of a mailbox, scissors, a comment.
    private static final Pattern ENDS_A_MAIL =
            Pattern.compile(
                    "---.*|-- ?|diff .*|Index: .*|>?From .*|\\+\\+\\+ .*|@@ .*|#.*|\\.|\\*\\*\\* .*"
                            + "|.*(>8|8<|%<|<%).*");

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("sample-topologies"))) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noLineIsWiderThanAskedOrEndsAMail(Path sample) throws IOException {
        Atlas atlas = DocumentReader.read(Files.readString(sample)).atlas();
        Timeline timeline = atlas.run();
        Random random = new Random(sample.getFileName().toString().hashCode());
        for (View view : View.values()) {
            for (int i = 0; i < WIDTHS; i++) {
                int width = i < 2 ? (i == 0 ? LEAST : MOST) : random.nextInt(LEAST, MOST + 1);
                int step = random.nextInt(timeline.length() + 1);
                holds(content(atlas, timeline, step, view), width, random.nextBoolean(), sample);
            }
        }
    }

    private static MachineContent content(Atlas atlas, Timeline timeline, int step, View view) {
        ViewOptions two = ViewOptions.PLAIN.withDesigns(List.of("D0", "D10"));
        return new MachineContent(
                atlas, timeline, step, Layout.EMPTY, view, null, null, List.of(), List::of, two);
    }

    private static void holds(MachineContent content, int width, boolean unicode, Path sample) {
        ExportOptions options =
                ExportOptions.PLAIN.withWidth(width).withUnicode(unicode).withLegend(true);
        String text;
        try {
            text =
                    new String(
                            new Exporter(content, options).write(Format.TEXT),
                            StandardCharsets.UTF_8);
        } catch (ExportProblem nothing) {
            assertThat(content.which()).as("%s: %s", sample, nothing).isEqualTo(View.MSI);
            return;
        }
        assertThat(text.lines())
                .as("%s, %s, %d columns", sample, content.which(), width)
                .allSatisfy(line -> {
                    assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(width);
                    assertThat(line).doesNotMatch(ENDS_A_MAIL).doesNotEndWith(" ");
                    assertThat(unicode || line.matches("[ -~]*")).as(line).isTrue();
                });
        assertThat(text).endsWith("\n").isNotBlank();
    }
}
