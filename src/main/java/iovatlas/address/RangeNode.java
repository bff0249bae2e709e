package iovatlas.address;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/// A node of the tree in a [RangeIndex], with what a search has to know of the entries below it.
///
/// The tree keeps its entries in blocks ([RangeLeaf]) under height-balanced branches
/// ([RangeBranch]). The order of entries is by first, then by last address, unsigned; entries of
/// equal range stay in the order in which they came. Nodes are immutable and shared between
/// indexes. Addresses are bare unsigned bits here, so that a million entries stay small.
abstract sealed class RangeNode<V> permits RangeLeaf, RangeBranch {

    /// The range of the first entry in order; no entry below has a lower first address.
    final long minFirst;

    final long minLast;

    /// The highest address that an entry below covers.
    final long maxLast;

    /// No hole between [#minFirst] and [#maxLast] is longer than this, in bytes. It is the length
    /// of the longest hole unless ranges overlap from one block into another.
    final long maxGap;

    /// The number of entries, at least 1.
    final int size;

    RangeNode(long minFirst, long minLast, long maxLast, long maxGap, int size) {
        this.minFirst = minFirst;
        this.minLast = minLast;
        this.maxLast = maxLast;
        this.maxGap = maxGap;
        this.size = size;
    }

    /// The number of branches above the deepest block.
    abstract int height();

    /// The first entry in order that has an address from `low` to `high`.
    abstract @Nullable RangeHit<V> firstOverlapping(long low, long high);

    /// Calls the taker with each entry that has an address from `low` to `high`, in order.
    abstract void forEachOverlapping(long low, long high, Consumer<RangeHit<V>> taker);

    /// The last entry in order that begins at `address` or below.
    abstract @Nullable RangeHit<V> floor(long address);

    /// The first entry in order with exactly this range.
    abstract @Nullable RangeHit<V> exact(long first, long last);

    /// The order of the first entry against a range.
    final int compareMinTo(long first, long last) {
        return compareRanges(minFirst, minLast, first, last);
    }

    static int compareRanges(long first1, long last1, long first2, long last2) {
        int byFirst = Long.compareUnsigned(first1, first2);
        return byFirst != 0 ? byFirst : Long.compareUnsigned(last1, last2);
    }

    static boolean isBelow(long a, long b) {
        return Long.compareUnsigned(a, b) < 0;
    }
}
