package iovatlas.diagram;

/// The colours of a theme by ink.
public interface Palette {

    /// The colour of an ink; [Ink#NONE] is never asked for.
    Rgb of(Ink ink);
}
