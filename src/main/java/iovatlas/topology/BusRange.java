package iovatlas.topology;

/// The buses below a bridge or a host bridge, both ends inclusive: secondary..subordinate.
public record BusRange(int first, int last) {

    /// @throws IllegalArgumentException when a bus is not 0..255 or the range is reversed
    public BusRange {
        if (first < 0 || last > 255 || first > last) {
            throw new IllegalArgumentException("no bus range: " + first + ".." + last);
        }
    }

    /// @throws IllegalArgumentException when the text is not `01` or `01-03` in hexadecimal
    public static BusRange parse(String text) {
        String[] ends = text.strip().split("-", -1);
        for (String end : ends) {
            if (ends.length > 2 || !end.matches("[0-9a-fA-F]{1,2}")) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is not a bus range such as 01 or 01-03");
            }
        }
        int first = Integer.parseInt(ends[0], 16);
        return new BusRange(first, ends.length == 1 ? first : Integer.parseInt(ends[1], 16));
    }

    public boolean contains(int bus) {
        return first <= bus && bus <= last;
    }

    public boolean overlaps(BusRange other) {
        return first <= other.last && other.first <= last;
    }

    @Override
    public String toString() {
        return first == last ? "%02x".formatted(first) : "%02x-%02x".formatted(first, last);
    }
}
