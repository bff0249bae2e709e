package iovatlas.importer.devicetree.source;

/// Walks over the text of a source.
final class Scanner {

    private final String text;
    private int at;

    Scanner(String text) {
        this.text = text;
    }

    /// A sentence about what stands here and is not understood.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    boolean atEnd() {
        skipSpace();
        return at >= text.length();
    }

    /// The next character that is no space, or 0 at the end.
    char peek() {
        skipSpace();
        return at < text.length() ? text.charAt(at) : 0;
    }

    /// The very next character, spaces included, or 0 at the end.
    char next() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    boolean accept(String word) {
        skipSpace();
        if (!text.startsWith(word, at)) {
            return false;
        }
        at += word.length();
        return true;
    }

    void expect(String word) {
        if (!accept(word)) {
            throw refused("\"" + word + "\" is expected");
        }
    }

    /// Letters, digits and `_`.
    String name() {
        skipSpace();
        int from = at;
        while (at < text.length() && isName(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    /// A name of a node or property: further characters are allowed.
    String longName() {
        skipSpace();
        int from = at;
        while (at < text.length()
                && (isName(text.charAt(at)) || ",.-+#?@*".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return text.substring(from, at);
    }

    /// Up to a character, which is passed over too.
    String until(char end) {
        int stop = text.indexOf(end, at);
        if (stop < 0) {
            throw refused("\"" + end + "\" is missing");
        }
        String found = text.substring(at, stop);
        at = stop + 1;
        return found;
    }

    /// What stands behind a backslash: a letter of C, up to three octal digits, or `x` and two
    /// hexadecimal ones.
    private char escape() {
        char first = text.charAt(at++);
        if (first == 'x') {
            return digits(2, 16, 'x');
        }
        if (Character.digit(first, 8) >= 0) {
            at--;
            return digits(3, 8, first);
        }
        int named = "abtnvfr".indexOf(first);
        return named < 0 ? first : "\u0007\b\t\n\u000b\f\r".charAt(named);
    }

    private char digits(int most, int radix, char none) {
        int from = at;
        int value = 0;
        while (at < text.length()
                && at - from < most
                && Character.digit(text.charAt(at), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(at++), radix);
        }
        return at == from ? none : (char) (value & 0xff);
    }

    /// A text in double quotes that begins here, escapes resolved.
    String string() {
        expect("\"");
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                c = escape();
            }
            value.append(c);
        }
        expect("\"");
        return value.toString();
    }

    /// Everything between this opening parenthesis and its partner, both included.
    String balanced() {
        int from = at;
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return text.substring(from, at);
            }
        }
        throw refused("\")\" is missing");
    }

    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    /// 1-based line of the expanded text.
    Refused refused(String what) {
        String here = text.substring(at, Math.min(text.length(), at + 24)).replace('\n', ' ');
        return new Refused(
                what + (here.isBlank() ? " at the end" : " at \"" + here.strip() + "\""));
    }

    private void skipSpace() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    private static boolean isName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_';
    }
}
