package iovatlas.edit.vmm;

import iovatlas.address.ByteSize;
import iovatlas.topology.MemoryRegion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Where a monitor puts RAM, by how much there is.
///
/// @param spans the smallest first, not empty; each reaches to the next
/// @param most the largest, a whole number of mebibytes; 16 TiB where the monitor sets no limit
///     below that
public record RamPlaces(List<Span> spans, ByteSize most) {
    private static final long MOST_MIB = 16L << 20;
    private static final String NOWHERE = "";

    /// Sizes that lie alike.
    ///
    /// @param from the smallest, a whole number of mebibytes
    /// @param text where, e.g. `3G at 0x00000000, the rest at 0x100000000`
    public record Span(ByteSize from, String text) {}

    public RamPlaces {
        spans = List.copyOf(spans);
    }

    /// Looks at 1, 1.5, 2, 3, ... MiB and between any two of these that differ.
    static RamPlaces of(Function<ByteSize, List<MemoryRegion>> layout) {
        List<Span> spans = new ArrayList<>();
        long mib = 1;
        String shape = shape(layout, mib);
        spans.add(new Span(mebibytes(1), shape));
        while (mib < MOST_MIB) {
            long next = Long.bitCount(mib) == 1 && mib > 1 ? mib + mib / 2 : powerAbove(mib);
            for (long at = mib; !shape(layout, next).equals(shape); ) {
                at = firstOther(layout, at, next, shape);
                shape = shape(layout, at);
                if (shape.equals(NOWHERE)) {
                    return new RamPlaces(spans, mebibytes(at - 1));
                }
                spans.add(new Span(mebibytes(at), shape));
            }
            mib = next;
        }
        return new RamPlaces(spans, mebibytes(MOST_MIB));
    }

    /// The least size in `same < size <= other` that lies otherwise.
    private static long firstOther(
            Function<ByteSize, List<MemoryRegion>> layout, long same, long other, String shape) {
        long low = same;
        long high = other;
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (shape(layout, middle).equals(shape)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static String shape(Function<ByteSize, List<MemoryRegion>> layout, long mib) {
        try {
            List<MemoryRegion> ram =
                    layout.apply(mebibytes(mib)).stream()
                            .filter(region -> region.kind() == MemoryRegion.Kind.RAM)
                            .toList();
            StringBuilder text = new StringBuilder();
            for (MemoryRegion region : ram.subList(0, ram.size() - 1)) {
                text.append(region.range().size().text()).append(at(region)).append(", ");
            }
            return text + (ram.size() > 1 ? "the rest" : "all") + at(ram.getLast());
        } catch (IllegalArgumentException refused) {
            return NOWHERE;
        }
    }

    private static String at(MemoryRegion region) {
        return " at " + region.range().first().hex();
    }

    private static long powerAbove(long mib) {
        return Long.highestOneBit(mib) << 1;
    }

    private static ByteSize mebibytes(long count) {
        return ByteSize.MIB.times(count);
    }

    /// A line for each span: `RAM: all at 0x00000000`, then `RAM from 2816M on: 2G at 0x00000000, the rest at 0x100000000`.
    public String text() {
        StringBuilder text = new StringBuilder("RAM: " + spans.getFirst().text());
        for (Span span : spans.subList(1, spans.size())) {
            text.append("\nRAM ").append(from(span.from())).append(": ").append(span.text());
        }
        if (most.compareTo(mebibytes(MOST_MIB)) < 0) {
            text.append("\nRAM at most ").append(most.text());
        }
        return text.toString();
    }

    /// The rounder way to say it.
    private static String from(ByteSize size) {
        String below = size.minus(ByteSize.MIB).text();
        return below.length() < size.text().length()
                ? "above " + below
                : "from " + size.text() + " on";
    }
}
