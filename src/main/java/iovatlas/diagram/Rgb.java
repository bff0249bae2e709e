package iovatlas.diagram;

/// An opaque colour, 8 bits a channel.
public record Rgb(int red, int green, int blue) {

    /// @throws IllegalArgumentException when the text is not `#rrggbb`
    public static Rgb parse(String text) {
        if (!text.matches("#[0-9a-fA-F]{6}")) {
            throw new IllegalArgumentException("\"" + text + "\" is not a colour such as #0072b2");
        }
        int bits = Integer.parseInt(text.substring(1), 16);
        return new Rgb(bits >> 16, bits >> 8 & 0xff, bits & 0xff);
    }

    /// `#rrggbb`.
    public String hex() {
        return "#%02x%02x%02x".formatted(red, green, blue);
    }

    /// This colour with `share` (0..1) of the other in it.
    public Rgb mix(Rgb other, double share) {
        return new Rgb(
                mix(red, other.red, share),
                mix(green, other.green, share),
                mix(blue, other.blue, share));
    }

    /// The contrast ratio of WCAG 2, 1 (equal) to 21 (black on white).
    public double contrast(Rgb other) {
        double mine = luminance();
        double theirs = other.luminance();
        return (Math.max(mine, theirs) + 0.05) / (Math.min(mine, theirs) + 0.05);
    }

    /// The relative luminance of WCAG 2, 0 (black) to 1 (white).
    public double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static int mix(int mine, int other, double share) {
        return (int) Math.round(mine + (other - mine) * share);
    }
}
