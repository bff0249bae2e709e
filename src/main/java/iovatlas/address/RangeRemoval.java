package iovatlas.address;

import org.jspecify.annotations.Nullable;

/// Takes one entry out of a tree: the first in order with this range and an equal value. Copies one
/// block and the branches above it, O(log n) and the number of entries of equal range.
record RangeRemoval<V>(long first, long last, V value) {

    /// The tree without the entry: the same node if it was not there, null if it was the only one.
    @Nullable RangeNode<V> from(RangeNode<V> root) {
        RangeNode<V> rest = without(root);
        while (rest instanceof RangeBranch<V> branch && branch.count() == 1) {
            rest = branch.child(0);
        }
        return rest;
    }

    private @Nullable RangeNode<V> without(RangeNode<V> node) {
        return node instanceof RangeBranch<V> branch
                ? fromBranch(branch)
                : fromLeaf((RangeLeaf<V>) node);
    }

    private @Nullable RangeNode<V> fromLeaf(RangeLeaf<V> leaf) {
        int index = leaf.indexOf(first, last, value);
        return index < 0 ? leaf : leaf.without(index);
    }

    private @Nullable RangeNode<V> fromBranch(RangeBranch<V> branch) {
        int index = branch.firstCandidate(first, last);
        for (; branch.mayHave(index, first, last); index++) {
            RangeNode<V> child = branch.child(index);
            RangeNode<V> rest = without(child);
            if (rest != child) {
                return joined(branch, index, rest);
            }
        }
        return branch;
    }

    private static <V> @Nullable RangeNode<V> joined(
            RangeBranch<V> branch, int index, @Nullable RangeNode<V> rest) {
        if (rest == null) {
            return branch.count() == 1 ? null : branch.without(index);
        }
        // Only a sparse child looks at its neighbours; two that leave room for as many again become
        // one.
        if (isSparse(rest)) {
            if (index > 0 && fit(branch.child(index - 1), rest)) {
                RangeNode<V> both = together(branch.child(index - 1), rest);
                return branch.joined(index - 1, both);
            }
            if (index + 1 < branch.count() && fit(rest, branch.child(index + 1))) {
                RangeNode<V> both = together(rest, branch.child(index + 1));
                return branch.joined(index, both);
            }
        }
        return branch.replaced(index, rest);
    }

    private static boolean isSparse(RangeNode<?> node) {
        return width(node) <= capacity(node) / 8;
    }

    private static boolean fit(RangeNode<?> left, RangeNode<?> right) {
        return width(left) + width(right) <= capacity(left) / 2;
    }

    private static int width(RangeNode<?> node) {
        return node instanceof RangeBranch<?> branch ? branch.count() : node.size;
    }

    private static int capacity(RangeNode<?> node) {
        return node instanceof RangeBranch<?> ? RangeBranch.FANOUT : RangeLeaf.CAPACITY;
    }

    /// Two neighbours of the same height in one.
    private static <V> RangeNode<V> together(RangeNode<V> left, RangeNode<V> right) {
        return left instanceof RangeLeaf<V> lower && right instanceof RangeLeaf<V> upper
                ? lower.append(upper)
                : ((RangeBranch<V>) left).append((RangeBranch<V>) right);
    }
}
