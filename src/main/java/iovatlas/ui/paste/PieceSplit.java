package iovatlas.ui.paste;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes a pasted text apart where it holds things that no reader takes together: files printed one
/// after the other with their names between them, a libvirt domain within a report.
final class PieceSplit {

    /// What `head` and `tail` print before a file when they are given several.
    private static final Pattern FILE = Pattern.compile("(?m)^==> (\\S{1,200}) <==$");

    private static final Pattern DOMAIN =
            Pattern.compile("(?ms)^[ \\t]*<domain[ >].{0,1000000}?</domain>[ \\t]*$");

    private PieceSplit() {}

    /// The parts in their order, at least one.
    static List<String> of(String text) {
        List<String> parts = new ArrayList<>();
        Matcher file = FILE.matcher(text);
        int from = 0;
        while (file.find()) {
            add(parts, text.substring(from, file.start()));
            from = file.end();
        }
        String rest = text.substring(from);
        Matcher domain = DOMAIN.matcher(rest);
        int behind = 0;
        while (domain.find()) {
            add(parts, rest.substring(behind, domain.start()));
            add(parts, domain.group());
            behind = domain.end();
        }
        add(parts, rest.substring(behind));
        return parts.isEmpty() ? List.of(text) : parts;
    }

    private static void add(List<String> parts, String part) {
        if (!part.isBlank()) {
            parts.add(part.replaceFirst("^\\R", ""));
        }
    }
}
