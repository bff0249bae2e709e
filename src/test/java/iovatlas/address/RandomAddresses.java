package iovatlas.address;

import java.util.List;
import java.util.SplittableRandom;

/// Seeded random addresses, ranges and sizes that crowd where arithmetic goes wrong: at 0, at page
/// boundaries, at 2^32, 2^48, 2^63 and 2^64-1. The same seed gives the same values.
public final class RandomAddresses {

    /// The places around which numbers crowd.
    public static final List<Long> EDGES =
            List.of(0L, 0x1000L, 0xfee0_0000L, 1L << 32, 1L << 48, Long.MIN_VALUE, -0x1000L, -1L);

    private final SplittableRandom random;

    public RandomAddresses(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// A number from 0 to before the bound.
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /// True once in so many times.
    public boolean onceIn(int times) {
        return random.nextInt(times) == 0;
    }

    /// One of these, each as likely as the others.
    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// Unsigned bits: often within a few bytes or pages of an edge, of any length otherwise.
    public long bits() {
        return switch (random.nextInt(4)) {
            case 0 -> oneOf(EDGES) + random.nextInt(-2, 3);
            case 1 -> oneOf(EDGES) + 0x1000L * random.nextInt(-3, 4) + random.nextInt(-1, 2);
            case 2 -> (1L << random.nextInt(64)) + random.nextInt(-1, 2);
            default -> random.nextLong() >>> random.nextInt(64);
        };
    }

    /// An IOVA from [#bits].
    public Iova iova() {
        return Iova.of(bits());
    }

    /// A range between two of [#bits], from one byte to the full space.
    public AddressRange<Iova> range() {
        Iova a = iova();
        Iova b = iova();
        return a.isAtMost(b) ? AddressRange.of(a, b) : AddressRange.of(b, a);
    }

    /// A size from 0 to 2^64.
    public ByteSize size() {
        return onceIn(16) ? ByteSize.SPACE_64 : ByteSize.ofBytes(bits());
    }

    /// A power of two from 1 to 2^64.
    public ByteSize powerOfTwo() {
        return ByteSize.ofPowerOfTwo(random.nextInt(65));
    }

    /// A range inside the arena, short as a rule, so that many of them touch and overlap.
    public AddressRange<Iova> rangeIn(AddressRange<Iova> arena) {
        long span = Math.min(arena.size().unsignedLastOffset(), Integer.MAX_VALUE - 1);
        long offset = random.nextLong(span + 1);
        long longest =
                switch (random.nextInt(16)) {
                    case 0 -> span;
                    case 1, 2 -> span / 16;
                    default -> Math.min(span, 5);
                };
        long length = Math.min(random.nextLong(longest + 1), span - offset);
        Iova first = arena.first().plusExact(offset);
        return AddressRange.of(first, first.plusExact(length));
    }

    /// A range of whole pages of 4 KiB inside the arena of pages.
    public AddressRange<Iova> pagesIn(AddressRange<Iova> arena, int mostPages) {
        int pages = (int) arena.size().unsignedCountOf(ByteSize.KIB.times(4));
        int count = 1 + random.nextInt(Math.min(mostPages, pages));
        long page = random.nextInt(pages - count + 1);
        return AddressRange.ofSize(
                arena.first().plusExact(page << 12), ByteSize.KIB.times(4).times(count));
    }

    /// Ranges of that many bytes at the bottom, around 2^63 and at the top of the space.
    public static List<AddressRange<Iova>> arenas(int bytes) {
        var size = ByteSize.ofBytes(bytes);
        return List.of(
                AddressRange.ofSize(Iova.ZERO, size),
                AddressRange.ofSize(Iova.of(Long.MIN_VALUE - bytes / 2), size),
                AddressRange.of(Iova.of(-bytes), Iova.MAX));
    }
}
