package iovatlas.address;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// An immutable interval map that allows overlaps: values by address range, in the order of the
/// ranges' first, then last addresses, then of insertion.
///
/// @param <A> the kind of address
/// @param <V> the kind of value
public final class RangeIndex<A extends Address<A>, V>
        implements Iterable<RangeIndex.Entry<A, V>> {

    /// One value and where it is.
    public record Entry<A extends Address<A>, V>(AddressRange<A> range, V value) {}

    private final List<Entry<A, V>> list;

    private RangeIndex(List<Entry<A, V>> list) {
        this.list = list;
    }

    /// The index without entries.
    public static <A extends Address<A>, V> RangeIndex<A, V> empty() {
        return new RangeIndex<>(List.of());
    }

    /// The index of these entries, in any order; entries of equal range keep theirs.
    public static <A extends Address<A>, V> RangeIndex<A, V> of(
            Collection<Entry<A, V>> entries) {
        var sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(Entry::range));
        return new RangeIndex<>(sorted);
    }

    /// The index of entries that ascend already.
    public static <A extends Address<A>, V> RangeIndex<A, V> ofSorted(
            Collection<Entry<A, V>> entries) {
        return of(entries);
    }

    /// With one entry more, after those of equal range.
    public RangeIndex<A, V> with(AddressRange<A> range, V value) {
        var copy = new ArrayList<>(list);
        copy.add(new Entry<>(range, value));
        return of(copy);
    }

    /// Without the first entry that equals this one; the same index if there is none.
    public RangeIndex<A, V> without(Entry<A, V> entry) {
        var copy = new ArrayList<>(list);
        return copy.remove(entry) ? new RangeIndex<>(copy) : this;
    }

    /// The number of entries.
    public int size() {
        return list.size();
    }

    /// Whether there is no entry.
    public boolean isEmpty() {
        return list.isEmpty();
    }

    /// The lowest entry, if any.
    public Optional<Entry<A, V>> first() {
        return list.stream().findFirst();
    }

    /// The highest entry in order, if any.
    public Optional<Entry<A, V>> last() {
        return entriesDescending().findFirst();
    }

    /// The first entry in order that contains the address.
    public Optional<Entry<A, V>> firstAt(A address) {
        return firstOverlapping(new AddressRange<>(address, address));
    }

    /// All entries that contain the address, in order.
    public List<Entry<A, V>> at(A address) {
        return overlapping(new AddressRange<>(address, address));
    }

    /// All entries that have an address in common with the range, in order.
    public List<Entry<A, V>> overlapping(AddressRange<A> range) {
        return entries().filter(e -> e.range().overlaps(range)).toList();
    }

    /// The first entry in order that has an address in common with the range.
    public Optional<Entry<A, V>> firstOverlapping(AddressRange<A> range) {
        return entries().filter(e -> e.range().overlaps(range)).findFirst();
    }

    /// Whether any entry has an address in common with the range.
    public boolean anyOverlapping(AddressRange<A> range) {
        return firstOverlapping(range).isPresent();
    }

    /// Calls the action with each entry that has an address in common with the range, in order.
    public void forEachOverlapping(
            AddressRange<A> range, Consumer<? super Entry<A, V>> action) {
        overlapping(range).forEach(action);
    }

    /// The last entry in order whose first address is not above this one.
    public Optional<Entry<A, V>> floor(A address) {
        return entriesDescending().filter(e -> e.range().first().isAtMost(address)).findFirst();
    }

    /// The first entry in order with exactly this range.
    public Optional<Entry<A, V>> exact(AddressRange<A> range) {
        return entries().filter(e -> e.range().equals(range)).findFirst();
    }

    /// All entries in order.
    public Stream<Entry<A, V>> entries() {
        return list.stream();
    }

    /// All entries in reverse order.
    public Stream<Entry<A, V>> entriesDescending() {
        return list.reversed().stream();
    }

    /// All entries in order.
    @Override
    public Iterator<Entry<A, V>> iterator() {
        return Collections.unmodifiableList(list).iterator();
    }

    /// The parts of `within` that no entry covers, ascending, each as long as can be.
    public List<AddressRange<A>> holes(AddressRange<A> within) {
        RangeSet<A> free = RangeSet.of(List.of(within));
        for (Entry<A, V> entry : overlapping(within)) {
            free = free.minus(entry.range());
        }
        return free.ranges();
    }

    /// The lowest aligned range of exactly `size` bytes inside `within` that no entry overlaps.
    ///
    /// @param alignment a power of two
    /// @throws IllegalArgumentException if the size is 0 or the alignment is not a power of two
    public Optional<AddressRange<A>> firstHole(
            ByteSize size, ByteSize alignment, AddressRange<A> within) {
        return holes(within).stream()
                .flatMap(h -> h.first().alignUp(alignment).stream()
                        .flatMap(a -> AddressRange.ofSizeOrEmpty(a, size).stream())
                        .filter(h::contains))
                .findFirst();
    }

    /// The highest aligned range of exactly `size` bytes inside `within` that no entry overlaps.
    ///
    /// @param alignment a power of two
    /// @throws IllegalArgumentException if the size is 0 or the alignment is not a power of two
    public Optional<AddressRange<A>> lastHole(
            ByteSize size, ByteSize alignment, AddressRange<A> within) {
        return holes(within).reversed().stream()
                .filter(h -> h.size().compareTo(size) >= 0)
                .flatMap(h -> Stream.of(
                                h.last()
                                        .minusExact(size.unsignedLastOffset())
                                        .alignDown(alignment))
                        .flatMap(a -> AddressRange.ofSizeOrEmpty(a, size).stream())
                        .filter(h::contains))
                .findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RangeIndex<?, ?> that && list.equals(that.list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    /// The entries in order.
    @Override
    public String toString() {
        return list.toString();
    }
}
