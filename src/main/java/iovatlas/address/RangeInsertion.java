package iovatlas.address;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// Puts one entry into a tree, after all entries that are not after it in order. Copies one block
/// and the branches above it, O(log n).
///
/// @param onlyIfFree whether it is left out if an entry has an address in common with it
record RangeInsertion<V>(long first, long last, V value, boolean onlyIfFree) {

    static <V> RangeNode<V> put(RangeNode<V> root, long first, long last, V value) {
        return Objects.requireNonNull(
                new RangeInsertion<>(first, last, value, false).into(root, true, true));
    }

    /// @return null if it is left out
    static <V> @Nullable RangeNode<V> putIfFree(RangeNode<V> root, long first, long last, V value) {
        return new RangeInsertion<>(first, last, value, true).into(root, true, true);
    }

    /// The node with the entry; one level higher, as a branch of two, if it had to be split.
    ///
    /// @param atBottom whether nothing in the tree is before this node
    /// @param atTop whether nothing in the tree is after this node
    private @Nullable RangeNode<V> into(RangeNode<V> node, boolean atBottom, boolean atTop) {
        return node instanceof RangeBranch<V> branch
                ? intoBranch(branch, atBottom, atTop)
                : intoLeaf((RangeLeaf<V>) node, atBottom, atTop);
    }

    private @Nullable RangeNode<V> intoBranch(
            RangeBranch<V> branch, boolean atBottom, boolean atTop) {
        int index = branch.lastAtMost(first, last);
        if (onlyIfFree && branch.isTakenBeside(index, first, last)) {
            return null;
        }
        boolean lowest = atBottom && index == 0;
        boolean highest = atTop && index == branch.count() - 1;
        RangeNode<V> grown = into(branch.child(index), lowest, highest);
        if (grown == null) {
            return null;
        }
        if (grown.height() < branch.height()) {
            return branch.replaced(index, grown);
        }
        RangeBranch<V> two = (RangeBranch<V>) grown;
        RangeBranch<V> wider = branch.split(index, two.child(0), two.child(1));
        if (wider.count() <= RangeBranch.FANOUT) {
            return wider;
        }
        int half = wider.count() / 2;
        if (highest) {
            half = wider.count() - 1;
        } else if (lowest) {
            half = 1;
        }
        return RangeBranch.of(wider.slice(0, half), wider.slice(half, wider.count()));
    }

    private @Nullable RangeNode<V> intoLeaf(RangeLeaf<V> leaf, boolean atBottom, boolean atTop) {
        int index = leaf.countAtMost(first, last);
        if (onlyIfFree && leaf.isTaken(index, first, last)) {
            return null;
        }
        if (leaf.size < RangeLeaf.CAPACITY) {
            return leaf.with(index, first, last, value);
        }
        // A map that grows at one end, as most do, keeps its blocks full.
        if (atTop && index == leaf.size) {
            return RangeBranch.of(leaf, RangeLeaf.single(first, last, value));
        }
        if (atBottom && index == 0) {
            return RangeBranch.of(RangeLeaf.single(first, last, value), leaf);
        }
        int half = leaf.size / 2;
        RangeLeaf<V> lower = leaf.slice(0, half);
        RangeLeaf<V> upper = leaf.slice(half, leaf.size);
        return index <= half
                ? RangeBranch.of(lower.with(index, first, last, value), upper)
                : RangeBranch.of(lower, upper.with(index - half, first, last, value));
    }
}
