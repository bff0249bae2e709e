package iovatlas.diagram;

/// The colours of a theme by ink.
public interface Palette {

    /// The share of the full colour in the ground under a pattern's strokes.
    double TINT = 0.3;

    /// The colour of an ink; [Ink#NONE] is never asked for.
    Rgb of(Ink ink);

    /// The ground of a patterned fill: a little of the ink on the background, so that the strokes
    /// in the full colour stand out.
    default Rgb tint(Ink ink) {
        return of(Ink.BACKGROUND).mix(of(ink), TINT);
    }
}
