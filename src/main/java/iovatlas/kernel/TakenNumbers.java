package iovatlas.kernel;

import java.util.BitSet;
import java.util.OptionalInt;

/// Which of the numbers `base..base+size-1` are taken: a bitmap from which the lowest free number,
/// or the lowest free aligned block, is given out. Immutable; a change gives a new value.
///
/// Source: `lib/bitmap.c:bitmap_find_free_region`, used for ITS events, GICv2m SPIs and interrupt
/// remapping entries alike.
public final class TakenNumbers {

    private final int base;
    private final int size;
    private final BitSet taken;

    private TakenNumbers(int base, int size, BitSet taken) {
        this.base = base;
        this.size = size;
        this.taken = taken;
    }

    /// All of `base..base+size-1` free.
    ///
    /// @throws IllegalArgumentException when a number is negative
    public static TakenNumbers none(int base, int size) {
        if (base < 0 || size < 0) {
            throw new IllegalArgumentException("no numbers " + base + " + " + size);
        }
        return new TakenNumbers(base, size, new BitSet(size));
    }

    /// The lowest number.
    public int base() {
        return base;
    }

    /// How many numbers there are.
    public int size() {
        return size;
    }

    /// How many are taken.
    public int count() {
        return taken.cardinality();
    }

    public boolean contains(int number) {
        return number >= base && number - base < size;
    }

    /// @return false also for a number outside
    public boolean isTaken(int number) {
        return contains(number) && taken.get(number - base);
    }

    /// The first number of the lowest free block, aligned to its length on the number itself (not on
    /// its distance from the base).
    ///
    /// @param count how many neighbours, a power of two
    /// @throws IllegalArgumentException when the count is not a power of two
    public OptionalInt lowestFree(int count) {
        if (Integer.bitCount(count) != 1) {
            throw new IllegalArgumentException("blocks are powers of two, not " + count);
        }
        int index = aligned(0, count);
        while (index + count <= size) {
            int next = taken.nextSetBit(index);
            if (next < 0 || next >= index + count) {
                return OptionalInt.of(base + index);
            }
            index = aligned(next + 1, count);
        }
        return OptionalInt.empty();
    }

    /// The same with `first..first+count-1` taken.
    ///
    /// @throws IllegalArgumentException when the block leaves the range
    public TakenNumbers take(int first, int count) {
        return with(first, count, true);
    }

    /// The same with `first..first+count-1` free again.
    ///
    /// @throws IllegalArgumentException when the block leaves the range
    public TakenNumbers give(int first, int count) {
        return with(first, count, false);
    }

    private TakenNumbers with(int first, int count, boolean value) {
        if (!contains(first) || count < 1 || !contains(first + count - 1)) {
            throw new IllegalArgumentException("no numbers " + first + " + " + count + " here");
        }
        BitSet changed = (BitSet) taken.clone();
        changed.set(first - base, first - base + count, value);
        return new TakenNumbers(base, size, changed);
    }

    private int aligned(int index, int count) {
        return ((base + index + count - 1) & -count) - base;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TakenNumbers that
                && base == that.base
                && size == that.size
                && taken.equals(that.taken);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * base + size) + taken.hashCode();
    }

    @Override
    public String toString() {
        return "%d of %d..%d taken: %s".formatted(count(), base, base + size - 1, taken);
    }
}
