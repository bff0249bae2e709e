package iovatlas.diagram;

/// How a box is painted.
///
/// @param fill inside
/// @param pattern how the fill is laid on
/// @param stroke outline
/// @param strokeWidth outline's width in pixels
/// @param dashed whether the outline is dashed
/// @param radius corner radius in pixels
public record Look(
        Ink fill, Pattern pattern, Ink stroke, double strokeWidth, boolean dashed, double radius) {

    /// A part of the machine.
    public static final Look NODE =
            new Look(Ink.BACKGROUND, Pattern.SOLID, Ink.OUTLINE, 1.1, false, 5);

    /// The frame around an IOMMU group.
    public static final Look HULL = new Look(Ink.SURFACE, Pattern.SOLID, Ink.MUTED, 1.2, true, 9);

    /// A frame around other boxes.
    public static final Look FRAME = new Look(Ink.NONE, Pattern.SOLID, Ink.OUTLINE, 1.6, false, 8);

    /// Ground behind a label that stands on a pattern.
    public static final Look PLATE = new Look(Ink.BACKGROUND, Pattern.SOLID, Ink.NONE, 0, false, 3);

    /// Without an outline.
    public static Look fill(Ink ink) {
        return new Look(ink, Pattern.SOLID, Ink.NONE, 0, false, 0);
    }

    public Look withFill(Ink value) {
        return new Look(value, pattern, stroke, strokeWidth, dashed, radius);
    }

    public Look withPattern(Ink ink, Pattern value) {
        return new Look(ink, value, stroke, strokeWidth, dashed, radius);
    }

    public Look withStroke(Ink ink, double width) {
        return new Look(fill, pattern, ink, width, dashed, radius);
    }

    public Look withDashed(boolean value) {
        return new Look(fill, pattern, stroke, strokeWidth, value, radius);
    }

    public Look withRadius(double value) {
        return new Look(fill, pattern, stroke, strokeWidth, dashed, value);
    }
}
