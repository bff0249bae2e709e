package iovatlas.address;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.Consumer;

/// Up to [#FANOUT] subtrees of the same height, all entries of one before those of the next. What a
/// search compares lies here in one array, so that it touches no child but the one it goes into:
/// where each child begins and how far the children up to it reach. Both ascend. Most changes of a
/// child leave them as they are, and then the old and the new branch share the array.
///
/// Source: Bayer and McCreight (1972) for the shape; Cormen et al., Introduction to Algorithms,
/// "Interval trees" for the search by highest last address.
final class RangeBranch<V> extends RangeNode<V> {

    /// Small enough that copying the references costs little more than allocating the branch.
    static final int FANOUT = 48;

    private final RangeNode<V>[] children;
    private final byte height;

    /// Takes over the two arrays, which nobody may change afterwards.
    private RangeBranch(RangeNode<V>[] children, long[] bounds, int size, int height) {
        super(bounds, bounds[bounds.length - 1], size);
        this.children = children;
        this.height = (byte) height;
    }

    /// The branch of these subtrees of one height; takes over the array.
    static <V> RangeBranch<V> of(RangeNode<V>[] children) {
        long[] bounds = new long[2 * children.length];
        long reach = children[0].maxLast;
        int size = 0;
        for (int i = 0; i < children.length; i++) {
            reach = longer(reach, children[i].maxLast);
            bounds[2 * i] = children[i].minFirst();
            bounds[2 * i + 1] = reach;
            size += children[i].size;
        }
        return new RangeBranch<>(children, bounds, size, children[0].height() + 1);
    }

    static <V> RangeBranch<V> of(RangeNode<V> left, RangeNode<V> right) {
        RangeNode<V>[] both = array(2);
        both[0] = left;
        both[1] = right;
        return of(both);
    }

    // An array of a type with parameters can only be made without them; it holds nothing else.
    @SuppressWarnings({"unchecked", "rawtypes"})
    static <V> RangeNode<V>[] array(int length) {
        return (RangeNode<V>[]) new RangeNode[length];
    }

    int count() {
        return children.length;
    }

    RangeNode<V> child(int index) {
        return children[index];
    }

    /// The highest address that the children up to this one cover.
    long reach(int index) {
        return bounds[2 * index + 1];
    }

    @Override
    int height() {
        return height;
    }

    @Override
    long minLast() {
        return children[0].minLast();
    }

    /// The child that an entry of this range goes into, after all that are not after it in order.
    int lastAtMost(long first, long last) {
        int index = Math.max(0, countBeginning(first) - 1);
        while (index > 0 && isAfter(index, first, last)) {
            index--;
        }
        return index;
    }

    /// Whether the first entry of a child comes after a range in order.
    private boolean isAfter(int index, long first, long last) {
        long min = bounds[2 * index];
        return min == first ? isBelow(last, children[index].minLast()) : isBelow(first, min);
    }

    /// The first child that can have an entry of exactly this range: the next one begins with it or
    /// after it.
    int firstCandidate(long first, long last) {
        int index = first == 0 ? 0 : Math.max(0, countBeginning(first - 1) - 1);
        while (index + 1 < children.length && isBefore(index + 1, first, last)) {
            index++;
        }
        return index;
    }

    /// Whether the first entry of a child comes before a range in order.
    private boolean isBefore(int index, long first, long last) {
        long min = bounds[2 * index];
        return min == first ? isBelow(children[index].minLast(), last) : isBelow(min, first);
    }

    /// Whether a child may have an entry of exactly this range, if those before it have none.
    boolean mayHave(int index, long first, long last) {
        return index < children.length && !isAfter(index, first, last);
    }

    /// Whether an entry of a child beside this one has an address from `first` to `last`, which would
    /// be put into this one: those before begin at `first` or below, those after above it.
    boolean isTakenBeside(int index, long first, long last) {
        return (index > 0 && !isBelow(bounds[2 * index - 1], first))
                || (index + 1 < children.length && !isBelow(last, bounds[2 * index + 2]));
    }

    RangeBranch<V> replaced(int index, RangeNode<V> child) {
        RangeNode<V> old = children[index];
        RangeNode<V>[] others = children.clone();
        others[index] = child;
        boolean same = child.minFirst() == bounds[2 * index] && child.maxLast == old.maxLast;
        long[] changed = same ? bounds : reaching(bounds.clone(), index, index, others);
        return new RangeBranch<>(others, changed, size - old.size + child.size, height);
    }

    /// With two subtrees in place of one; the branch may have one child too many then.
    RangeBranch<V> split(int index, RangeNode<V> lower, RangeNode<V> upper) {
        RangeNode<V>[] more = Arrays.copyOf(children, children.length + 1);
        System.arraycopy(children, index, more, index + 1, children.length - index);
        more[index] = lower;
        more[index + 1] = upper;
        long[] changed = reaching(widened(bounds, index, 0, 0), index, index + 1, more);
        int grown = size - children[index].size + lower.size + upper.size;
        return new RangeBranch<>(more, changed, grown, height);
    }

    /// With one subtree in place of the two from `index` on.
    RangeBranch<V> joined(int index, RangeNode<V> both) {
        RangeNode<V>[] fewer = fewer(index);
        fewer[index] = both;
        long[] changed = reaching(narrowed(bounds, index), index, index, fewer);
        int rest = size - children[index].size - children[index + 1].size + both.size;
        return new RangeBranch<>(fewer, changed, rest, height);
    }

    /// Without one child, of which there are at least two.
    RangeBranch<V> without(int index) {
        RangeNode<V>[] fewer = fewer(index);
        long[] changed = narrowed(bounds, index);
        return new RangeBranch<>(
                fewer,
                index == fewer.length ? changed : reaching(changed, index, index, fewer),
                size - children[index].size,
                height);
    }

    private RangeNode<V>[] fewer(int index) {
        RangeNode<V>[] fewer = Arrays.copyOf(children, children.length - 1);
        System.arraycopy(children, index + 1, fewer, index, fewer.length - index);
        return fewer;
    }

    /// Sets the bounds of the children from `first` to `last`, which changed, and how far the
    /// children after them reach, where that is another now. It looks at no child that it need not,
    /// since each is far away in memory.
    private static long[] reaching(long[] bounds, int first, int last, RangeNode<?>[] children) {
        for (int i = first; i < children.length; i++) {
            long before = i == 0 ? 0 : bounds[2 * i - 1];
            long reach = longer(before, children[i].maxLast);
            if (i <= last) {
                bounds[2 * i] = children[i].minFirst();
            } else if (bounds[2 * i + 1] == reach) {
                break;
            }
            bounds[2 * i + 1] = reach;
        }
        return bounds;
    }

    /// The children from one index to before another.
    RangeBranch<V> slice(int from, int to) {
        return of(Arrays.copyOfRange(children, from, to));
    }

    /// These children, then those of the branch that follows.
    RangeBranch<V> append(RangeBranch<V> next) {
        RangeNode<V>[] all = Arrays.copyOf(children, children.length + next.children.length);
        System.arraycopy(next.children, 0, all, children.length, next.children.length);
        return of(all);
    }

    /// One path suffices: if something in a child reaches `low` and yet nothing there overlaps, then
    /// it begins above `high`, and so does all that is in the children after it.
    @Override
    @Nullable RangeHit<V> firstOverlapping(long low, long high) {
        RangeNode<V> child = childOverlapping(low, high);
        return child == null ? null : child.firstOverlapping(low, high);
    }

    /// The only child in which something can be that has an address from `low` to `high` while no
    /// child before it has; null when there is none.
    @Nullable RangeNode<V> childOverlapping(long low, long high) {
        int index = firstReaching(low);
        return index == children.length || isBelow(high, bounds[2 * index])
                ? null
                : children[index];
    }

    @Override
    void forEachOverlapping(long low, long high, Consumer<RangeHit<V>> taker) {
        int index = firstReaching(low);
        while (index < children.length && !isBelow(high, bounds[2 * index])) {
            if (!isBelow(children[index].maxLast, low)) {
                children[index].forEachOverlapping(low, high, taker);
            }
            index++;
        }
    }

    @Override
    @Nullable RangeHit<V> floor(long address) {
        return children[Math.max(0, countBeginning(address) - 1)].floor(address);
    }

    @Override
    @Nullable RangeHit<V> exact(long first, long last) {
        for (int i = firstCandidate(first, last); mayHave(i, first, last); i++) {
            RangeHit<V> hit = children[i].exact(first, last);
            if (hit != null) {
                return hit;
            }
        }
        return null;
    }

    @Override
    long longestGap() {
        long longest = children[0].maxGap();
        long reach = children[0].maxLast;
        for (int i = 1; i < children.length; i++) {
            RangeNode<V> child = children[i];
            // A child that ends below the reach is covered by what is before it, or the gap bound
            // of
            // that holds for it: a hole there is a hole of the children before.
            if (isBelow(reach, child.maxLast)) {
                long between = isBelow(reach, child.minFirst()) ? child.minFirst() - reach - 1 : 0;
                longest = longer(longest, longer(between, child.maxGap()));
                reach = child.maxLast;
            }
        }
        return longest;
    }
}
