package iovatlas.address;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Iterator;

/// Builds a tree of entries that ascend already, in one pass and O(n).
final class RangeBuilder<A extends Address<A>, V> {

    // Room is left in each block, so that the first insertions do not split all of them.
    private static final int FILL = RangeLeaf.CAPACITY * 3 / 4;
    private static final int WIDTH = RangeBranch.FANOUT * 3 / 4;

    private final Iterator<RangeIndex.Entry<A, V>> entries;
    private RangeIndex.@Nullable Entry<A, V> previous;

    /// @throws IllegalArgumentException from [#build] if the entries do not ascend
    RangeBuilder(Iterator<RangeIndex.Entry<A, V>> entries) {
        this.entries = entries;
    }

    /// The tree of the next `count` entries, at least 1.
    RangeNode<V> build(int count) {
        RangeNode<V>[] level = RangeBranch.array(parts(count, FILL));
        for (int i = 0; i < level.length; i++) {
            level[i] = block(share(count, i, level.length));
        }
        while (level.length > 1) {
            RangeNode<V>[] above = RangeBranch.array(parts(level.length, WIDTH));
            int done = 0;
            for (int i = 0; i < above.length; i++) {
                int next = done + share(level.length, i, above.length);
                above[i] = RangeBranch.of(Arrays.copyOfRange(level, done, next));
                done = next;
            }
            level = above;
        }
        return level[0];
    }

    private static int parts(int count, int most) {
        return (count + most - 1) / most;
    }

    /// How many of `count` go into part `index` when all parts get equally many.
    private static int share(int count, int index, int parts) {
        return (int) ((long) count * (index + 1) / parts - (long) count * index / parts);
    }

    private RangeLeaf<V> block(int count) {
        long[] bounds = new long[2 * count];
        Object[] values = new Object[count];
        for (int i = 0; i < count; i++) {
            RangeIndex.Entry<A, V> entry = next();
            bounds[2 * i] = entry.range().first().unsignedBits();
            bounds[2 * i + 1] = entry.range().last().unsignedBits();
            values[i] = entry.value();
        }
        return new RangeLeaf<>(bounds, values);
    }

    private RangeIndex.Entry<A, V> next() {
        RangeIndex.Entry<A, V> entry = entries.next();
        if (previous != null && previous.range().compareTo(entry.range()) > 0) {
            throw new IllegalArgumentException(
                    entry.range().hex() + " comes after " + previous.range().hex() + ".");
        }
        previous = entry;
        return entry;
    }
}
