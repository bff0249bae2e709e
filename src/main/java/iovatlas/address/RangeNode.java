package iovatlas.address;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.Consumer;

/// A node of the tree in a [RangeIndex], with what a search has to know of the entries below it.
///
/// The tree keeps its entries in blocks ([RangeLeaf]), all at the same depth, under branches
/// ([RangeBranch]) of many children. The order of entries is by first, then by last address,
/// unsigned; entries of equal range stay in the order in which they came. Nodes are immutable and
/// shared between indexes. Addresses are bare unsigned bits here, so that a million entries stay
/// small.
abstract sealed class RangeNode<V> permits RangeLeaf, RangeBranch {

    /// The first address of part i is at 2i. At 2i+1 is the last address of an entry, or how far the
    /// children up to that one reach. Nobody changes the array.
    final long[] bounds;

    /// The highest address that an entry below covers.
    final long maxLast;

    /// The number of entries, at least 1.
    final int size;

    // The longest gap and 1; 0 until somebody asks. Every asker works out the same.
    private volatile long gapAndOne;

    RangeNode(long[] bounds, long maxLast, int size) {
        this.bounds = bounds;
        this.maxLast = maxLast;
        this.size = size;
    }

    /// The first address of the first entry in order; no entry below has a lower one.
    final long minFirst() {
        return bounds[0];
    }

    /// The last address of the first entry in order.
    abstract long minLast();

    /// No hole between the first address and [#maxLast] is longer than this, in bytes. It is the
    /// length of the longest hole unless ranges overlap from one block into another.
    final long maxGap() {
        long known = gapAndOne;
        if (known == 0) {
            known = longestGap() + 1;
            gapAndOne = known;
        }
        return known - 1;
    }

    /// The first part that reaches `address`, where how far they reach ascends, or their number.
    final int firstReaching(long address) {
        return address == 0 ? 0 : countAtMost(bounds, 1, address - 1);
    }

    /// How many parts begin at `address` or below.
    final int countBeginning(long address) {
        return countAtMost(bounds, 0, address);
    }

    /// How many of every second number from `offset` on, which ascend, are `most` or less. Halves what
    /// is left without asking which half it is: nobody can guess that, and guessing wrong costs a
    /// processor more than the arithmetic.
    private static int countAtMost(long[] numbers, int offset, long most) {
        int count = 0;
        int left = numbers.length >>> 1;
        while (left > 0) {
            int half = (left + 1) >>> 1;
            long number = numbers[2 * (count + half) - 2 + offset];
            count += half & ((int) belowBit(most, number) - 1);
            left -= half;
        }
        return count;
    }

    /// 1 if `a` is below `b`, else 0: the borrow of their difference.
    ///
    /// Source: Warren, Hacker's Delight, "Comparison predicates".
    private static long belowBit(long a, long b) {
        return ((~a & b) | ((~a | b) & (a - b))) >>> 63;
    }

    /// Works out [#maxGap].
    abstract long longestGap();

    /// The number of branches above each block.
    abstract int height();

    /// The first entry in order that has an address from `low` to `high`.
    abstract @Nullable RangeHit<V> firstOverlapping(long low, long high);

    /// Whether any entry has an address from `low` to `high`.
    final boolean anyOverlapping(long low, long high) {
        RangeNode<V> node = this;
        while (node instanceof RangeBranch<V> branch) {
            node = branch.childOverlapping(low, high);
        }
        return node instanceof RangeLeaf<V> leaf && leaf.indexOverlapping(low, high) >= 0;
    }

    /// Calls the taker with each entry that has an address from `low` to `high`, in order.
    abstract void forEachOverlapping(long low, long high, Consumer<RangeHit<V>> taker);

    /// The last entry in order that begins at `address` or below.
    abstract @Nullable RangeHit<V> floor(long address);

    /// The first entry in order with exactly this range.
    abstract @Nullable RangeHit<V> exact(long first, long last);

    /// The highest last address of all parts.
    static long highest(long[] bounds) {
        long highest = bounds[1];
        for (int i = 3; i < bounds.length; i += 2) {
            highest = longer(highest, bounds[i]);
        }
        return highest;
    }

    static boolean isBelow(long a, long b) {
        return Long.compareUnsigned(a, b) < 0;
    }

    static long longer(long a, long b) {
        return isBelow(a, b) ? b : a;
    }

    /// The array with two more places at `2 * index`, for one part.
    static long[] widened(long[] bounds, int index, long first, long last) {
        long[] more = Arrays.copyOf(bounds, bounds.length + 2);
        System.arraycopy(bounds, 2 * index, more, 2 * index + 2, bounds.length - 2 * index);
        more[2 * index] = first;
        more[2 * index + 1] = last;
        return more;
    }

    /// The array without part `index`.
    static long[] narrowed(long[] bounds, int index) {
        long[] fewer = Arrays.copyOf(bounds, bounds.length - 2);
        System.arraycopy(bounds, 2 * index + 2, fewer, 2 * index, fewer.length - 2 * index);
        return fewer;
    }
}
