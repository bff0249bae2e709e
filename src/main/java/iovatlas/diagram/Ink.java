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
    /// Collisions and broken hops.
    VERMILLION,
    GREY,
    /// Light tint behind a collision's text.
    ALARM_TINT,
    /// Light tint of mapped memory that the kernel refused.
    SKY_TINT,
    /// Light tint of what is selected.
    ACCENT_TINT
}
