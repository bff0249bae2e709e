package iovatlas.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

class TextMeasureTest {
    private final TextMeasure bundled = TextMeasure.bundled();

    @Test
    void advanceTableIsThatOfTheBundledFonts() throws IOException {
        try (InputStream in = FontMetricsTable.class.getResourceAsStream("advances.txt")) {
            assertThat(in).isNotNull();
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
                    .as("made anew by AdvanceTable.main")
                    .isEqualTo(AdvanceTable.text(Path.of("assets", "fonts")));
        }
    }

    @Test
    void widthIsTheSumOfAdvancesAtTheFontSize() {
        assertThat(bundled.width("A ", FontRole.LABEL))
                .isCloseTo((1401 + 651) * 12 / 2048.0, within(1e-9));
        assertThat(bundled.width("\u4e00", FontRole.LABEL)).isPositive();
        assertThat(bundled.width("", FontRole.LABEL)).isZero();
    }

    @Test
    void fixedPitchFacesGiveEveryCharacterTheSameWidth() {
        assertThat(bundled.width("iiii", FontRole.MONO))
                .isEqualTo(bundled.width("WWWW", FontRole.MONO));
    }

    @Test
    void baselineLiesInsideTheLine() {
        for (FontRole role : FontRole.values()) {
            assertThat(bundled.ascent(role)).isBetween(role.size() * 0.7, role.size() * 1.2);
            assertThat(bundled.lineHeight(role)).isGreaterThan(bundled.ascent(role));
        }
    }

    @Test
    void elidedTextFitsAndIsAsLongAsItCanBe() {
        String label = "a rather long label of a function";
        for (double room = 0; room < 260; room += 7) {
            String shown = bundled.elide(label, FontRole.LABEL, room);
            assertThat(bundled.width(shown, FontRole.LABEL)).isLessThanOrEqualTo(room);
        }
        assertThat(bundled.elide(label, FontRole.LABEL, 1000)).isEqualTo(label);
        assertThat(bundled.elide(label, FontRole.LABEL, 1)).isEmpty();
        assertThat(bundled.elide(label, FontRole.LABEL, 90))
                .endsWith("\u2026")
                .startsWith("a rath");
    }

    @Test
    void cellsCountTheAsciiSpelling() {
        TextMeasure cells = TextMeasure.cells();
        assertThat(cells.width("RID \u2192 SID", FontRole.LABEL)).isEqualTo(10);
        assertThat(cells.elide("function", FontRole.LABEL, 5)).isEqualTo("fun..");
    }
}
