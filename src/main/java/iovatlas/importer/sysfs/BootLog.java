package iovatlas.importer.sysfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The kernel log of the boot, time stamps taken off.
///
/// @param lines one message each
record BootLog(List<String> lines) {

    private static final Pattern STAMP =
            Pattern.compile("^(?:<\\d+>)?(?:\\[[\\s\\d.]+\\]\\s?)?(?:\\[\\s*[TC]\\d+\\]\\s?)?");
    private static final Pattern FACT =
            Pattern.compile(
                    "Adding to iommu group|DMAR|AMD-Vi|arm-smmu|^iommu: |virtio_iommu"
                            + "|^GICv2m|^ITS[@ ]|PCI Root Bridge|root bus resource|remapping");
    private static final int MOST_FACTS = 5000;
    private static final int LONGEST_LINE = 1000;

    BootLog {
        lines = List.copyOf(lines);
    }

    static BootLog parse(String text) {
        List<String> lines = new ArrayList<>();
        text.lines()
                .forEach(line -> {
                    String plain = STAMP.matcher(line).replaceFirst("").strip();
                    lines.add(plain.substring(0, Math.min(LONGEST_LINE, plain.length())));
                });
        return new BootLog(lines);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    boolean has(String words) {
        return lines.stream().anyMatch(line -> line.contains(words));
    }

    /// The first match of the pattern in any line.
    Optional<Matcher> find(Pattern pattern) {
        return all(pattern).findFirst();
    }

    /// The first match in each line that has one, in the log's order.
    Stream<Matcher> all(Pattern pattern) {
        return lines.stream().map(pattern::matcher).filter(Matcher::find);
    }

    /// The lines that say something about IOMMUs and interrupts.
    List<String> facts() {
        return lines.stream().filter(l -> FACT.matcher(l).find()).limit(MOST_FACTS).toList();
    }
}
