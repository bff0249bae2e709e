package iovatlas.diagram;

/// What a colour is for. Which colour it is depends on the theme; no ink carries meaning alone.
public enum Ink {
    NONE,
    BACKGROUND,
    /// Panels and group hulls.
    SURFACE,
    TEXT,
    /// Secondary text, still at least 4.5:1.
    MUTED,
    OUTLINE,
    /// Grid lines and separators.
    FAINT,
    /// Selection and links.
    ACCENT,
    SKY,
    GREEN,
    ORANGE,
    YELLOW,
    PURPLE,
    BLUE,
    /// Collisions and broken hops: fills, outlines, signs.
    VERMILLION,
    GREY,
    /// Light tint behind a collision's text.
    ALARM_TINT,
    /// Light tint of mapped memory that the kernel refused.
    SKY_TINT,
    /// Light tint of what is selected.
    ACCENT_TINT,
    /// Text on a full coloured fill (sky, green, orange, yellow, purple, vermillion, grey).
    ON_COLOUR,
    /// Text that tells of a collision or a broken hop, at least 4.5:1 on plain ground and tint.
    ALARM_TEXT,
    /// Text that tells of success.
    GOOD_TEXT
}
