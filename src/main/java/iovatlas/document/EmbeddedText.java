package iovatlas.document;

import iovatlas.document.mail.MailBody;
import iovatlas.document.part.Root;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A document's text and where it stands in the text around it: a mailbox, or a reply that quotes
/// it with `> `. Headers, transfer encodings and softly broken lines of a mail are undone first.
///
/// @param text of the document alone
/// @param lines for each line of the document its 1-based line in the whole text
/// @param prefix how many characters stand before each line of it
/// @param embedded whether anything stands around it
record EmbeddedText(String text, List<Integer> lines, int prefix, boolean embedded) {
    private static final Pattern FORMAT = Pattern.compile("(?<prefix>[> ]{0,20}+)format: *\\d.*");
    private static final Pattern BARE_FORMAT = Pattern.compile("format *:.*");
    private static final Pattern BARE_BEGINNING = Pattern.compile("[a-z\"'][^:]*:.*|[{\\[].*|- .*");
    private static final Pattern NEXT_MAIL = Pattern.compile("From \\S+ .*");

    EmbeddedText {
        lines = List.copyOf(lines);
    }

    /// Finds the document in a text. A text without one is given back whole, so that reading it says
    /// what is wrong.
    static EmbeddedText find(String text) {
        List<String> all = text.lines().toList();
        if (isBare(all)) {
            return new EmbeddedText(text, List.of(), 0, false);
        }
        MailBody body = MailBody.of(all);
        EmbeddedText first = null;
        for (int i = 0; i < body.lines().size(); i++) {
            Matcher format = FORMAT.matcher(body.lines().get(i));
            if (format.matches()) {
                EmbeddedText found = cut(body, i, format.group("prefix"));
                if (found.text().contains("\nkernel:")) {
                    return found;
                }
                first = first == null ? found : first;
            }
        }
        return first == null ? new EmbeddedText(text, List.of(), 0, false) : first;
    }

    /// The line of the whole text.
    int line(int line) {
        if (lines.isEmpty() || line < 1) {
            return Math.max(line, 1);
        }
        return lines.get(Math.min(line, lines.size()) - 1);
    }

    /// The column of the whole text.
    int column(int column) {
        return Math.max(column, 1) + prefix;
    }

    /// Whether the text begins as a document does and not as a mail.
    private static boolean isBare(List<String> all) {
        String first =
                all.stream()
                        .map(line -> line.startsWith("\ufeff") ? line.substring(1) : line)
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .filter(line -> !line.startsWith("---") && !line.startsWith("%"))
                        .findFirst()
                        .orElse("");
        return first.startsWith("{")
                || (BARE_BEGINNING.matcher(first).matches()
                        && all.stream().anyMatch(line -> BARE_FORMAT.matcher(line).matches()));
    }

    private static EmbeddedText cut(MailBody body, int first, String prefix) {
        List<String> all = body.lines();
        StringBuilder text = new StringBuilder();
        List<Integer> lines = new ArrayList<>();
        for (int i = first; i < all.size(); i++) {
            String line = all.get(i);
            boolean quoted = line.startsWith(prefix);
            boolean emptyQuote = !quoted && line.equals(prefix.stripTrailing());
            if (NEXT_MAIL.matcher(line).matches()) {
                break;
            }
            if (!quoted && !emptyQuote) {
                // What somebody wrote between the quoted lines.
                continue;
            }
            String own = quoted ? line.substring(prefix.length()) : "";
            if (!belongs(own) || (i > first && BARE_FORMAT.matcher(own).matches())) {
                break;
            }
            text.append(own).append('\n');
            lines.add(body.numbers().get(i));
        }
        return new EmbeddedText(text.toString(), lines, prefix.length(), true);
    }

    /// Whether a line can be one of a document, judged by its beginning.
    private static boolean belongs(String line) {
        return line.isBlank()
                || line.startsWith(" ")
                || line.startsWith("#")
                || line.startsWith("- ")
                || Root.keys().stream().anyMatch(key -> line.startsWith(key + ":"));
    }
}
