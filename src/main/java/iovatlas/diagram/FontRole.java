package iovatlas.diagram;

/// The kinds of text in a drawing. Sizes are in drawing units (pixels at scale 1).
public enum FontRole {
    /// 11, regular
    SMALL(11, false, false),
    /// 12, regular
    LABEL(12, false, false),
    /// 12, bold
    STRONG(12, true, false),
    /// 13, bold
    TITLE(13, true, false),
    /// 12, fixed pitch: addresses
    MONO(12, false, true),
    /// 12, fixed pitch, bold
    MONO_STRONG(12, true, true),
    /// 11, fixed pitch
    MONO_SMALL(11, false, true);

    private final int size;
    private final boolean bold;
    private final boolean mono;

    FontRole(int size, boolean bold, boolean mono) {
        this.size = size;
        this.bold = bold;
        this.mono = mono;
    }

    public int size() {
        return size;
    }

    public boolean bold() {
        return bold;
    }

    public boolean mono() {
        return mono;
    }

    /// The bundled face that it is set in, e.g. `DejaVuSans-Bold`.
    public String face() {
        return (mono ? "DejaVuSansMono" : "DejaVuSans") + (bold ? "-Bold" : "");
    }
}
