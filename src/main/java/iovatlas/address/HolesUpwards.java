package iovatlas.address;

import org.jspecify.annotations.Nullable;

/// Finds the holes of a tree between two inclusive addresses, from the lowest upwards. Subtrees
/// whose holes are all shorter than wanted are passed over in one step.
final class HolesUpwards {

    private final long high;
    private final long wantedLastOffset;
    private final HoleTaker taker;
    // All from the low limit to before this address is covered or was offered.
    private long cursor;
    private boolean exhausted;

    /// @param wanted the least size of a hole that matters; shorter ones may be offered too
    HolesUpwards(long low, long high, ByteSize wanted, HoleTaker taker) {
        this.cursor = low;
        this.high = high;
        this.wantedLastOffset = wanted.unsignedLastOffset();
        this.taker = taker;
    }

    /// Offers the holes until the taker ends the search.
    ///
    /// @return whether it did
    boolean search(@Nullable RangeNode<?> root) {
        if (root != null && visit(root)) {
            return true;
        }
        return !exhausted && taker.take(cursor, high);
    }

    private boolean visit(RangeNode<?> node) {
        if (exhausted
                || RangeNode.isBelow(node.maxLast, cursor)
                || RangeNode.isBelow(high, node.minFirst())) {
            return false;
        }
        if (offerUpTo(node.minFirst())) {
            return true;
        }
        if (!RangeNode.isBelow(wantedLastOffset, node.maxGap())) {
            coverTo(node.maxLast);
            return false;
        }
        return switch (node) {
            case RangeBranch<?> branch -> visitBranch(branch);
            case RangeLeaf<?> leaf -> visitLeaf(leaf);
        };
    }

    private boolean visitBranch(RangeBranch<?> branch) {
        for (int i = 0; i < branch.count() && !exhausted; i++) {
            if (visit(branch.child(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean visitLeaf(RangeLeaf<?> leaf) {
        for (int i = 0; i < leaf.size && !exhausted; i++) {
            if (RangeNode.isBelow(high, leaf.first(i))) {
                return false;
            }
            if (offerUpTo(leaf.first(i))) {
                return true;
            }
            coverTo(leaf.last(i));
        }
        return false;
    }

    /// Offers what is free before a covered address, if anything.
    private boolean offerUpTo(long covered) {
        if (!RangeNode.isBelow(cursor, covered)) {
            return false;
        }
        long from = cursor;
        cursor = covered;
        return taker.take(from, covered - 1);
    }

    private void coverTo(long last) {
        if (!RangeNode.isBelow(last, high)) {
            exhausted = true;
        } else if (!RangeNode.isBelow(last, cursor)) {
            cursor = last + 1;
        }
    }
}
