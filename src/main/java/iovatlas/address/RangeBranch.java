package iovatlas.address;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/// Two subtrees, all entries of the left one before those of the right one. Their heights differ by
/// at most 1, so that a tree of n blocks is at most 1.44 log2(n) high.
///
/// Source: Adelson-Velsky and Landis (1962) for the balance; Cormen et al., Introduction to
/// Algorithms, "Interval trees" for the search by highest last address.
final class RangeBranch<V> extends RangeNode<V> {

    final RangeNode<V> left;
    final RangeNode<V> right;
    private final byte height;

    RangeBranch(RangeNode<V> left, RangeNode<V> right) {
        boolean leftReachesFurther = isBelow(right.maxLast, left.maxLast);
        long maxLast = leftReachesFurther ? left.maxLast : right.maxLast;
        super(left.minFirst, left.minLast, maxLast, maxGap(left, right), left.size + right.size);
        this.left = left;
        this.right = right;
        this.height = (byte) (1 + Math.max(left.height(), right.height()));
    }

    /// The two subtrees, each of which may have gained or lost one level since it was balanced.
    static <V> RangeNode<V> balanced(RangeNode<V> left, RangeNode<V> right) {
        if (left.height() > right.height() + 1 && left instanceof RangeBranch<V> high) {
            if (high.right.height() > high.left.height()
                    && high.right instanceof RangeBranch<V> inner) {
                return new RangeBranch<>(
                        new RangeBranch<>(high.left, inner.left),
                        new RangeBranch<>(inner.right, right));
            }
            return new RangeBranch<>(high.left, new RangeBranch<>(high.right, right));
        }
        if (right.height() > left.height() + 1 && right instanceof RangeBranch<V> high) {
            if (high.left.height() > high.right.height()
                    && high.left instanceof RangeBranch<V> inner) {
                return new RangeBranch<>(
                        new RangeBranch<>(left, inner.left),
                        new RangeBranch<>(inner.right, high.right));
            }
            return new RangeBranch<>(new RangeBranch<>(left, high.left), high.right);
        }
        return new RangeBranch<>(left, right);
    }

    @Override
    int height() {
        return height;
    }

    /// One path suffices: if something on the left reaches `low` and yet nothing there overlaps,
    /// then it begins above `high`, and so does all that is on the right.
    @Override
    @Nullable RangeHit<V> firstOverlapping(long low, long high) {
        return isBelow(left.maxLast, low)
                ? right.firstOverlapping(low, high)
                : left.firstOverlapping(low, high);
    }

    @Override
    void forEachOverlapping(long low, long high, Consumer<RangeHit<V>> taker) {
        if (!isBelow(left.maxLast, low)) {
            left.forEachOverlapping(low, high, taker);
        }
        if (!isBelow(right.maxLast, low) && !isBelow(high, right.minFirst)) {
            right.forEachOverlapping(low, high, taker);
        }
    }

    @Override
    @Nullable RangeHit<V> floor(long address) {
        return isBelow(address, right.minFirst) ? left.floor(address) : right.floor(address);
    }

    @Override
    @Nullable RangeHit<V> exact(long first, long last) {
        int order = right.compareMinTo(first, last);
        // Entries of equal range may lie on both sides; the left ones came first.
        RangeHit<V> hit = order >= 0 ? left.exact(first, last) : null;
        return hit == null && order <= 0 ? right.exact(first, last) : hit;
    }

    private static long maxGap(RangeNode<?> left, RangeNode<?> right) {
        if (!isBelow(left.maxLast, right.maxLast)) {
            // What is on the right lies below the end of the left, which covers it or whose own gap
            // bound holds for it: a hole there is a hole of the left too.
            return left.maxGap;
        }
        long between =
                isBelow(left.maxLast, right.minFirst) ? right.minFirst - left.maxLast - 1 : 0;
        long inside = isBelow(left.maxGap, right.maxGap) ? right.maxGap : left.maxGap;
        return isBelow(between, inside) ? inside : between;
    }
}
