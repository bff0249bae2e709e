package iovatlas.topology;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a PCI function sits: segment (PCI domain number), bus, device (slot) and function number.
/// Prints and parses the kernel's spelling `0000:01:00.0`; the segment may be left out when parsing.
/// Ordered by segment, bus, device, function.
///
/// @param segment 0..0xffffffff in principle; 0..0x7fffffff here (VMD segments start at 0x10000)
/// @param bus 0..255
/// @param device 0..31
/// @param function 0..7
public record PciAddress(int segment, int bus, int device, int function)
        implements Comparable<PciAddress> {

    private static final Pattern TEXT =
            Pattern.compile(
                    "(?:([0-9a-fA-F]{1,8}):)?([0-9a-fA-F]{1,2}):([0-9a-fA-F]{1,2})\\.([0-7])");

    /// @throws IllegalArgumentException when a number is out of its range
    public PciAddress {
        if (segment < 0
                || bus < 0
                || bus > 255
                || device < 0
                || device > 31
                || function < 0
                || function > 7) {
            throw new IllegalArgumentException(
                    "no such PCI address: segment %d bus %d device %d function %d"
                            .formatted(segment, bus, device, function));
        }
    }

    /// The address of a devfn (`device * 8 + function`) on a bus.
    public static PciAddress ofDevfn(int segment, int bus, int devfn) {
        return new PciAddress(segment, bus, devfn >> 3 & 31, devfn & 7);
    }

    /// The address that a requester ID names within a segment.
    public static PciAddress of(int segment, RequesterId requester) {
        return ofDevfn(segment, requester.bus(), requester.devfn());
    }

    /// True when the text is a PCI address in the kernel's spelling.
    public static boolean isAddress(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                && Integer.parseInt(matcher.group(3), 16) < 32
                && (matcher.group(1) == null
                        || Integer.parseUnsignedInt(matcher.group(1), 16) >= 0);
    }

    /// @throws IllegalArgumentException when the text is not of the form `[SSSS:]BB:DD.F`
    public static PciAddress parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a PCI address such as 0000:01:00.0");
        }
        String segment = matcher.group(1);
        return new PciAddress(
                segment == null ? 0 : Integer.parseUnsignedInt(segment, 16),
                Integer.parseInt(matcher.group(2), 16),
                Integer.parseInt(matcher.group(3), 16),
                Integer.parseInt(matcher.group(4)));
    }

    /// `device * 8 + function`, 0..255.
    public int devfn() {
        return device << 3 | function;
    }

    /// `bus * 256 + devfn`, what the function puts into its transactions.
    public RequesterId requesterId() {
        return new RequesterId(bus << 8 | devfn());
    }

    /// The same slot and function number on another bus of the segment.
    public PciAddress onBus(int otherBus) {
        return new PciAddress(segment, otherBus, device, function);
    }

    /// True for two functions on the same bus of the same segment.
    public boolean sameBus(PciAddress other) {
        return segment == other.segment && bus == other.bus;
    }

    /// True for two functions in the same slot (ARI functions count by `devfn >> 3` too).
    public boolean sameSlot(PciAddress other) {
        return sameBus(other) && device == other.device;
    }

    /// The spelling without the segment, `01:00.0`.
    public String shortText() {
        return shortText(new StringBuilder(7)).toString();
    }

    @Override
    public int compareTo(PciAddress other) {
        return segment == other.segment
                ? Integer.compare(bus << 8 | devfn(), other.bus << 8 | other.devfn())
                : Integer.compare(segment, other.segment);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(12);
        if (segment > 0xffff) {
            text.append(Integer.toHexString(segment));
        } else {
            two(text, segment >> 8);
            two(text, segment);
        }
        return shortText(text.append(':')).toString();
    }

    private StringBuilder shortText(StringBuilder text) {
        two(text, bus).append(':');
        two(text, device).append('.');
        return text.append((char) ('0' + function));
    }

    private static StringBuilder two(StringBuilder text, int value) {
        return text.append(Character.forDigit(value >> 4 & 15, 16))
                .append(Character.forDigit(value & 15, 16));
    }
}
