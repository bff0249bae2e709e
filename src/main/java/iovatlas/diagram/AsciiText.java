package iovatlas.diagram;

/// Spells the few characters of our labels that are not ASCII in ASCII, for text drawings.
public final class AsciiText {

    private AsciiText() {}

    /// The text in printable ASCII: arrows become `->`, dashes `-`, ellipses `...`; what has no
    /// spelling becomes `?`, control characters a blank.
    public static String of(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return text;
        }
        var out = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(c -> append(out, c));
        return out.toString();
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '\u2013', '\u2014', '\u2212' -> out.append('-');
            case '\u2192' -> out.append("->");
            case '\u2190' -> out.append("<-");
            case '\u21a6' -> out.append("=>");
            case '\u2026' -> out.append("...");
            case '\u00d7' -> out.append('x');
            case '\u00b7', '\u2022' -> out.append('*');
            case '\u2264' -> out.append("<=");
            case '\u2265' -> out.append(">=");
            case '\u2260' -> out.append("!=");
            case '\u2018', '\u2019' -> out.append('\'');
            case '\u201c', '\u201d' -> out.append('"');
            case '\u00b5', '\u03bc' -> out.append('u');
            default -> out.append(c >= ' ' && c <= '~' ? (char) c : c < ' ' ? ' ' : '?');
        }
    }
}
