package iovatlas.document.yaml;

/// A long text of words, folded so that a mail can carry it.
final class Paragraph {
    private static final int WIDTH = 68;

    private Paragraph() {}

    /// Whether the text is long and comes back unchanged after folding: words with single blanks
    /// between them.
    static boolean fits(String text) {
        return text.length() > WIDTH
                && !text.startsWith(" ")
                && !text.endsWith(" ")
                && !text.contains("  ")
                && text.codePoints().allMatch(ScalarText::isPrintable);
    }

    /// `>-` and the text below it, without indentation.
    static String folded(String text) {
        var out = new StringBuilder(">-");
        int column = WIDTH;
        for (String word : text.split(" ", -1)) {
            if (column + 1 + word.length() > WIDTH) {
                out.append('\n');
                column = 0;
            } else {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
        }
        return out.toString();
    }
}
