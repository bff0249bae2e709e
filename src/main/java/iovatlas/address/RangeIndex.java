package iovatlas.address;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// An immutable interval map: values by address range, where ranges may overlap and repeat.
///
/// The order of the entries is by first address, then by last, unsigned; entries of equal range
/// keep the order in which they were put in. [#with] and [#without] give a new index that shares
/// all but O(log n) of its memory with the old one. Looking up one entry takes O(log n), looking up
/// k of them O(k log n). [#firstHole] and [#lastHole] pass over all parts that have no hole of the
/// size; what can cost them more than O(log n) is many holes that are long enough but not aligned.
/// Two indexes are equal if their entries are, in order.
///
/// Entries are kept as bare bits, about 25 bytes each; an `Entry` is made when a query answers.
///
/// @param <A> the kind of address
/// @param <V> the kind of value, which has to be immutable
public final class RangeIndex<A extends Address<A>, V> implements Iterable<RangeIndex.Entry<A, V>> {

    /// One value and the addresses for which it is.
    ///
    /// @param range the addresses
    /// @param value the value
    public record Entry<A extends Address<A>, V>(AddressRange<A> range, V value) {}

    private final @Nullable RangeNode<?> root;
    // Some address, to make others of its kind from bits; null only while there is no entry.
    private final @Nullable A kind;
    private final RangeValues<A, V> values;

    private RangeIndex(@Nullable RangeNode<?> root, @Nullable A kind, RangeValues<A, V> values) {
        this.root = root;
        this.kind = kind;
        this.values = values;
    }

    /// The index without entries.
    public static <A extends Address<A>, V> RangeIndex<A, V> empty() {
        return new RangeIndex<A, V>(null, null, RangeValues.<A, V>asStored());
    }

    /// The index of these entries, which may come in any order: O(n) if they ascend, otherwise
    /// O(n log n). Entries of equal range keep their order.
    public static <A extends Address<A>, V> RangeIndex<A, V> of(Collection<Entry<A, V>> entries) {
        var sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(Entry::range));
        return ofSorted(sorted);
    }

    /// The index of entries that ascend by range, equal ones allowed, O(n).
    ///
    /// @throws IllegalArgumentException if they do not ascend; the message has the two ranges
    public static <A extends Address<A>, V> RangeIndex<A, V> ofSorted(
            Collection<Entry<A, V>> entries) {
        if (entries.isEmpty()) {
            return empty();
        }
        RangeNode<V> root = new RangeBuilder<>(entries.iterator()).build(entries.size());
        return new RangeIndex<>(
                root, entries.iterator().next().range().first(), RangeValues.asStored());
    }

    /// The same ranges with other values, each of which is made when somebody looks at it. O(1); an
    /// index that is changed afterwards is made in full first, O(n).
    ///
    /// @param view gives the same value for the same entry, always
    public <W> RangeIndex<A, W> viewed(Function<Entry<A, V>, W> view) {
        return new RangeIndex<>(root, kind, values.then(view));
    }

    /// The tree with its values as they are.
    private @Nullable RangeNode<V> stored() {
        if (root == null || values.stored()) {
            return values.cast(root);
        }
        return new RangeBuilder<>(iterator()).build(size());
    }

    /// With one entry more, after those of equal range. O(log n).
    public RangeIndex<A, V> with(AddressRange<A> range, V value) {
        long first = range.first().unsignedBits();
        long last = range.last().unsignedBits();
        RangeNode<V> old = stored();
        RangeNode<V> grown =
                old == null
                        ? RangeLeaf.single(first, last, value)
                        : RangeInsertion.put(old, first, last, value);
        return new RangeIndex<>(grown, range.first(), RangeValues.asStored());
    }

    /// With one entry more, or empty if an entry has an address in common with its range: the check
    /// and the change in one search. O(log n).
    public Optional<RangeIndex<A, V>> withIfFree(AddressRange<A> range, V value) {
        RangeNode<V> old = stored();
        if (old == null) {
            return Optional.of(with(range, value));
        }
        RangeNode<V> grown =
                RangeInsertion.putIfFree(
                        old, range.first().unsignedBits(), range.last().unsignedBits(), value);
        return grown == null
                ? Optional.empty()
                : Optional.of(new RangeIndex<>(grown, range.first(), RangeValues.asStored()));
    }

    /// Without the first entry in order that equals this one; this same index if there is none.
    /// O(log n), and linear in the number of entries of equal range.
    public RangeIndex<A, V> without(Entry<A, V> entry) {
        RangeNode<V> old = stored();
        if (old == null) {
            return this;
        }
        RangeNode<V> rest =
                new RangeRemoval<>(
                                entry.range().first().unsignedBits(),
                                entry.range().last().unsignedBits(),
                                entry.value())
                        .from(old);
        return rest == old ? this : new RangeIndex<>(rest, kind, RangeValues.asStored());
    }

    /// The number of entries.
    public int size() {
        return root == null ? 0 : root.size;
    }

    /// Whether there is no entry.
    public boolean isEmpty() {
        return root == null;
    }

    /// The lowest entry in order, if there is any.
    public Optional<Entry<A, V>> first() {
        return isEmpty() ? Optional.empty() : Optional.of(iterator().next());
    }

    /// The highest entry in order, if there is any. It has the highest first address, but an entry
    /// before it may reach further.
    public Optional<Entry<A, V>> last() {
        return entriesDescending().findFirst();
    }

    /// The first entry in order that contains the address, if there is any.
    public Optional<Entry<A, V>> firstAt(A address) {
        return firstOverlapping(new AddressRange<>(address, address));
    }

    /// All entries that contain the address, in order.
    public List<Entry<A, V>> at(A address) {
        return overlapping(new AddressRange<>(address, address));
    }

    /// All entries that have an address in common with the range, in order.
    public List<Entry<A, V>> overlapping(AddressRange<A> range) {
        var found = new ArrayList<Entry<A, V>>();
        forEachOverlapping(range, found::add);
        return List.copyOf(found);
    }

    /// Calls the action with each entry that has an address in common with the range, in order.
    public void forEachOverlapping(AddressRange<A> range, Consumer<? super Entry<A, V>> action) {
        if (root != null) {
            root.forEachOverlapping(
                    range.first().unsignedBits(),
                    range.last().unsignedBits(),
                    hit -> action.accept(entry(hit)));
        }
    }

    /// The first entry in order that has an address in common with the range, if there is any.
    public Optional<Entry<A, V>> firstOverlapping(AddressRange<A> range) {
        return optional(hitOverlapping(range));
    }

    /// Whether any entry has an address in common with the range.
    public boolean anyOverlapping(AddressRange<A> range) {
        return root != null
                && root.anyOverlapping(range.first().unsignedBits(), range.last().unsignedBits());
    }

    /// The last entry in order whose first address is not above this one, if there is any. It need
    /// not contain the address.
    public Optional<Entry<A, V>> floor(A address) {
        return root == null || Long.compareUnsigned(address.unsignedBits(), root.minFirst()) < 0
                ? Optional.empty()
                : optional(root.floor(address.unsignedBits()));
    }

    /// The first entry in order with exactly this range, if there is any.
    public Optional<Entry<A, V>> exact(AddressRange<A> range) {
        return root == null
                ? Optional.empty()
                : optional(root.exact(range.first().unsignedBits(), range.last().unsignedBits()));
    }

    /// All entries in order.
    public Stream<Entry<A, V>> entries() {
        return stream(new RangeCursor<>(root, true));
    }

    /// All entries in reverse order.
    public Stream<Entry<A, V>> entriesDescending() {
        return stream(new RangeCursor<>(root, false));
    }

    /// All entries in order.
    @Override
    public Iterator<Entry<A, V>> iterator() {
        return entries().iterator();
    }

    /// The parts of `within` that no entry covers, ascending, each as long as it can be.
    public List<AddressRange<A>> holes(AddressRange<A> within) {
        var holes = new ArrayList<AddressRange<A>>();
        A any = within.first();
        upwards(
                        within,
                        ByteSize.ofBytes(1),
                        (from, to) -> {
                            holes.add(new AddressRange<>(any.withBits(from), any.withBits(to)));
                            return false;
                        })
                .search(root);
        return List.copyOf(holes);
    }

    /// The lowest range of exactly `size` bytes inside `within` that no entry overlaps and whose
    /// first address is a multiple of `alignment`, if there is any.
    ///
    /// @param alignment a power of two
    /// @throws IllegalArgumentException if the size is 0 or the alignment is not a power of two
    public Optional<AddressRange<A>> firstHole(
            ByteSize size, ByteSize alignment, AddressRange<A> within) {
        var placement = new HolePlacement(size, alignment);
        return upwards(within, size, placement::fitsLowest).search(root)
                ? AddressRange.ofSizeOrEmpty(within.first().withBits(placement.start()), size)
                : Optional.empty();
    }

    /// The highest range of exactly `size` bytes inside `within` that no entry overlaps and whose
    /// first address is a multiple of `alignment`, if there is any.
    ///
    /// @param alignment a power of two
    /// @throws IllegalArgumentException if the size is 0 or the alignment is not a power of two
    public Optional<AddressRange<A>> lastHole(
            ByteSize size, ByteSize alignment, AddressRange<A> within) {
        var placement = new HolePlacement(size, alignment);
        var search =
                new HolesDownwards(
                        within.first().unsignedBits(),
                        within.last().unsignedBits(),
                        size,
                        placement::fitsHighest);
        return search.search(root)
                ? AddressRange.ofSizeOrEmpty(within.first().withBits(placement.start()), size)
                : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RangeIndex<?, ?> that
                && size() == that.size()
                && (isEmpty()
                        || (root == that.root && values.equals(that.values))
                        || (isSameKind(that) && sameEntries(that)));
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (Entry<A, V> entry : this) {
            hash = 31 * hash + entry.hashCode();
        }
        return hash;
    }

    private boolean sameEntries(RangeIndex<?, ?> that) {
        if (values.stored() && that.values.stored()) {
            return RangeCursor.sameEntries(root, that.root);
        }
        Iterator<?> others = that.iterator();
        for (Entry<A, V> entry : this) {
            if (!entry.equals(others.next())) {
                return false;
            }
        }
        return true;
    }

    /// The entries in order, as in `{0x00001000-0x00001fff=ram}`.
    @Override
    public String toString() {
        return entries()
                .map(e -> e.range().hex() + "=" + e.value())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private @Nullable RangeHit<?> hitOverlapping(AddressRange<A> range) {
        return root == null
                ? null
                : root.firstOverlapping(range.first().unsignedBits(), range.last().unsignedBits());
    }

    private Stream<Entry<A, V>> stream(RangeCursor<?> hits) {
        int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
        return StreamSupport.stream(Spliterators.spliterator(hits, size(), traits), false)
                .map(this::entry);
    }

    private Optional<Entry<A, V>> optional(@Nullable RangeHit<?> hit) {
        return hit == null ? Optional.empty() : Optional.of(entry(hit));
    }

    private Entry<A, V> entry(RangeHit<?> hit) {
        A any = someAddress();
        var range = new AddressRange<>(any.withBits(hit.first()), any.withBits(hit.last()));
        return new Entry<>(range, values.of(range, hit.value()));
    }

    private boolean isSameKind(RangeIndex<?, ?> that) {
        return someAddress().getClass().equals(that.someAddress().getClass());
    }

    private A someAddress() {
        return Objects.requireNonNull(kind, "An index without entries has no address");
    }

    private static <A extends Address<A>> HolesUpwards upwards(
            AddressRange<A> within, ByteSize wanted, HoleTaker taker) {
        return new HolesUpwards(
                within.first().unsignedBits(), within.last().unsignedBits(), wanted, taker);
    }
}
