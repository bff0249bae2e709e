package iovatlas.importer.piece;

import iovatlas.importer.mail.MailText;
import iovatlas.observation.Note;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// The lines of `/proc/iomem` in a text that may hold more.
///
/// Source: `kernel/resource.c:r_show`.
final class MemoryMapText {

    private static final Pattern LINE = Pattern.compile("^ *[0-9a-f]{1,16}-[0-9a-f]{1,16} : .*$");

    private MemoryMapText() {}

    static byte[] clean(String where, MailText text, List<Note> notes) {
        StringBuilder kept = new StringBuilder();
        int ignored = 0;
        for (String line : text.lines()) {
            if (LINE.matcher(line).matches()) {
                kept.append(line).append('\n');
            } else {
                ignored += line.isBlank() ? 0 : 1;
            }
        }
        if (ignored > 0) {
            notes.add(
                    Note.information(where, ignored + " lines are none of /proc/iomem, left out"));
        }
        return kept.toString().getBytes(StandardCharsets.UTF_8);
    }
}
