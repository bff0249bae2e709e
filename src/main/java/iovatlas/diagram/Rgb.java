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
}
