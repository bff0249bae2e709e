package iovatlas.address;

import org.jspecify.annotations.Nullable;

/// Takes one entry out of a tree: the first in order with this range and an equal value. Copies one
/// block and the branches above it, O(log n) and the number of entries of equal range.
record RangeRemoval<V>(long first, long last, V value) {

    /// The tree without the entry: the same node if it was not there, null if it was the only one.
    @Nullable RangeNode<V> from(RangeNode<V> node) {
        return switch (node) {
            case RangeLeaf<V> leaf -> {
                int index = leaf.indexOf(first, last, value);
                yield index < 0 ? leaf : leaf.without(index);
            }
            case RangeBranch<V> branch -> fromBranch(branch);
        };
    }

    private @Nullable RangeNode<V> fromBranch(RangeBranch<V> branch) {
        int order = branch.right.compareMinTo(first, last);
        if (order >= 0) {
            RangeNode<V> left = from(branch.left);
            if (left != branch.left) {
                return joined(left, branch.right);
            }
        }
        if (order <= 0) {
            RangeNode<V> right = from(branch.right);
            if (right != branch.right) {
                return joined(branch.left, right);
            }
        }
        return branch;
    }

    private @Nullable RangeNode<V> joined(
            @Nullable RangeNode<V> left, @Nullable RangeNode<V> right) {
        if (left == null) {
            return right;
        }
        if (right == null) {
            return left;
        }
        // Two sparse blocks become one that still has room for as many again.
        if (left instanceof RangeLeaf<V> lower
                && right instanceof RangeLeaf<V> upper
                && left.size + right.size <= RangeLeaf.CAPACITY / 2) {
            return lower.append(upper);
        }
        return RangeBranch.balanced(left, right);
    }
}
