package iovatlas.address;

/// Puts one entry into a tree, after all entries that are not after it in order. Copies one block
/// and the branches above it, O(log n).
record RangeInsertion<V>(long first, long last, V value) {

    RangeNode<V> into(RangeNode<V> root) {
        return into(root, true, true);
    }

    /// @param atBottom whether nothing in the tree is before this node
    /// @param atTop whether nothing in the tree is after this node
    private RangeNode<V> into(RangeNode<V> node, boolean atBottom, boolean atTop) {
        return switch (node) {
            case RangeLeaf<V> leaf -> intoLeaf(leaf, atBottom, atTop);
            case RangeBranch<V> branch ->
                    branch.right.compareMinTo(first, last) <= 0
                            ? RangeBranch.balanced(branch.left, into(branch.right, false, atTop))
                            : RangeBranch.balanced(
                                    into(branch.left, atBottom, false), branch.right);
        };
    }

    private RangeNode<V> intoLeaf(RangeLeaf<V> leaf, boolean atBottom, boolean atTop) {
        int index = leaf.countAtMost(first, last);
        if (leaf.size < RangeLeaf.CAPACITY) {
            return leaf.with(index, first, last, value);
        }
        // A map that grows at one end, as most do, keeps its blocks full.
        if (atTop && index == leaf.size) {
            return new RangeBranch<>(leaf, RangeLeaf.single(first, last, value));
        }
        if (atBottom && index == 0) {
            return new RangeBranch<>(RangeLeaf.single(first, last, value), leaf);
        }
        int half = leaf.size / 2;
        RangeLeaf<V> lower = leaf.slice(0, half);
        RangeLeaf<V> upper = leaf.slice(half, leaf.size);
        return index <= half
                ? new RangeBranch<>(lower.with(index, first, last, value), upper)
                : new RangeBranch<>(lower, upper.with(index - half, first, last, value));
    }
}
