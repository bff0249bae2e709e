package iovatlas.document.yaml;

import java.util.Set;
import java.util.regex.Pattern;

/// How a text is written: plain where every YAML reader takes it for the same text, otherwise in
/// double quotes.
final class ScalarText {
    // Letters first, so that nothing reads as a number, a date or an address in base 60.
    private static final Pattern PLAIN_IN_FLOW =
            Pattern.compile("[A-Za-z_/][A-Za-z0-9_/.+@=()-]*(?: [A-Za-z0-9_/.+@=()-]+)*");
    private static final Pattern PLAIN_IN_BLOCK =
            Pattern.compile(
                    "[A-Za-z_/][^\\p{Cntrl}\\p{Cs}\\x{85}\\x{2028}\\x{2029}\\x{feff}"
                            + "\\x{fffe}\\x{ffff}]*");
    private static final Set<String> WORDS_WITH_MEANING =
            Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private ScalarText() {}

    /// Inside `{}` or `[]`.
    static String inFlow(String text) {
        return PLAIN_IN_FLOW.matcher(text).matches() && !hasMeaning(text) ? text : quoted(text);
    }

    /// After a key or a dash of its own line, up to the end of the line.
    static String inBlock(String text) {
        boolean plain =
                PLAIN_IN_BLOCK.matcher(text).matches()
                        && !hasMeaning(text)
                        && !text.contains(": ")
                        && !text.contains(" #")
                        && !text.endsWith(":")
                        && !text.endsWith(" ");
        return plain ? text : quoted(text);
    }

    private static boolean hasMeaning(String text) {
        return WORDS_WITH_MEANING.contains(text.toLowerCase(java.util.Locale.ROOT));
    }

    static String quoted(String text) {
        var out = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> escape(out, c));
        return out.append('"').toString();
    }

    private static void escape(StringBuilder out, int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            default -> {
                if (isPrintable(c)) {
                    out.appendCodePoint(c);
                } else if (c <= 0xff) {
                    out.append("\\x%02x".formatted(c));
                } else {
                    out.append((c <= 0xffff ? "\\u%04x" : "\\U%08x").formatted(c));
                }
            }
        }
    }

    /// Whether the character may stand in a YAML text and on one line of it.
    static boolean isPrintable(int c) {
        return (c >= 0x20 && c <= 0x7e)
                || (c >= 0xa0 && c <= 0xd7ff && c != 0x2028 && c != 0x2029)
                || (c >= 0xe000 && c <= 0xfffd && c != 0xfeff)
                || c >= 0x10000;
    }
}
