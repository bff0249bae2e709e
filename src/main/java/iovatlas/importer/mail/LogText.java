package iovatlas.importer.mail;

import iovatlas.importer.dmesg.KernelLog;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A pasted kernel log or trace as lines at the index that they have in what was pasted, so that a
/// report names the line that a person sees. Wrapped lines are put together at their first line.
public final class LogText {

    private static final Pattern WRITER =
            Pattern.compile("DMAR|AMD-Vi|arm-smmu|virtio_iommu|io_page_fault|kernel:");

    private LogText() {}

    /// Cleans a text.
    ///
    /// @return one entry for each line of the text; those that hold nothing are empty
    public static List<String> lines(String text) {
        MailText clean = MailText.of(text);
        Predicate<String> begins =
                text.contains("io_page_fault:")
                        ? line -> line.contains("[") || line.startsWith("#")
                        : line -> KernelLog.isStamped(line) || WRITER.matcher(line).find();
        MailText whole = clean.rejoined(begins);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < whole.lines().size(); i++) {
            while (lines.size() < whole.number(i) - 1) {
                lines.add("");
            }
            lines.add(whole.lines().get(i));
        }
        return lines;
    }
}
