package iovatlas.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;

/// Text can be read on every ground that a diagram puts under it.
class ThemeTest {
    private static final double TEXT = 4.5;
    private static final double GRAPHICS = 3;
    private static final List<Ink> PLAIN =
            List.of(Ink.BACKGROUND, Ink.SURFACE, Ink.ACCENT_TINT, Ink.SKY_TINT, Ink.ALARM_TINT);
    private static final Map<Ink, List<Ink>> GROUNDS =
            Map.of(
                    Ink.TEXT,
                    PLAIN,
                    Ink.MUTED,
                    PLAIN,
                    Ink.ACCENT,
                    List.of(Ink.BACKGROUND, Ink.SURFACE, Ink.ACCENT_TINT),
                    Ink.GOOD_TEXT,
                    List.of(Ink.BACKGROUND, Ink.SURFACE),
                    Ink.ALARM_TEXT,
                    PLAIN,
                    Ink.ON_COLOUR,
                    List.of(Ink.SKY, Ink.GREEN, Ink.ORANGE, Ink.YELLOW, Ink.PURPLE, Ink.GREY));

    @ParameterizedTest
    @EnumSource(Theme.class)
    void textStandsOutFromEveryGround(Theme theme) {
        GROUNDS.forEach((text, grounds) ->
                grounds.forEach(ground ->
                        assertThat(theme.of(text).contrast(theme.of(ground)))
                                .as("%s: %s on %s", theme, text, ground)
                                .isGreaterThanOrEqualTo(TEXT)));
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void outlinesStandOutFromTheBackground(Theme theme) {
        for (Ink ink : List.of(Ink.OUTLINE, Ink.ACCENT, Ink.VERMILLION, Ink.BLUE)) {
            assertThat(theme.of(ink).contrast(theme.of(Ink.BACKGROUND)))
                    .as("%s: %s", theme, ink)
                    .isGreaterThanOrEqualTo(GRAPHICS);
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyInkHasAColour(Theme theme) {
        for (Ink ink : Ink.values()) {
            if (ink != Ink.NONE) {
                assertThat(theme.of(ink)).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void patternStrokesDifferFromTheirTint(Theme theme) {
        for (Ink ink : List.of(Ink.ORANGE, Ink.YELLOW, Ink.PURPLE, Ink.GREY, Ink.VERMILLION)) {
            assertThat(theme.of(ink)).isNotEqualTo(theme.tint(ink));
        }
    }
}
