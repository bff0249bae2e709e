package iovatlas.importer.sysfs.tree;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The text form of a capture: one entry after the other, each line marked by its first letter:
/// `d` a folder, `l` a link, `f` a file, `t` a line of its text, `x` bytes of it in hex. A line
/// without a mark continues the one before it, as a mail program may have wrapped it.
public final class CaptureText {

    private static final String HEADING = "iovatlas-capture 1";
    private static final int MOST_HEX = 4096;

    private final TreeBuilder tree = new TreeBuilder();
    private final TreeLimits limits;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String path = "";
    private int entries;
    private int textLines;
    private long total;

    private CaptureText(TreeLimits limits) {
        this.limits = limits;
    }

    /// Whether a text has the heading of a capture.
    public static boolean isCapture(String text) {
        return text.lines().limit(2000).anyMatch(line -> line.strip().equals(HEADING));
    }

    /// Reads all entries behind the heading.
    ///
    /// @throws TreeRefusal when a line makes no sense, or there are more than a machine can have
    public static FileTree read(List<String> lines, TreeLimits limits) throws TreeRefusal {
        CaptureText capture = new CaptureText(limits);
        int at = 0;
        while (at < lines.size() && !lines.get(at).strip().equals(HEADING)) {
            at++;
        }
        for (int i = at + 1; i < lines.size(); i++) {
            capture.line(i + 1, lines.get(i));
        }
        capture.finish();
        return capture.tree.build();
    }

    private void line(int number, String line) throws TreeRefusal {
        String mark = line.length() > 1 && line.charAt(1) == ' ' ? line.substring(0, 1) : line;
        String rest = line.length() > 1 ? line.substring(2) : "";
        switch (mark) {
            case "d" -> {
                finish();
                tree.folder(checked(number, rest));
            }
            case "l" -> {
                finish();
                int arrow = rest.indexOf(" -> ");
                if (arrow < 0) {
                    throw refusal(number, "a link without \" -> \"");
                }
                tree.link(checked(number, rest.substring(0, arrow)), rest.substring(arrow + 4));
            }
            case "f" -> {
                finish();
                path = checked(number, rest);
            }
            case "t" -> text.append(textLines++ == 0 ? "" : "\n").append(rest);
            case "x" -> hex(number, rest);
            default -> continued(number, line);
        }
        total += line.length();
        if (total > limits.totalBytes()) {
            throw new TreeRefusal("The capture holds more than a machine can have.");
        }
    }

    private void continued(int number, String line) throws TreeRefusal {
        if (line.isBlank()) {
            return;
        }
        if (bytes.size() > 0) {
            hex(number, line);
        } else if (!path.isEmpty()) {
            text.append(' ').append(line.strip());
        } else {
            throw refusal(number, "\"" + line.substring(0, Math.min(40, line.length())) + "\"");
        }
    }

    private void hex(int number, String rest) throws TreeRefusal {
        for (String word : rest.strip().split(" +", MOST_HEX)) {
            int high = word.length() == 2 ? Character.digit(word.charAt(0), 16) : -1;
            int low = word.length() == 2 ? Character.digit(word.charAt(1), 16) : -1;
            if (high < 0 || low < 0) {
                throw refusal(number, "bytes that are no hex");
            }
            bytes.write(high << 4 | low);
        }
    }

    private String checked(int number, String entry) throws TreeRefusal {
        if (++entries > limits.entries()) {
            throw new TreeRefusal("The capture holds more than " + limits.entries() + " entries.");
        }
        String[] names = entry.split("/", -1);
        if (names.length > limits.depth()) {
            throw refusal(number, "a path of more than " + limits.depth() + " folders");
        }
        for (String name : names) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw refusal(number, "the path \"" + entry + "\", which leaves its folder");
            }
        }
        return entry;
    }

    private static TreeRefusal refusal(int number, String what) {
        return new TreeRefusal(
                "Line %d of the capture holds %s; make the capture anew.".formatted(number, what));
    }

    private void finish() {
        if (!path.isEmpty()) {
            tree.file(
                    path,
                    bytes.size() > 0
                            ? bytes.toByteArray()
                            : (text + (textLines == 0 ? "" : "\n"))
                                    .getBytes(StandardCharsets.UTF_8));
        }
        path = "";
        text.setLength(0);
        textLines = 0;
        bytes.reset();
    }
}
