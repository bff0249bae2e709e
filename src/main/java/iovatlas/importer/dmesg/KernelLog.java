package iovatlas.importer.dmesg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The kernel log of the boot, time stamps taken off.
///
/// @param lines one message each
public record KernelLog(List<String> lines) {

    private static final String SYSLOG_TIME =
            "[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?";
    private static final String ISO_TIME =
            "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d[\\d.,:+Z-]*";
    private static final String DMESG_TIME =
            "\\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}\\]";

    /// What stands before a message: the indent of a mail, a level, the journal's or a terminal's time, the kernel's.
    private static final Pattern STAMP =
            Pattern.compile(
                    "^(?: {1,16}(?=\\[ *\\d{1,9}\\.\\d{6}\\]))?(?:<\\d{1,3}>)?(?:[a-z]{3,8} *:"
                            + " ?[a-z]{3,6} *: )?(?:(?:"
                            + SYSLOG_TIME
                            + "|"
                            + ISO_TIME
                            + ") [^ ]{1,100} kernel: |"
                            + DMESG_TIME
                            + " ?|"
                            + ISO_TIME
                            + " )?(?:\\[[\\s\\d.]{1,30}\\]\\s?)?(?:\\[\\s*[TC]\\d+\\]\\s?)?");

    private static final Pattern FACT =
            Pattern.compile(
                    "Adding to iommu group|DMAR|AMD-Vi|arm-smmu|^iommu:"
                            + " |virtio_iommu|\\bACS\\b|^GICv2m|^ITS[@ ]|PCI Root Bridge|root bus"
                            + " resource|remapping");
    private static final int MOST_FACTS = 5000;
    private static final int LONGEST_LINE = 1000;

    public KernelLog {
        lines = List.copyOf(lines);
    }

    /// Reads the text of a log with or without time stamps.
    public static KernelLog parse(String text) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> lines.add(message(line)));
        return new KernelLog(lines);
    }

    /// The message of one line of a log, at most 1000 characters.
    public static String message(String line) {
        String shortened = line.substring(0, Math.min(LONGEST_LINE + 200, line.length()));
        String plain = shortened.substring(stampLength(shortened)).strip();
        return plain.substring(0, Math.min(LONGEST_LINE, plain.length()));
    }

    /// True when a line begins with a time stamp or a level, as no other text does.
    public static boolean isStamped(String line) {
        return stampLength(line.substring(0, Math.min(200, line.length()))) > 0;
    }

    private static int stampLength(String line) {
        Matcher matcher = STAMP.matcher(line);
        return matcher.find() ? matcher.end() : 0;
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    public boolean has(String words) {
        return lines.stream().anyMatch(line -> line.contains(words));
    }

    /// The first match of the pattern in any line.
    public Optional<Matcher> find(Pattern pattern) {
        return all(pattern).findFirst();
    }

    /// The first match in each line that has one, in the log's order.
    public Stream<Matcher> all(Pattern pattern) {
        return lines.stream().map(pattern::matcher).filter(Matcher::find);
    }

    /// The lines that say something about IOMMUs and interrupts.
    public List<String> facts() {
        return lines.stream().filter(l -> FACT.matcher(l).find()).limit(MOST_FACTS).toList();
    }
}
