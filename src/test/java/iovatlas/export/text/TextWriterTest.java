package iovatlas.export.text;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Pattern;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.Sheet.Stroke;
import iovatlas.diagram.layout.Area;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextWriterTest {
    private final Sheet sheet = new Sheet(DrawingStyle.cells(72));

    private String text(double width, double height) {
        Drawing drawing = sheet.finish("", "", width, height);
        return TextWriter.write(drawing, 72);
    }

    private void box(double x, double y, double width, double height, Look look) {
        sheet.box(new Area(x, y, width, height), look, null, "");
    }

    @Test
    void outlinesMergeWhereTheyMeet() {
        box(1, 0, 6, 3, Look.NODE);
        box(1, 2, 6, 3, Look.NODE);
        sheet.line(Stroke.solid(Ink.TEXT, 1), null, 6, 1, 10, 1, 10, 3);
        assertThat(text(12, 5))
                .isEqualTo(
                        """
                         +----+
                         |    +---+
                         +----+   |
                         |    |   |
                         +----+
                        """);
    }

    @Test
    void patternsFillAndTextLiesAboveThem() {
        box(1, 0, 12, 3, Look.NODE.withPattern(Ink.ORANGE, Pattern.HATCH));
        sheet.text(3, 1, "RMRR", FontRole.LABEL, Ink.TEXT, null);
        box(1, 4, 12, 3, Look.HULL);
        assertThat(text(14, 7))
                .isEqualTo(
                        """
                         +----------+
                         |/RMRR/////|
                         +----------+

                         ............
                         :          :
                         ............
                        """);
    }

    @Test
    void arrowsPointWhereTheyGo() {
        sheet.line(Stroke.solid(Ink.TEXT, 1).withArrow(), null, 1, 0, 5, 0);
        sheet.line(Stroke.solid(Ink.TEXT, 1).withArrow(), null, 8, 2, 8, 0);
        assertThat(text(12, 3)).isEqualTo(" ---->  ^\n        |\n        |\n");
    }

    @Test
    void everythingIsAsciiAndCutAtTheRight() {
        sheet.text(
                1,
                0,
                "a \u2014 b \u2192 c \u00d7 d\u2026 \u4e00\t",
                FontRole.LABEL,
                Ink.TEXT,
                null);
        sheet.text(60, 1, "far beyond the right edge", FontRole.LABEL, Ink.TEXT, null);
        String text = text(200, 2);
        assertThat(text).startsWith(" a - b -> c x d... ?\n");
        assertThat(text.lines())
                .allSatisfy(line -> {
                    assertThat(line.length()).isLessThanOrEqualTo(72);
                    assertThat(line).matches("[ -~]*[!-~]");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--- a/file",
                "diff --git a b",
                "Index: x",
                "From somebody Mon",
                "-- >8 -- cut --",
                "-----8<-----",
                ">From x",
                "# a comment",
                "--",
                ".",
                "+++ b/file",
                "*** a/file",
                "@@ -1 +1 @@"
            })
    void noLineIsTakenForTheEndOfAMail(String line) {
        sheet.text(0, 0, line, FontRole.LABEL, Ink.TEXT, null);
        assertThat(text(72, 1))
                .doesNotStartWith("---")
                .doesNotStartWith("diff ")
                .doesNotStartWith("--\n")
                .doesNotStartWith(".\n")
                .doesNotStartWith("+++ ")
                .doesNotStartWith("*** ")
                .doesNotStartWith("@@ ")
                .doesNotStartWith("Index: ")
                .doesNotStartWith("From ")
                .doesNotStartWith(">From ")
                .doesNotStartWith("#")
                .doesNotContain(">8", "8<");
    }

    @Test
    void fullLineIsMadeSafeWithoutGrowing() {
        assertThat(MailSafe.line("---", 3)).isEqualTo("+--");
        assertThat(MailSafe.line("---", 4)).isEqualTo(" ---");
        assertThat(MailSafe.line(" --- ", 8)).isEqualTo(" --- ");
    }
}
