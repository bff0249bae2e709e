package iovatlas.kernel;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.OptionalInt;

/// Which of the numbers `base..base+size-1` are taken: a bitmap from which the lowest free number,
/// or the lowest free aligned block, is given out. Immutable; a change gives a new value that shares
/// all but the touched piece with the old one.
///
/// Source: `lib/bitmap.c:bitmap_find_free_region`, used for ITS events, GICv2m SPIs and interrupt
/// remapping entries alike.
public final class TakenNumbers {

    private static final int WORDS = 16;
    private static final int PIECE = WORDS * Long.SIZE;

    private final int base;
    private final int size;
    private final int count;
    // Nothing below this index is free.
    private final int full;
    private final long[][] pieces;

    private TakenNumbers(int base, int size, int count, int full, long[][] pieces) {
        this.base = base;
        this.size = size;
        this.count = count;
        this.full = full;
        this.pieces = pieces;
    }

    /// All of `base..base+size-1` free.
    ///
    /// @throws IllegalArgumentException when a number is negative
    public static TakenNumbers none(int base, int size) {
        if (base < 0 || size < 0) {
            throw new IllegalArgumentException("no numbers " + base + " + " + size);
        }
        long[][] pieces = new long[(size + PIECE - 1) / PIECE][];
        Arrays.fill(pieces, new long[WORDS]);
        return new TakenNumbers(base, size, 0, 0, pieces);
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
        return count;
    }

    public boolean contains(int number) {
        return number >= base && number - base < size;
    }

    /// @return false also for a number outside
    public boolean isTaken(int number) {
        return contains(number) && bit(number - base);
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
        int index = aligned(next(full, false), count);
        while (index + count <= size) {
            int taken = next(index, true);
            if (taken >= index + count) {
                return OptionalInt.of(base + index);
            }
            index = aligned(next(taken, false), count);
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

    private TakenNumbers with(int first, int many, boolean value) {
        if (!contains(first) || many < 1 || !contains(first + many - 1)) {
            throw new IllegalArgumentException("no numbers " + first + " + " + many + " here");
        }
        long[][] changed = pieces.clone();
        int newCount = count;
        int owned = -1;
        for (int index = first - base; index < first - base + many; index++) {
            int piece = index / PIECE;
            if (piece != owned) {
                changed[piece] = changed[piece].clone();
                owned = piece;
            }
            if (bit(index) != value) {
                changed[piece][index % PIECE / Long.SIZE] ^= 1L << index;
                newCount += value ? 1 : -1;
            }
        }
        int start = first - base;
        int newFull =
                value
                        ? (start <= full ? Math.max(full, start + many) : full)
                        : Math.min(full, start);
        return new TakenNumbers(base, size, newCount, newFull, changed);
    }

    private boolean bit(int index) {
        return (pieces[index / PIECE][index % PIECE / Long.SIZE] >>> index & 1) != 0;
    }

    /// The first index from `from` on whose bit has the value; the size when there is none.
    private int next(int from, boolean value) {
        int index = from;
        while (index < size) {
            long word = pieces[index / PIECE][index % PIECE / Long.SIZE];
            long wanted = (value ? word : ~word) >>> index;
            if (wanted != 0) {
                return Math.min(size, index + Long.numberOfTrailingZeros(wanted));
            }
            index = (index / Long.SIZE + 1) * Long.SIZE;
        }
        return size;
    }

    private int aligned(int index, int count) {
        return ((base + index + count - 1) & -count) - base;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TakenNumbers that
                && base == that.base
                && size == that.size
                && count == that.count
                && Arrays.deepEquals(pieces, that.pieces);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * base + size) + Arrays.deepHashCode(pieces);
    }

    @Override
    public String toString() {
        return "%d of %d..%d taken".formatted(count, base, base + size - 1);
    }
}
