package iovatlas.document;

import iovatlas.document.yaml.Node;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A text cut into lines that keep their line ends.
///
/// @param lines each with its line end; the last may have none
record SourceLines(List<String> lines) {
    SourceLines {
        lines = List.copyOf(lines);
    }

    static SourceLines of(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n' || (c == '\r' && !pair)) {
                lines.add(text.substring(start, i + 1));
                start = i + 1;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return new SourceLines(lines);
    }

    /// The line end of the text.
    String lineEnd() {
        String first = lines.isEmpty() ? "" : lines.getFirst();
        if (first.endsWith("\r\n")) {
            return "\r\n";
        }
        return first.endsWith("\r") ? "\r" : "\n";
    }

    /// The lines from `first` to before `end`, 0-based.
    String text(int first, int end) {
        return lines.subList(first, end).stream().collect(Collectors.joining());
    }

    /// How many blanks a line begins with.
    int indent(int line) {
        String text = lines.get(line);
        return text.length() - text.stripLeading().length();
    }

    /// The first of the comment and empty lines right above a line that belong to it: those that are
    /// not indented deeper.
    ///
    /// @param line 0-based
    /// @param least the first line that may be taken
    /// @param indent of what the comments may belong to
    int lead(int line, int least, int indent) {
        int first = line;
        while (first > least && isLead(first - 1, indent)) {
            first--;
        }
        return first;
    }

    private boolean isLead(int line, int indent) {
        String text = lines.get(line);
        return text.isBlank() || (text.stripLeading().startsWith("#") && indent(line) <= indent);
    }

    /// What stands behind a node that ends on the line where it begins: a comment, or nothing.
    String commentBehind(Node node) {
        if (node.at().line() != node.end().line()) {
            return "";
        }
        String line = lines.get(node.at().line() - 1).stripTrailing();
        int end = line.offsetByCodePoints(0, Math.min(node.end().column() - 1, codePoints(line)));
        String rest = line.substring(end);
        return rest.stripLeading().startsWith("#") ? rest : "";
    }

    private static int codePoints(String line) {
        return line.codePointCount(0, line.length());
    }
}
