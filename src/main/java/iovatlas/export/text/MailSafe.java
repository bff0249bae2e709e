package iovatlas.export.text;

import java.util.regex.Pattern;

/// Keeps a line of a drawing from being taken for something else by mail and patch tools.
///
/// Source: git's `mailinfo.c`: a line that begins with `---`, `diff -` or `Index: ` ends a commit
/// message, `From ` starts a mail, and a line of dashes with scissors in it starts one anew; `#`
/// begins a comment that `git commit` leaves out. `patch` looks for heads of hunks anywhere, mail
/// programs take `--` for the beginning of a signature, and a lone dot ends a mail on its way.
final class MailSafe {
    private static final Pattern SEPARATOR =
            Pattern.compile(
                    "(---|diff |Index: |From |>From |#|\\+\\+\\+ |\\*\\*\\* |@@ ).*|-- ?|\\.");
    private static final Pattern SCISSORS = Pattern.compile("(8<|>8|%<|>%)");

    private MailSafe() {}

    /// The line itself, or one of at most the same width that no tool acts on.
    static String line(String line, int columns) {
        String safe =
                SCISSORS.matcher(line).replaceAll("=$0").length() > line.length()
                        ? SCISSORS.matcher(line).replaceAll("==")
                        : line;
        if (!SEPARATOR.matcher(safe).matches()) {
            return safe;
        }
        return safe.length() < columns ? " " + safe : "+" + safe.substring(1);
    }
}
