package iovatlas.address;

import org.jspecify.annotations.Nullable;

/// Finds the holes of a tree between two inclusive addresses, from the highest downwards. Subtrees
/// whose holes are all shorter than wanted are passed over in one step.
final class HolesDownwards {

    private final long low;
    private final long wantedLastOffset;
    private final HoleTaker taker;
    // All from after this address to the high limit is covered or was offered.
    private long ceiling;
    private boolean exhausted;

    /// @param wanted the least size of a hole that matters; shorter ones may be offered too
    HolesDownwards(long low, long high, ByteSize wanted, HoleTaker taker) {
        this.low = low;
        this.ceiling = high;
        this.wantedLastOffset = wanted.unsignedLastOffset();
        this.taker = taker;
    }

    /// Offers the holes until the taker ends the search.
    ///
    /// @return whether it did
    boolean search(@Nullable RangeNode<?> root) {
        if (root != null && visit(root, low)) {
            return true;
        }
        return !exhausted && taker.take(low, ceiling);
    }

    /// @param free the lowest address that no entry before this node reaches, not below [#low].
    ///     Such an entry begins below the node, so it covers all from there to `free`.
    private boolean visit(RangeNode<?> node, long free) {
        if (exhausted || isAboveCeiling(node.minFirst())) {
            return false;
        }
        if (offerDownTo(node.maxLast, free)) {
            return true;
        }
        if (!RangeNode.isBelow(wantedLastOffset, node.maxGap())
                || RangeNode.isBelow(node.maxLast, free)) {
            coverFrom(node.minFirst());
            return false;
        }
        return switch (node) {
            case RangeBranch<?> branch -> visitBranch(branch, free);
            case RangeLeaf<?> leaf -> visitLeaf(leaf, free);
        };
    }

    private boolean visitBranch(RangeBranch<?> branch, long free) {
        for (int i = branch.count() - 1; i > 0; i--) {
            long before = branch.reach(i - 1);
            // Where what is before a child reaches the ceiling, it covers every hole of the child.
            if (RangeNode.isBelow(before, ceiling)
                    && visit(branch.child(i), higher(free, before + 1))) {
                return true;
            }
        }
        return visit(branch.child(0), free);
    }

    private boolean visitLeaf(RangeLeaf<?> leaf, long free) {
        long[] reach = new long[leaf.size];
        reach[0] = leaf.last(0);
        for (int i = 1; i < leaf.size; i++) {
            reach[i] = higher(reach[i - 1], leaf.last(i));
        }
        for (int i = leaf.size - 1; i >= 0 && !exhausted; i--) {
            if (isAboveCeiling(leaf.first(i))) {
                continue;
            }
            if (offerDownTo(reach[i], free)) {
                return true;
            }
            coverFrom(leaf.first(i));
        }
        return false;
    }

    /// Offers what is free above a covered address and from `free` on, if anything.
    private boolean offerDownTo(long covered, long free) {
        if (exhausted || !RangeNode.isBelow(covered, ceiling)) {
            return false;
        }
        long from = higher(covered + 1, free);
        if (isAboveCeiling(from)) {
            return false;
        }
        long to = ceiling;
        coverFrom(from);
        return taker.take(from, to);
    }

    private void coverFrom(long first) {
        if (!RangeNode.isBelow(low, first)) {
            exhausted = true;
        } else if (!isAboveCeiling(first)) {
            ceiling = first - 1;
        }
    }

    private boolean isAboveCeiling(long address) {
        return RangeNode.isBelow(ceiling, address);
    }

    private static long higher(long a, long b) {
        return RangeNode.isBelow(a, b) ? b : a;
    }
}
