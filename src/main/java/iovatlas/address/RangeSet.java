package iovatlas.address;

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
        ByteSize sum = ByteSize.ZERO;
        for (AddressRange<A> range : ranges) {
            sum = sum.plus(range.size());
        }
        return sum;
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

    /// The addresses of the set and of the range.
    public RangeSet<A> plus(AddressRange<A> range) {
        int from = firstNotBelow(range.first());
        if (from > 0 && ranges.get(from - 1).touches(range)) {
            from--;
        }
        int to = from;
        AddressRange<A> joined = range;
        while (to < ranges.size() && meet(ranges.get(to), range)) {
            joined = joined.hull(ranges.get(to));
            to++;
        }
        return with(from, to, List.of(joined));
    }

    /// The addresses in either set.
    public RangeSet<A> plus(RangeSet<A> other) {
        var all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        return of(all);
    }

    /// The addresses of the set that are not in the range.
    public RangeSet<A> minus(AddressRange<A> range) {
        int from = firstNotBelow(range.first());
        int to = from;
        var rest = new ArrayList<AddressRange<A>>(2);
        while (to < ranges.size() && ranges.get(to).overlaps(range)) {
            rest.addAll(ranges.get(to).minus(range));
            to++;
        }
        return from == to ? this : with(from, to, rest);
    }

    /// The addresses of this set that are not in the other.
    public RangeSet<A> minus(RangeSet<A> other) {
        return isEmpty()
                ? this
                : intersect(other.complementIn(AddressRange.all(ranges.getFirst().first())));
    }

    /// The addresses of the set that are in the range.
    public RangeSet<A> intersect(AddressRange<A> range) {
        return intersect(of(List.of(range)));
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
        var free = new ArrayList<AddressRange<A>>();
        A from = range.first();
        for (int i = firstNotBelow(from); i < ranges.size(); i++) {
            AddressRange<A> taken = ranges.get(i);
            if (!taken.overlaps(range)) {
                break;
            }
            if (from.isBelow(taken.first())) {
                free.add(new AddressRange<>(from, taken.first().minusExact(1)));
            }
            if (!taken.last().isBelow(range.last())) {
                return new RangeSet<>(List.copyOf(free));
            }
            from = taken.last().plusExact(1);
        }
        free.add(new AddressRange<>(from, range.last()));
        return new RangeSet<>(List.copyOf(free));
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
        return ranges.stream().map(AddressRange::hex).collect(Collectors.joining(", ", "{", "}"));
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

    /// The set with other ranges in place of those from one index to before another.
    private RangeSet<A> with(int from, int to, List<AddressRange<A>> others) {
        var changed = new ArrayList<AddressRange<A>>(ranges.size() + others.size());
        changed.addAll(ranges.subList(0, from));
        changed.addAll(others);
        changed.addAll(ranges.subList(to, ranges.size()));
        return new RangeSet<>(List.copyOf(changed));
    }

    private static <A extends Address<A>> boolean meet(AddressRange<A> a, AddressRange<A> b) {
        return a.overlaps(b) || a.touches(b);
    }

    private static <A extends Address<A>> List<AddressRange<A>> normalised(
            Collection<AddressRange<A>> ranges) {
        var merged = new ArrayList<AddressRange<A>>();
        for (AddressRange<A> range : ranges.stream().sorted().toList()) {
            if (!merged.isEmpty() && meet(merged.getLast(), range)) {
                merged.add(merged.removeLast().hull(range));
            } else {
                merged.add(range);
            }
        }
        return List.copyOf(merged);
    }
}
