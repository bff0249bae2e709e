package iovatlas.address;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// An immutable set of addresses, held as the fewest ranges: ascending, disjoint and not touching,
/// so that two sets with the same addresses are equal.
///
/// @param <A> the kind of address
public final class RangeSet<A extends Address<A>> {

    private final List<AddressRange<A>> ranges;

    private RangeSet(List<AddressRange<A>> normalised) {
        this.ranges = normalised;
    }

    /// The set without addresses.
    public static <A extends Address<A>> RangeSet<A> empty() {
        return new RangeSet<>(List.of());
    }

    /// The full 64-bit space of the kind of `any`.
    public static <A extends Address<A>> RangeSet<A> all(A any) {
        return new RangeSet<>(List.of(AddressRange.all(any)));
    }

    /// The addresses of all these ranges, which may overlap and come in any order.
    @SafeVarargs
    public static <A extends Address<A>> RangeSet<A> of(AddressRange<A>... ranges) {
        var list = new ArrayList<AddressRange<A>>(ranges.length);
        for (AddressRange<A> range : ranges) {
            list.add(range);
        }
        return of(list);
    }

    /// The addresses of all these ranges, which may overlap and come in any order.
    public static <A extends Address<A>> RangeSet<A> of(Collection<AddressRange<A>> ranges) {
        return new RangeSet<>(normalised(ranges));
    }

    /// The ranges, ascending, disjoint and not touching.
    public List<AddressRange<A>> ranges() {
        return ranges;
    }

    /// Whether the set has no address.
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /// The number of addresses, 0 to 2^64.
    public ByteSize size() {
        BigInteger sum = BigInteger.ZERO;
        for (AddressRange<A> range : ranges) {
            sum = sum.add(range.size().big());
        }
        return ByteSize.exact(sum, "the sum");
    }

    /// Whether the address is in the set.
    public boolean contains(A address) {
        return contains(new AddressRange<>(address, address));
    }

    /// Whether all of the range is in the set.
    public boolean contains(AddressRange<A> range) {
        int i = firstNotBelow(range.first());
        return i < ranges.size() && ranges.get(i).contains(range);
    }

    /// Whether any address of the range is in the set.
    public boolean overlaps(AddressRange<A> range) {
        int i = firstNotBelow(range.first());
        return i < ranges.size() && ranges.get(i).overlaps(range);
    }

    /// The set with the addresses of the range too.
    public RangeSet<A> plus(AddressRange<A> range) {
        var all = new ArrayList<>(ranges);
        all.add(range);
        return of(all);
    }

    /// The addresses in either set.
    public RangeSet<A> plus(RangeSet<A> other) {
        var all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        return of(all);
    }

    /// The set without the addresses of the range.
    public RangeSet<A> minus(AddressRange<A> range) {
        return new RangeSet<>(ranges.stream().flatMap(r -> r.minus(range).stream()).toList());
    }

    /// The addresses of this set that are not in the other.
    public RangeSet<A> minus(RangeSet<A> other) {
        RangeSet<A> rest = this;
        for (AddressRange<A> range : other.ranges) {
            rest = rest.minus(range);
        }
        return rest;
    }

    /// The addresses of the set that are in the range.
    public RangeSet<A> intersect(AddressRange<A> range) {
        return new RangeSet<>(
                ranges.stream().flatMap(r -> r.intersection(range).stream()).toList());
    }

    /// The addresses in both sets.
    public RangeSet<A> intersect(RangeSet<A> other) {
        var both = new ArrayList<AddressRange<A>>();
        int i = 0;
        int j = 0;
        while (i < ranges.size() && j < other.ranges.size()) {
            AddressRange<A> mine = ranges.get(i);
            AddressRange<A> theirs = other.ranges.get(j);
            mine.intersection(theirs).ifPresent(both::add);
            if (mine.last().isBelow(theirs.last())) {
                i++;
            } else {
                j++;
            }
        }
        return new RangeSet<>(List.copyOf(both));
    }

    /// The addresses of the range that are not in the set.
    public RangeSet<A> complementIn(AddressRange<A> range) {
        return of(List.of(range)).minus(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RangeSet<?> that && ranges.equals(that.ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }

    /// The ranges, as in `{0x00001000-0x00001fff, 0x08000000-0x080fffff}`.
    @Override
    public String toString() {
        return ranges.stream()
                .map(AddressRange::hex)
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /// The index of the first range whose last address is not below the given one.
    private int firstNotBelow(A address) {
        int low = 0;
        int high = ranges.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ranges.get(middle).last().isBelow(address)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static <A extends Address<A>> List<AddressRange<A>> normalised(
            Collection<AddressRange<A>> ranges) {
        var merged = new ArrayList<AddressRange<A>>();
        for (AddressRange<A> range : ranges.stream().sorted().toList()) {
            if (!merged.isEmpty()
                    && (merged.getLast().overlaps(range) || merged.getLast().touches(range))) {
                merged.add(merged.removeLast().hull(range));
            } else {
                merged.add(range);
            }
        }
        return List.copyOf(merged);
    }
}
