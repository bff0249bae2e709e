package iovatlas.importer.lspci;

import iovatlas.importer.pci.ConfigImage;
import iovatlas.topology.FunctionKind;

import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns the decoded lines below a function's title back into the registers that they were decoded
/// from. Lines that decide about nothing are passed over.
final class DetailText {

    private static final Pattern CAPABILITY =
            Pattern.compile("^Capabilities: \\[([0-9a-f]{2,3})(?: v\\d+)?\\] (.*)$");
    private static final Pattern BUSES =
            Pattern.compile(
                    "^Bus: primary=([0-9a-f]{2}), secondary=([0-9a-f]{2}),"
                            + " subordinate=([0-9a-f]{2})");
    private static final Pattern PIN = Pattern.compile("^Interrupt: pin ([A-D])");
    private static final Pattern GROUP = Pattern.compile("(?:^|, )IOMMU group:? (\\d{1,9})\\b");
    private static final Pattern DRIVER = Pattern.compile("^Kernel driver in use: (\\S{1,60})");
    private static final Pattern SUBSYSTEM =
            Pattern.compile("^Subsystem: .*\\[?([0-9a-f]{4}):([0-9a-f]{4})\\]?$");
    private static final Pattern WINDOW =
            Pattern.compile(
                    "^Region (\\d): Memory at ([0-9a-f]{4,16}) \\((32|64)-bit,"
                            + " (non-)?prefetchable\\).*\\[size=(\\d{1,9})([KMGT]?)\\]");
    private static final String SIZES = "KMGT";

    private final ListedFunction function;
    private final ConfigImage config;
    private int capability = -1;
    private int id = -1;

    DetailText(ListedFunction function) {
        this.function = function;
        this.config = function.config();
    }

    /// Takes one line, white space around it taken off.
    void take(String text) {
        String line = text.replace('\t', ' ');
        Matcher heading = CAPABILITY.matcher(line);
        if (heading.find()) {
            begin(Integer.parseInt(heading.group(1), 16), heading.group(2));
        } else if (line.startsWith("Capabilities: <access denied>")) {
            capability = -1;
        } else if (!header(line) && capability >= 0) {
            if (capability < 0x100) {
                ClassicCapability.detail(config, capability, id, line);
            } else {
                ExtendedCapability.detail(config, capability, id, line);
            }
        }
    }

    private void begin(int offset, String text) {
        capability = offset;
        if (offset < 0x100) {
            id = CapabilityNames.classic(text);
            config.capability(offset, id);
            ClassicCapability.heading(config, offset, id, text);
        } else {
            id = CapabilityNames.extended(text);
            config.extendedCapability(offset, id);
            ExtendedCapability.heading(config, offset, id);
        }
    }

    /// The lines about the function itself.
    private boolean header(String line) {
        if (line.startsWith("Control: ")) {
            flag(line, "BusMaster+", () -> config.bits(0x04, 4));
            return true;
        }
        find(GROUP, line).ifPresent(m -> function.group(Integer.parseInt(m.group(1))));
        if (line.startsWith("Flags: ")) {
            flag(line, "bus master", () -> config.bits(0x04, 4));
            return true;
        }
        if (line.startsWith("Status: Cap-")) {
            config.reaches(256);
            return true;
        }
        return bytes(line);
    }

    private boolean bytes(String line) {
        Optional<Matcher> buses = find(BUSES, line);
        buses.ifPresent(m -> {
            config.u8(0x18, Integer.parseInt(m.group(1), 16));
            config.u8(0x19, Integer.parseInt(m.group(2), 16));
            config.u8(0x1a, Integer.parseInt(m.group(3), 16));
        });
        Optional<Matcher> pin = find(PIN, line);
        pin.ifPresent(m -> config.u8(0x3d, m.group(1).charAt(0) - 'A' + 1));
        Optional<Matcher> driver = find(DRIVER, line);
        driver.ifPresent(m -> function.driver(m.group(1)));
        Optional<Matcher> subsystem = find(SUBSYSTEM, line);
        subsystem.ifPresent(m -> {
            config.u16(0x2c, Integer.parseInt(m.group(1), 16));
            config.u16(0x2e, Integer.parseInt(m.group(2), 16));
        });
        Optional<Matcher> window = find(WINDOW, line);
        window.ifPresent(this::window);
        return buses.isPresent()
                || pin.isPresent()
                || driver.isPresent()
                || subsystem.isPresent()
                || window.isPresent();
    }

    private void window(Matcher m) {
        long first = Long.parseUnsignedLong(m.group(2), 16);
        int unit = m.group(6).isEmpty() ? 0 : SIZES.indexOf(m.group(6)) + 1;
        long size = Long.parseLong(m.group(5)) << (10 * unit);
        long flags = 0x200 | (m.group(4) == null ? 0x2000 : 0);
        if (size > 0 && Long.compareUnsigned(first, first + size - 1) < 0) {
            function.windows()
                    .put(
                            Integer.valueOf(m.group(1)),
                            "0x%016x 0x%016x 0x%016x".formatted(first, first + size - 1, flags));
        }
    }

    static Optional<Matcher> find(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? Optional.of(matcher) : Optional.empty();
    }

    static void flag(String line, String word, Runnable then) {
        if (line.contains(word)) {
            then.run();
        }
    }

    /// Reads a number behind a word: `stride: 2`, `Count=1/4`.
    static void number(String line, String word, int radix, IntConsumer then) {
        int start = line.indexOf(word);
        if (start < 0) {
            return;
        }
        int from = start + word.length();
        int to = from;
        while (to < line.length()
                && to - from < 7
                && Character.digit(line.charAt(to), radix) >= 0) {
            to++;
        }
        if (to > from) {
            then.accept(Integer.parseInt(line.substring(from, to), radix));
        }
    }

    /// How a heading words a PCI Express port type.
    static Optional<FunctionKind> portType(String text) {
        List<String> words =
                List.of(
                        "Root Complex Integrated Endpoint",
                        "Root Complex Event Collector",
                        "Legacy Endpoint",
                        "Root Port",
                        "Upstream Port",
                        "Downstream Port",
                        "PCI-Express to PCI",
                        "PCI/PCI-X to PCI-Express",
                        "Endpoint");
        List<FunctionKind> kinds =
                List.of(
                        FunctionKind.INTEGRATED_ENDPOINT,
                        FunctionKind.EVENT_COLLECTOR,
                        FunctionKind.LEGACY_ENDPOINT,
                        FunctionKind.ROOT_PORT,
                        FunctionKind.SWITCH_UPSTREAM,
                        FunctionKind.SWITCH_DOWNSTREAM,
                        FunctionKind.PCIE_TO_PCI_BRIDGE,
                        FunctionKind.PCI_TO_PCIE_BRIDGE,
                        FunctionKind.ENDPOINT);
        for (int i = 0; i < words.size(); i++) {
            if (text.contains(words.get(i))) {
                return Optional.of(kinds.get(i));
            }
        }
        return Optional.empty();
    }
}
