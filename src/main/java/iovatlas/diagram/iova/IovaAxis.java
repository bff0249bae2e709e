package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Maps addresses to distances along a picture and back. An axis is made of stretches, each linear
/// in itself; a skipped stretch is drawn as a break mark. All arithmetic on addresses is unsigned and
/// exact; only distances are fractions.
public final class IovaAxis {
    private static final double TWO_63 = 0x1p63;

    private final List<Stretch> stretches;

    private IovaAxis(List<Stretch> stretches) {
        this.stretches = List.copyOf(stretches);
    }

    /// A piece of the axis.
    ///
    /// @param range inclusive
    /// @param from distance at which its first address begins
    /// @param to distance at which its last address ends, above `from`
    /// @param skipped whether it stands for addresses that are not shown
    public record Stretch(AddressRange<Iova> range, double from, double to, boolean skipped) {

        /// How many bytes one unit of distance stands for.
        public double bytesPerUnit() {
            return (distance(range.first(), range.last()) + 1) / (to - from);
        }
    }

    /// An axis of stretches that follow each other without a gap, in addresses and in distance.
    ///
    /// @throws IllegalArgumentException when there is none or they do not follow each other
    public static IovaAxis of(List<Stretch> stretches) {
        if (stretches.isEmpty()) {
            throw new IllegalArgumentException("an axis needs a stretch");
        }
        for (int i = 1; i < stretches.size(); i++) {
            Stretch before = stretches.get(i - 1);
            Stretch after = stretches.get(i);
            if (!before.range().touches(after.range())
                    || after.range().first().isBelow(before.range().first())
                    || before.to() != after.from()) {
                throw new IllegalArgumentException(
                        "stretch " + after.range() + " does not follow " + before.range());
            }
        }
        return new IovaAxis(stretches);
    }

    /// One scale for all addresses of a range.
    public static IovaAxis linear(AddressRange<Iova> range, double length) {
        return new IovaAxis(List.of(new Stretch(range, 0, length, false)));
    }

    /// Each power of two above the first address takes the same length.
    ///
    /// @param least how many bytes, as a power of two, the first piece holds: 12 to 63
    public static IovaAxis logarithmic(AddressRange<Iova> range, int least, double length) {
        var ranges = new ArrayList<AddressRange<Iova>>();
        Iova from = range.first();
        Optional<Iova> next = range.first().plusOrEmpty(1L << least);
        for (int exponent = least + 1;
                next.isPresent() && next.get().isAtMost(range.last());
                exponent++) {
            ranges.add(AddressRange.of(from, next.get().minusExact(1)));
            from = next.get();
            next = exponent > 63 ? Optional.empty() : range.first().plusOrEmpty(1L << exponent);
        }
        ranges.add(AddressRange.of(from, range.last()));
        double step = length / ranges.size();
        var stretches = new ArrayList<Stretch>();
        for (int i = 0; i < ranges.size(); i++) {
            stretches.add(new Stretch(ranges.get(i), i * step, (i + 1) * step, false));
        }
        return of(stretches);
    }

    public List<Stretch> stretches() {
        return stretches;
    }

    /// All addresses of the axis.
    public AddressRange<Iova> range() {
        return AddressRange.of(
                stretches.getFirst().range().first(), stretches.getLast().range().last());
    }

    public double length() {
        return stretches.getLast().to();
    }

    /// Where an address begins; addresses beyond an end are taken for that end.
    public double start(Iova address) {
        Stretch stretch = stretches.get(indexOf(address));
        if (address.isAtMost(stretch.range().first())) {
            return stretch.from();
        }
        if (stretch.range().last().isBelow(address)) {
            return stretch.to();
        }
        double bytes = distance(stretch.range().first(), address);
        return stretch.from() + bytes / stretch.bytesPerUnit();
    }

    /// Where the byte at an address ends, so that a range reaches from [#start] of its first to
    /// `end` of its last address.
    public double end(Iova address) {
        Stretch stretch = stretches.get(indexOf(address));
        return stretch.range().last().isAtMost(address)
                ? stretch.to()
                : start(address.plusExact(1));
    }

    /// The address at a distance; distances beyond an end are taken for that end.
    public Iova at(double distance) {
        int low = 0;
        int high = stretches.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (stretches.get(middle).from() <= distance) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Stretch stretch = stretches.get(low);
        double into = Math.max(0, Math.min(distance, stretch.to()) - stretch.from());
        double bytes = into * stretch.bytesPerUnit();
        long span = stretch.range().last().offsetFrom(stretch.range().first());
        long offset = unsigned(bytes);
        return Long.compareUnsigned(offset, span) >= 0
                ? stretch.range().last()
                : stretch.range().first().plusExact(offset);
    }

    /// The stretch that an address is in; the nearest one for an address beyond an end.
    public Stretch stretchOf(Iova address) {
        return stretches.get(indexOf(address));
    }

    private int indexOf(Iova address) {
        int low = 0;
        int high = stretches.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (stretches.get(middle).range().first().isAtMost(address)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /// How far `to` is above `from`, rounded to a fraction's precision.
    static double distance(Iova from, Iova to) {
        long bits = to.offsetFrom(from);
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    /// Whole bytes of a distance that may exceed 63 bits.
    static long unsigned(double value) {
        if (value < TWO_63) {
            return (long) value;
        }
        double rest = value - TWO_63;
        return rest >= TWO_63 ? -1L : (long) rest + Long.MIN_VALUE;
    }
}
