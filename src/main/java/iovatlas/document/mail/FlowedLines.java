package iovatlas.document.mail;

import java.util.ArrayList;
import java.util.List;

/// Puts softly broken lines together again: a line that ends in a space goes on in the next one of
/// the same quote depth (RFC 3676). What a mail program wrote with `format=flowed`.
final class FlowedLines {
    private static final String SIGNATURE = "-- ";

    private final boolean delSp;
    private final List<String> lines = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private int openDepth = -1;

    FlowedLines(boolean delSp) {
        this.delSp = delSp;
    }

    /// The next line of the mail.
    ///
    /// @param number its 1-based line in the mail
    void add(String line, int number) {
        int depth = 0;
        while (depth < line.length() && line.charAt(depth) == '>') {
            depth++;
        }
        String own = line.substring(depth);
        String text = own.startsWith(" ") ? own.substring(1) : own;
        boolean continues = depth == openDepth && !text.equals(SIGNATURE);
        boolean soft = text.endsWith(" ") && !text.equals(SIGNATURE);
        String kept = soft && delSp ? text.substring(0, text.length() - 1) : text;
        if (continues) {
            lines.set(lines.size() - 1, lines.getLast() + kept);
        } else {
            lines.add(depth == 0 ? kept : ">".repeat(depth) + " " + kept);
            numbers.add(number);
        }
        openDepth = soft ? depth : -1;
    }

    List<String> lines() {
        return lines;
    }

    List<Integer> numbers() {
        return numbers;
    }
}
