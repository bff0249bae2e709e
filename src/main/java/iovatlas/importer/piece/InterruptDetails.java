package iovatlas.importer.piece;

import iovatlas.importer.mail.MailText;
import iovatlas.observation.Note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Files of `/sys/kernel/debug/irq/irqs` that were printed one behind the other, by `grep -r` with
/// the file's name before each line or by `cat` at a prompt; lines of `/proc/interrupts` between
/// them are kept as such.
final class InterruptDetails {

    static final String FOLDER = "sys/kernel/debug/irq/irqs/";

    private static final Pattern NAMED = Pattern.compile("^(?:\\S*/)?irqs/(\\d{1,9}):(.*)$");
    private static final Pattern PROMPT = Pattern.compile("^.*[#$] *cat +(?:\\S*/)?(\\d{1,9}) *$");
    private static final Pattern COUNTER = Pattern.compile("^ *\\d{1,9}: +\\d.*MSI.*$");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("^\\s*[a-z_A-Z]+: .*$|^\\s*[a-z_]+:$|^\\s+IRQ[A-Z_0-9]+$");

    private InterruptDetails() {}

    static void split(String where, MailText text, FirmwareFiles pieces) {
        Map<String, StringBuilder> files = new LinkedHashMap<>();
        List<String> counters = new ArrayList<>();
        String open = "";
        int ignored = 0;
        for (String line : text.lines()) {
            Matcher named = NAMED.matcher(line);
            Matcher prompt = PROMPT.matcher(line);
            if (named.matches()) {
                append(files, named.group(1), named.group(2));
            } else if (prompt.matches()) {
                open = prompt.group(1);
            } else if (COUNTER.matcher(line).matches()) {
                counters.add(line);
            } else if (!open.isEmpty() && ATTRIBUTE.matcher(line).matches()) {
                append(files, open, line);
            } else {
                ignored += line.isBlank() ? 0 : 1;
            }
        }
        files.forEach((number, content) ->
                pieces.put(
                        where,
                        FOLDER + number,
                        content.toString().getBytes(StandardCharsets.UTF_8)));
        if (!counters.isEmpty()) {
            byte[] lines = (String.join("\n", counters) + "\n").getBytes(StandardCharsets.UTF_8);
            pieces.put(where, "proc/interrupts", lines);
        }
        if (ignored > 0) {
            pieces.note(
                    Note.information(
                            where,
                            ignored
                                    + " lines belong to no interrupt file (domains, prompts), left"
                                    + " out"));
        }
    }

    private static void append(Map<String, StringBuilder> files, String number, String line) {
        files.computeIfAbsent(number, _ -> new StringBuilder()).append(line).append('\n');
    }
}
