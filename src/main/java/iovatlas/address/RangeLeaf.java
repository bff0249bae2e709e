package iovatlas.address;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/// A block of up to [#CAPACITY] entries in order.
final class RangeLeaf<V> extends RangeNode<V> {

    /// Small enough that copying a block costs about as much as copying the branches above it.
    static final int CAPACITY = 64;

    // The first and the last address of entry i are at 2i and 2i+1 of the bounds.
    private final Object[] values;

    // Whether the last addresses are known to ascend too, as those of disjoint ranges do.
    private final boolean ascending;

    /// Takes over the two arrays, which nobody may change afterwards.
    RangeLeaf(long[] bounds, Object[] values) {
        this(bounds, values, highest(bounds), lastsAscend(bounds));
    }

    private RangeLeaf(long[] bounds, Object[] values, long maxLast, boolean ascending) {
        super(bounds, maxLast, values.length);
        this.values = values;
        this.ascending = ascending;
    }

    private static boolean lastsAscend(long[] bounds) {
        for (int i = 3; i < bounds.length; i += 2) {
            if (isBelow(bounds[i], bounds[i - 2])) {
                return false;
            }
        }
        return true;
    }

    static <V> RangeLeaf<V> single(long first, long last, Object value) {
        return new RangeLeaf<>(new long[] {first, last}, new Object[] {value});
    }

    long first(int index) {
        return bounds[2 * index];
    }

    long last(int index) {
        return bounds[2 * index + 1];
    }

    // Every value came in as a V; the array has no element type only because generic arrays cannot.
    @SuppressWarnings("unchecked")
    V value(int index) {
        return (V) values[index];
    }

    @Override
    long minLast() {
        return bounds[1];
    }

    @Override
    int height() {
        return 0;
    }

    @Override
    long longestGap() {
        long longest = 0;
        long reach = bounds[1];
        for (int i = 1; i < size; i++) {
            if (isBelow(reach, first(i))) {
                longest = longer(longest, first(i) - reach - 1);
            }
            reach = longer(reach, last(i));
        }
        return longest;
    }

    @Override
    @Nullable RangeHit<V> firstOverlapping(long low, long high) {
        int index = indexOverlapping(low, high);
        return index < 0 ? null : new RangeHit<>(this, index);
    }

    /// The index of the first entry that has an address from `low` to `high`, or -1.
    int indexOverlapping(long low, long high) {
        if (ascending) {
            int index = firstReaching(low);
            return index < size && !isBelow(high, first(index)) ? index : -1;
        }
        for (int i = 0; i < size && !isBelow(high, first(i)); i++) {
            if (!isBelow(last(i), low)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    void forEachOverlapping(long low, long high, Consumer<RangeHit<V>> taker) {
        for (int i = 0; i < size && !isBelow(high, first(i)); i++) {
            if (!isBelow(last(i), low)) {
                taker.accept(new RangeHit<>(this, i));
            }
        }
    }

    @Override
    @Nullable RangeHit<V> floor(long address) {
        int after = countBeginning(address);
        return after == 0 ? null : new RangeHit<>(this, after - 1);
    }

    @Override
    @Nullable RangeHit<V> exact(long first, long last) {
        int index = countBefore(first, last);
        return index < size && first(index) == first && last(index) == last
                ? new RangeHit<>(this, index)
                : null;
    }

    /// The index of the first entry with this range and an equal value, or -1.
    int indexOf(long first, long last, Object value) {
        for (int i = countBefore(first, last); i < size && first(i) == first; i++) {
            if (last(i) != last) {
                break;
            }
            if (Objects.equals(values[i], value)) {
                return i;
            }
        }
        return -1;
    }

    /// How many entries are before this range in order.
    private int countBefore(long first, long last) {
        int count = first == 0 ? 0 : countBeginning(first - 1);
        while (count < size && first(count) == first && isBelow(last(count), last)) {
            count++;
        }
        return count;
    }

    /// How many entries are not after this range in order.
    int countAtMost(long first, long last) {
        int count = countBeginning(first);
        while (count > 0 && first(count - 1) == first && isBelow(last, last(count - 1))) {
            count--;
        }
        return count;
    }

    RangeLeaf<V> with(int index, long first, long last, V value) {
        Object[] moreValues = Arrays.copyOf(values, size + 1);
        System.arraycopy(values, index, moreValues, index + 1, size - index);
        moreValues[index] = value;
        boolean stays =
                ascending
                        && (index == 0 || !isBelow(last, last(index - 1)))
                        && (index == size || !isBelow(last(index), last));
        return new RangeLeaf<>(
                widened(bounds, index, first, last), moreValues, longer(maxLast, last), stays);
    }

    /// The block without one entry, or null if that was the only one.
    @Nullable RangeLeaf<V> without(int index) {
        if (size == 1) {
            return null;
        }
        long[] fewerBounds = narrowed(bounds, index);
        Object[] fewerValues = Arrays.copyOf(values, size - 1);
        System.arraycopy(values, index + 1, fewerValues, index, size - 1 - index);
        return new RangeLeaf<>(
                fewerBounds,
                fewerValues,
                isBelow(last(index), maxLast) ? maxLast : highest(fewerBounds),
                ascending);
    }

    /// Whether an entry has an address from `first` to `last`, which would be put in at `index`.
    boolean isTaken(int index, long first, long last) {
        if (index < size && !isBelow(last, first(index))) {
            return true;
        }
        int lowest = ascending ? Math.max(0, index - 1) : 0;
        for (int i = index - 1; i >= lowest; i--) {
            if (!isBelow(last(i), first)) {
                return true;
            }
        }
        return false;
    }

    /// The entries from one index to before another.
    RangeLeaf<V> slice(int from, int to) {
        return new RangeLeaf<>(
                Arrays.copyOfRange(bounds, 2 * from, 2 * to), Arrays.copyOfRange(values, from, to));
    }

    /// These entries, then those of the block that follows.
    RangeLeaf<V> append(RangeLeaf<V> next) {
        long[] allBounds = Arrays.copyOf(bounds, bounds.length + next.bounds.length);
        System.arraycopy(next.bounds, 0, allBounds, bounds.length, next.bounds.length);
        Object[] allValues = Arrays.copyOf(values, size + next.size);
        System.arraycopy(next.values, 0, allValues, size, next.size);
        return new RangeLeaf<>(allBounds, allValues);
    }
}
