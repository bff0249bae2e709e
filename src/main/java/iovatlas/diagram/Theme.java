package iovatlas.diagram;

import java.util.EnumMap;
import java.util.Map;
import java.util.StringTokenizer;

/// The built-in palettes. Data colours are the Okabe-Ito set; every text ink keeps a contrast of at
/// least 4.5:1 on the grounds that it is used on.
public enum Theme implements Palette {
    LIGHT(
            """
            BACKGROUND #ffffff SURFACE #eaeef2 TEXT #1f2328 MUTED #59636e OUTLINE #818b98
            FAINT #d0d7de ACCENT #0860c9 SKY #56b4e9 GREEN #009e73 ORANGE #e69f00
            YELLOW #f0e442 PURPLE #cc79a7 BLUE #0072b2 VERMILLION #d55e00 GREY #999999
            ALARM_TINT #fff1e5 SKY_TINT #cfe9f9 ACCENT_TINT #ddf4ff ON_COLOUR #10161d
            ALARM_TEXT #a44500 GOOD_TEXT #187433
            """),
    DARK(
            """
            BACKGROUND #0d1117 SURFACE #1c222b TEXT #e6edf3 MUTED #a3abb5 OUTLINE #768390
            FAINT #30363d ACCENT #58a6ff SKY #56b4e9 GREEN #009e73 ORANGE #e69f00
            YELLOW #f0e442 PURPLE #cc79a7 BLUE #3d94d6 VERMILLION #ec7325 GREY #999999
            ALARM_TINT #2d1a0e SKY_TINT #1f4055 ACCENT_TINT #12274a ON_COLOUR #0b0f14
            ALARM_TEXT #ff9a5c GOOD_TEXT #4ac26b
            """),
    /// White paper, black outlines, colours kept.
    PRINT(
            """
            BACKGROUND #ffffff SURFACE #f3f3f3 TEXT #000000 MUTED #404040 OUTLINE #303030
            FAINT #c4c4c4 ACCENT #004c99 SKY #56b4e9 GREEN #009e73 ORANGE #e69f00
            YELLOW #f0e442 PURPLE #cc79a7 BLUE #0072b2 VERMILLION #c04f00 GREY #999999
            ALARM_TINT #ffffff SKY_TINT #e3f2fb ACCENT_TINT #ffffff ON_COLOUR #000000
            ALARM_TEXT #9c3d00 GOOD_TEXT #00602a
            """),
    /// No colour at all: patterns, outlines and letters carry everything.
    GREYSCALE(
            """
            BACKGROUND #ffffff SURFACE #f0f0f0 TEXT #000000 MUTED #4a4a4a OUTLINE #404040
            FAINT #cccccc ACCENT #000000 SKY #d4d4d4 GREEN #b4b4b4 ORANGE #8c8c8c
            YELLOW #9a9a9a PURPLE #7c7c7c BLUE #5c5c5c VERMILLION #1c1c1c GREY #a8a8a8
            ALARM_TINT #ffffff SKY_TINT #f2f2f2 ACCENT_TINT #e8e8e8 ON_COLOUR #000000
            ALARM_TEXT #000000 GOOD_TEXT #303030
            """);

    private static final Map<Theme, Map<Ink, Rgb>> COLOURS = new EnumMap<>(Theme.class);

    static {
        for (Theme theme : values()) {
            COLOURS.put(theme, colours(theme.table));
        }
    }

    /// Names and colours in turn.
    private final String table;

    Theme(String table) {
        this.table = table;
    }

    /// @throws IllegalArgumentException for [Ink#NONE], which has no colour
    @Override
    public Rgb of(Ink ink) {
        Map<Ink, Rgb> colours = COLOURS.get(this);
        Rgb colour = colours == null ? null : colours.get(ink);
        if (colour == null) {
            throw new IllegalArgumentException("no colour for " + ink);
        }
        return colour;
    }

    private static Map<Ink, Rgb> colours(String table) {
        Map<Ink, Rgb> colours = new EnumMap<>(Ink.class);
        var words = new StringTokenizer(table);
        while (words.hasMoreTokens()) {
            colours.put(Ink.valueOf(words.nextToken()), Rgb.parse(words.nextToken()));
        }
        return colours;
    }
}
