package iovatlas.importer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The lines of a published text as they were before mail programs and web pages had them: quote
/// marks taken off, no-break spaces made spaces, code fences and escape sequences removed.
final class PlainLines {

    private static final Pattern QUOTE = Pattern.compile("^(?:> ?|\\| )+");
    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;]{0,20}[A-Za-z]");
    private static final int LONGEST = 4000;

    private PlainLines() {}

    /// One entry a line, in order, so that the index is the line number less one.
    static List<String> of(String text) {
        List<String> raw = text.lines().toList();
        long quoted = raw.stream().filter(line -> line.startsWith(">")).count();
        boolean mail = quoted * 2 > raw.stream().filter(line -> !line.isBlank()).count();
        List<String> lines = new ArrayList<>(raw.size());
        for (String line : raw) {
            lines.add(plain(line, mail));
        }
        return lines;
    }

    private static String plain(String line, boolean mail) {
        String text = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
        text = text.replace('\u00a0', ' ').replace("\u200b", "").replace("\ufeff", "");
        if (text.indexOf('\u001b') >= 0) {
            text = ESCAPE.matcher(text).replaceAll("");
        }
        if (mail) {
            text = QUOTE.matcher(text).replaceFirst("");
        }
        return text.startsWith("```") ? "" : text.stripTrailing();
    }
}
