package iovatlas.document.yaml;

import java.util.Set;

/// How a text is written: plain where every YAML reader takes it for the same text, otherwise in
/// double quotes.
final class ScalarText {
    private static final Set<String> WORDS_WITH_MEANING =
            Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private ScalarText() {}

    /// Inside `{}` or `[]`.
    static String inFlow(String text) {
        boolean plain =
                begins(text)
                        && text.chars().allMatch(c -> isWordCharacter(c) || c == ' ')
                        && !text.endsWith(" ")
                        && !text.contains("  ");
        return plain && !hasMeaning(text) ? text : quoted(text);
    }

    /// After a key or a dash of its own line, up to the end of the line.
    static String inBlock(String text) {
        boolean plain =
                begins(text)
                        && text.codePoints().allMatch(ScalarText::isPrintable)
                        && !text.contains(": ")
                        && !text.contains(" #")
                        && !text.endsWith(":")
                        && !text.endsWith(" ");
        return plain && !hasMeaning(text) ? text : quoted(text);
    }

    /// Letters first, so that nothing reads as a number, a date or an address in base 60.
    private static boolean begins(String text) {
        return !text.isEmpty() && (isLetter(text.charAt(0)) || text.charAt(0) == '/');
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isWordCharacter(int c) {
        return isLetter(c) || (c >= '0' && c <= '9') || "/.+@=()-".indexOf(c) >= 0;
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
