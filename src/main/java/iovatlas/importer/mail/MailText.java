package iovatlas.importer.mail;

import iovatlas.document.mail.MailBody;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A pasted text without what mail programs and web pages put into it. Line numbers stay known, so
/// that a note can name the line that a person sees.
///
/// @param lines the text's own lines, without quote marks, line ends and trailing spaces
/// @param numbers for each of them its 1-based line in what was pasted
/// @param repairs what was taken off, each as one short sentence; empty for a clean text
public record MailText(List<String> lines, List<Integer> numbers, List<String> repairs) {

    private static final Pattern QUOTE = Pattern.compile("^(?:> ?){1,40}");
    private static final Pattern TIGHT_QUOTE = Pattern.compile("^(?:> ?){0,39}>");
    private static final Pattern ODD_SPACE = Pattern.compile("[\\u00a0\\u2000-\\u200a\\u202f]");
    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;]{0,20}[A-Za-z]");
    private static final Pattern FENCE = Pattern.compile("^ {0,3}```.{0,40}$");
    private static final Pattern INVISIBLE = Pattern.compile("[\\ufeff\\u200b-\\u200d\\u2060]");

    public MailText {
        lines = List.copyOf(lines);
        numbers = List.copyOf(numbers);
        repairs = List.copyOf(repairs);
    }

    /// Cleans a text; one that needs nothing comes back with the same lines.
    public static MailText of(String text) {
        List<String> repairs = new ArrayList<>();
        String plain = text.replace("\r\n", "\n").replace('\r', '\n');
        if (plain.length() != text.length()) {
            repairs.add("line ends of another system were changed");
        }
        if (ODD_SPACE.matcher(plain).find() || INVISIBLE.matcher(plain).find()) {
            repairs.add("non-breaking and invisible spaces were changed into plain ones");
            plain = INVISIBLE.matcher(ODD_SPACE.matcher(plain).replaceAll(" ")).replaceAll("");
        }
        if (plain.indexOf('\u001b') >= 0) {
            repairs.add("the colours of a terminal were taken off");
            plain = ESCAPE.matcher(plain).replaceAll("");
        }
        MailBody body = MailBody.of(plain.lines().toList());
        if (body.isMail()) {
            repairs.add("the headers of a mail were left out");
        }
        List<String> lines = body.lines();
        if (isQuoted(lines)) {
            repairs.add("quote marks were taken off");
            Pattern marks = isSpaced(lines) ? QUOTE : TIGHT_QUOTE;
            lines = lines.stream().map(line -> marks.matcher(line).replaceFirst("")).toList();
        }
        return new MailText(
                lines.stream().map(MailText::withoutFence).toList(), body.numbers(), repairs);
    }

    /// A fence of Markdown says nothing itself.
    private static String withoutFence(String line) {
        return FENCE.matcher(line).matches() ? "" : line.stripTrailing();
    }

    /// The lines with a line feed behind each.
    public String text() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /// The 1-based line of what was pasted.
    ///
    /// @param line index into [#lines]
    public int number(int line) {
        return numbers.get(line);
    }

    /// The same text with wrapped lines put together again: a line that does not begin as a line of
    /// its format does continues the one before it. Blank lines end a line and stay.
    ///
    /// @param begins whether a line can be the beginning of one
    public MailText rejoined(Predicate<String> begins) {
        List<String> joined = new ArrayList<>();
        List<Integer> where = new ArrayList<>();
        int wrapped = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean continues =
                    !joined.isEmpty()
                            && !line.isBlank()
                            && !joined.getLast().isBlank()
                            && !begins.test(line);
            if (continues) {
                joined.set(joined.size() - 1, joined.getLast() + " " + line.strip());
                wrapped++;
            } else {
                joined.add(line);
                where.add(numbers.get(i));
            }
        }
        List<String> done = new ArrayList<>(repairs);
        if (wrapped > 0) {
            done.add(
                    wrapped
                            + (wrapped == 1 ? " wrapped line was" : " wrapped lines were")
                            + " put together");
        }
        return new MailText(joined, where, done);
    }

    /// Whether a space stands between the marks and every text, so that it is not the text's own.
    private static boolean isSpaced(List<String> lines) {
        for (String line : lines) {
            Matcher marks = TIGHT_QUOTE.matcher(line);
            if (marks.find() && marks.end() < line.length() && line.charAt(marks.end()) != ' ') {
                return false;
            }
        }
        return true;
    }

    /// More than half of the lines that say something are quoted.
    private static boolean isQuoted(List<String> lines) {
        int quoted = 0;
        int all = 0;
        for (String line : lines) {
            if (!line.isBlank()) {
                all++;
                Matcher quote = QUOTE.matcher(line);
                quoted += quote.find() && line.charAt(0) == '>' ? 1 : 0;
            }
        }
        return quoted * 2 > all;
    }
}
