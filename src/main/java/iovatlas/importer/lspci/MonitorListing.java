package iovatlas.importer.lspci;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What QEMU's monitor answers to `info pci`, put into the words of lspci, a line for a line.
///
/// Source: QEMU `hw/pci/pci-hmp-cmds.c:hmp_info_pci_device`.
public final class MonitorListing {

    private static final Pattern ADDRESS =
            Pattern.compile(
                    "^\\s*Bus\\s{1,3}(\\d{1,3}), device\\s{1,4}(\\d{1,2}), function (\\d):\\s*$");
    private static final Pattern DEVICE =
            Pattern.compile(
                    "^\\s*(?:Class ([0-9a-f]{4})|(\\S.{0,60}?)): PCI device"
                            + " ([0-9a-f]{4}):([0-9a-f]{4})\\s*$");
    private static final Pattern SUBSYSTEM =
            Pattern.compile("^\\s*PCI subsystem ([0-9a-f]{4}:[0-9a-f]{4})\\s*$");
    private static final Pattern PIN = Pattern.compile("^\\s*IRQ \\d{1,4}, pin ([A-D])\\s*$");
    private static final Pattern SECONDARY =
            Pattern.compile("^\\s*secondary bus (\\d{1,3})\\.\\s*$");
    private static final Pattern SUBORDINATE =
            Pattern.compile("^\\s*subordinate bus (\\d{1,3})\\.\\s*$");
    private static final Pattern BAR =
            Pattern.compile(
                    "^\\s*BAR([0-5]): (I/O|(?:32|64) bit(?: prefetchable)? memory) at"
                            + " 0x([0-9a-f]{1,16}) \\[0x([0-9a-f]{1,16})\\]\\.\\s*$");

    /// What a person typed, and how the monitor greets.
    private static final Pattern PROMPT =
            Pattern.compile("^(?:\\(qemu\\)|QEMU \\S{1,20} monitor - )");

    private String at = "";
    private int bus;
    private int secondary;

    private MonitorListing() {}

    /// Whether a text has such an answer in it.
    public static boolean isListing(String text) {
        return text.lines().anyMatch(line -> ADDRESS.matcher(line).matches());
    }

    /// The same lines, those of such an answer translated; every other line stays.
    public static List<String> translated(List<String> lines) {
        if (lines.stream().noneMatch(line -> ADDRESS.matcher(line).matches())) {
            return lines;
        }
        MonitorListing listing = new MonitorListing();
        List<String> translated = new ArrayList<>(lines.size());
        lines.forEach(line -> translated.add(listing.line(line)));
        return translated;
    }

    private String line(String line) {
        if (PROMPT.matcher(line).find()) {
            return "";
        }
        Matcher address = ADDRESS.matcher(line);
        if (address.matches()) {
            bus = number(address);
            int device = Integer.parseInt(address.group(2)) & 0x1f;
            int function = Integer.parseInt(address.group(3)) & 7;
            at = "%02x:%02x.%d".formatted(bus, device, function);
            secondary = 0;
            return "";
        }
        return at.isEmpty() ? line : detail(line);
    }

    private String detail(String line) {
        Matcher device = DEVICE.matcher(line);
        if (device.matches()) {
            String name =
                    device.group(1) == null
                            ? device.group(2)
                            : "Class [%s]".formatted(device.group(1));
            return "%s %s: PCI device [%s:%s]"
                    .formatted(at, name, device.group(3), device.group(4));
        }
        Matcher subsystem = SUBSYSTEM.matcher(line);
        if (subsystem.matches()) {
            return "\tSubsystem: PCI device [" + subsystem.group(1) + "]";
        }
        Matcher pin = PIN.matcher(line);
        if (pin.matches()) {
            return "\tInterrupt: pin " + pin.group(1) + " routed to IRQ 0";
        }
        Matcher bar = BAR.matcher(line);
        return bar.matches() ? region(bar) : buses(line);
    }

    private String buses(String line) {
        Matcher first = SECONDARY.matcher(line);
        if (first.matches()) {
            secondary = number(first);
            return "\tSecondary";
        }
        Matcher last = SUBORDINATE.matcher(line);
        // Nobody numbers the buses before a guest's firmware runs.
        if (last.matches() && secondary > 0) {
            return "\tBus: primary=%02x, secondary=%02x, subordinate=%02x, sec-latency=0"
                    .formatted(bus, secondary, number(last));
        }
        return line.isBlank() || !Character.isWhitespace(line.charAt(0))
                ? line
                : "\t" + line.strip();
    }

    private static int number(Matcher matcher) {
        return Math.min(255, Integer.parseInt(matcher.group(1)));
    }

    private static String region(Matcher bar) {
        long first = Long.parseUnsignedLong(bar.group(3), 16);
        long last = Long.parseUnsignedLong(bar.group(4), 16);
        if (Long.compareUnsigned(first, last) >= 0) {
            return "\tUnassigned";
        }
        String size = size(last - first + 1);
        String kind = bar.group(2);
        return kind.equals("I/O")
                ? "\tRegion %s: I/O ports at %x [size=%s]".formatted(bar.group(1), first, size)
                : "\tRegion %s: Memory at %x (%s-bit, %s) [size=%s]"
                        .formatted(
                                bar.group(1),
                                first,
                                kind.substring(0, 2),
                                kind.contains("prefetchable") ? "prefetchable" : "non-prefetchable",
                                size);
    }

    private static String size(long bytes) {
        String units = "KMGT";
        long rest = bytes;
        int unit = -1;
        while (unit < 3 && rest >= 1024 && rest % 1024 == 0) {
            rest /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%d%s", rest, unit < 0 ? "" : units.charAt(unit));
    }
}
