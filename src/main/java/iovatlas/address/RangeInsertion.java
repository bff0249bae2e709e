package iovatlas.address;

/// Puts one entry into a tree, after all entries that are not after it in order. Copies one block
/// and the branches above it, O(log n).
record RangeInsertion<V>(long first, long last, V value) {

    RangeNode<V> into(RangeNode<V> root) {
        return into(root, true, true);
    }

    /// The node with the entry; one level higher, as a branch of two, if it had to be split.
    ///
    /// @param atBottom whether nothing in the tree is before this node
    /// @param atTop whether nothing in the tree is after this node
    private RangeNode<V> into(RangeNode<V> node, boolean atBottom, boolean atTop) {
        return switch (node) {
            case RangeLeaf<V> leaf -> intoLeaf(leaf, atBottom, atTop);
            case RangeBranch<V> branch -> intoBranch(branch, atBottom, atTop);
        };
    }

    private RangeNode<V> intoBranch(RangeBranch<V> branch, boolean atBottom, boolean atTop) {
        int index = branch.lastAtMost(first, last);
        boolean lowest = atBottom && index == 0;
        boolean highest = atTop && index == branch.count() - 1;
        RangeNode<V> grown = into(branch.child(index), lowest, highest);
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

    private RangeNode<V> intoLeaf(RangeLeaf<V> leaf, boolean atBottom, boolean atTop) {
        int index = leaf.countAtMost(first, last);
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
