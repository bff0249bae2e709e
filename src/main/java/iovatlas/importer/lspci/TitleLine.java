package iovatlas.importer.lspci;

import iovatlas.importer.pci.ConfigImage;
import iovatlas.topology.PciAddress;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The line of a listing that begins a function: `00:1c.0 PCI bridge [0604]: ... [8086:a294] (rev
/// f0)`, in the spellings of pciutils and of the shell loops that print groups.
///
/// @param at the function
/// @param text what follows the address
/// @param ids vendor and device in front of the address, as one of the loops prints them, or empty
record TitleLine(PciAddress at, String text, String ids) {

    private static final Pattern LINE =
            Pattern.compile(
                    "^\\s*(?:Group Device:"
                        + " )?(?:\\[([0-9a-f]{4}:[0-9a-f]{4})\\]\\s{1,9}(?:\\[R\\]\\s{1,9})?)?((?:[0-9a-f]{1,8}:)?[0-9a-f]{2}:[01][0-9a-f]\\.[0-7])\\s+(?:-"
                        + " )?(\\S.*)$");
    private static final Pattern CLASS_NUMBER =
            Pattern.compile("^(?:Class )?(?:[^\\[:]{0,80}\\[)?([0-9a-f]{4})\\]?: ");
    private static final Pattern BOTH_NUMBERS =
            Pattern.compile("\\[?\\b([0-9a-f]{4}):([0-9a-f]{4})\\]?(?![0-9a-f:])");
    private static final Pattern DEVICE_NUMBER = Pattern.compile(" Device ([0-9a-f]{4})\\b");
    private static final Pattern REVISION = Pattern.compile("\\(rev ([0-9a-f]{2})\\)");
    private static final Pattern INTERFACE = Pattern.compile("\\(prog-if ([0-9a-f]{2})\\b");
    private static final int BRIDGE = 0x0604;
    private static final int CARDBUS = 0x0607;

    /// The line taken apart, or empty when it begins no function.
    static Optional<TitleLine> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            String ids = matcher.group(1);
            return Optional.of(
                    new TitleLine(
                            PciAddress.parse(matcher.group(2)),
                            matcher.group(3),
                            ids == null ? "" : ids));
        } catch (IllegalArgumentException tooLarge) {
            return Optional.empty();
        }
    }

    /// True when a line names a class as listings do, so that a stray address begins no function.
    boolean isListed() {
        return !ids.isEmpty()
                || CLASS_NUMBER.matcher(text).find()
                || PciNames.classOf(className()).isPresent()
                || text.contains(": ");
    }

    private String className() {
        int colon = text.indexOf(": ");
        String name = colon < 0 ? text.split(" {2}", 2)[0] : text.substring(0, colon);
        int bracket = name.indexOf(" [");
        return (bracket < 0 ? name : name.substring(0, bracket)).strip();
    }

    /// Writes what the line tells.
    void encode(ConfigImage config) {
        Matcher number = CLASS_NUMBER.matcher(text);
        Optional<Integer> code =
                number.find()
                        ? Optional.of(Integer.valueOf(number.group(1), 16))
                        : PciNames.classOf(className());
        code.ifPresent(value -> encodeClass(config, value));
        hex(REVISION).ifPresent(value -> config.u8(0x08, value));
        hex(INTERFACE).ifPresent(value -> config.u8(0x09, value));
        encodeIds(config);
    }

    /// Writes the upper 16 bits of a class, and the header type that goes with it.
    static void encodeClass(ConfigImage config, int value) {
        config.u16(0x0a, value);
        if (!config.isTold(0x0e)) {
            config.u8(0x0e, value == BRIDGE ? 1 : value == CARDBUS ? 2 : 0);
        }
    }

    private void encodeIds(ConfigImage config) {
        Matcher both = BOTH_NUMBERS.matcher(ids.isEmpty() ? text : ids);
        int vendor = -1;
        int device = -1;
        while (both.find()) {
            vendor = Integer.parseInt(both.group(1), 16);
            device = Integer.parseInt(both.group(2), 16);
        }
        if (vendor >= 0) {
            config.u16(0x00, vendor);
            config.u16(0x02, device);
            return;
        }
        if (!config.isTold(0x00)) {
            int colon = text.indexOf(": ");
            PciNames.vendorOf(colon < 0 ? text : text.substring(colon + 2))
                    .ifPresent(value -> config.u16(0x00, value));
            hex(DEVICE_NUMBER).ifPresent(value -> config.u16(0x02, value));
        }
    }

    private Optional<Integer> hex(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find()
                ? Optional.of(Integer.valueOf(matcher.group(1), 16))
                : Optional.empty();
    }
}
