package iovatlas.importer.piece;

import iovatlas.importer.mail.MailText;
import iovatlas.observation.Note;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lines of `/proc/interrupts` in a text that may hold more; the table of `lsirq` is brought
/// into the same form.
final class CounterText {

    private static final Pattern LINE = Pattern.compile("^\\s*[A-Za-z0-9]{1,10}:\\s.*$");
    private static final Pattern CPUS = Pattern.compile("^\\s*CPU\\d+(\\s+CPU\\d+){0,8191}\\s*$");
    private static final Pattern LSIRQ_HEADING = Pattern.compile("^\\s*IRQ +TOTAL +NAME *$");
    private static final Pattern LSIRQ =
            Pattern.compile("^\\s*(\\w{1,10})\\s+(\\d{1,18})\\s+(\\S.*)$");

    private CounterText() {}

    static byte[] clean(String where, MailText text, List<Note> notes) {
        StringBuilder kept = new StringBuilder();
        boolean lsirq = false;
        int ignored = 0;
        for (String line : text.lines()) {
            Matcher counted = LSIRQ.matcher(line);
            if (LSIRQ_HEADING.matcher(line).matches()) {
                lsirq = true;
                kept.append("CPU0\n");
            } else if (lsirq && counted.matches()) {
                kept.append(
                        "%s: %s %s%n"
                                .formatted(counted.group(1), counted.group(2), counted.group(3)));
            } else if (CPUS.matcher(line).matches() || LINE.matcher(line).matches()) {
                kept.append(line).append('\n');
            } else {
                ignored += line.isBlank() ? 0 : 1;
            }
        }
        if (ignored > 0) {
            notes.add(
                    Note.information(
                            where, ignored + " lines are none of /proc/interrupts, left out"));
        }
        return kept.toString().getBytes(StandardCharsets.UTF_8);
    }
}
