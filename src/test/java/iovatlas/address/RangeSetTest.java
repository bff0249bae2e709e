package iovatlas.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

class RangeSetTest {

    private static final int ARENA = 64;

    @Test
    void joinsRangesThatOverlapOrTouch() {
        assertThat(RangeSet.of(range(20, 29), range(0, 9), range(10, 12), range(25, 40)).ranges())
                .containsExactly(range(0, 12), range(20, 40));
        assertThat(RangeSet.of(range(0, 9), range(11, 12)).ranges()).hasSize(2);
        assertThat(RangeSet.of(range(0, 9)).plus(range(10, 12)))
                .isEqualTo(RangeSet.of(range(0, 12)))
                .hasSameHashCodeAs(RangeSet.of(range(0, 12)));
    }

    @Test
    void theEndsOfTheSpaceStayApart() {
        var ends = RangeSet.of(range(0, 0), range(-1L, -1L));
        assertThat(ends.ranges()).containsExactly(range(0, 0), range(-1L, -1L));
        assertThat(RangeSet.all(Iova.ZERO).minus(range(1, -2L))).isEqualTo(ends);
        assertThat(ends.complementIn(AddressRange.all(Iova.ZERO)).ranges())
                .containsExactly(range(1, -2L));
        assertThat(ends.plus(range(1, -2L))).isEqualTo(RangeSet.all(Iova.ZERO));
    }

    @Test
    void nothingIsASetWithoutRanges() {
        RangeSet<Iova> nothing = RangeSet.empty();
        assertThat(nothing.isEmpty()).isTrue();
        assertThat(nothing.size()).isEqualTo(ByteSize.ZERO);
        assertThat(nothing).hasToString("{}").isEqualTo(RangeSet.of());
        assertThat(nothing.contains(Iova.ZERO)).isFalse();
        assertThat(nothing.minus(RangeSet.all(Iova.ZERO))).isEqualTo(nothing);
        assertThat(nothing.complementIn(range(1, 2))).isEqualTo(RangeSet.of(range(1, 2)));
        assertThat(RangeSet.all(Iova.ZERO).minus(RangeSet.all(Iova.ZERO))).isEqualTo(nothing);
        assertThat(RangeSet.all(Iova.ZERO).size()).isEqualTo(ByteSize.SPACE_64);
    }

    @Test
    void printsItsRanges() {
        assertThat(RangeSet.of(range(0x1000, 0x1fff), range(0x0800_0000L, 0x080f_ffffL)))
                .hasToString("{0x00001000-0x00001fff, 0x08000000-0x080fffff}");
    }

    @Test
    void operationsAgreeWithASetOfBits() {
        var random = new RandomAddresses(12);
        for (AddressRange<Iova> arena : RandomAddresses.arenas(ARENA)) {
            for (int round = 0; round < 200; round++) {
                RangeSet<Iova> set = RangeSet.empty();
                var bits = new BitSet(ARENA);
                for (int step = 0; step < 20; step++) {
                    var range = random.rangeIn(arena);
                    boolean add = !random.onceIn(3);
                    set = add ? set.plus(range) : set.minus(range);
                    bits.set(from(arena, range), to(arena, range), add);
                    assertSame(arena, set, bits);
                    assertQueries(arena, set, bits, random.rangeIn(arena));
                }
            }
        }
    }

    @Test
    void setsCombineAsSetsOfBitsDo() {
        var random = new RandomAddresses(13);
        for (AddressRange<Iova> arena : RandomAddresses.arenas(ARENA)) {
            for (int round = 0; round < 500; round++) {
                var a = new ArrayList<AddressRange<Iova>>();
                var b = new ArrayList<AddressRange<Iova>>();
                for (int i = random.below(8); i > 0; i--) {
                    a.add(random.rangeIn(arena));
                    b.add(random.rangeIn(arena));
                }
                var both = bits(arena, a);
                both.and(bits(arena, b));
                assertSame(arena, RangeSet.of(a).intersect(RangeSet.of(b)), both);
                var either = bits(arena, a);
                either.or(bits(arena, b));
                assertSame(arena, RangeSet.of(a).plus(RangeSet.of(b)), either);
                var rest = bits(arena, a);
                rest.andNot(bits(arena, b));
                assertSame(arena, RangeSet.of(a).minus(RangeSet.of(b)), rest);
            }
        }
    }

    private static void assertQueries(
            AddressRange<Iova> arena, RangeSet<Iova> set, BitSet bits, AddressRange<Iova> asked) {
        var inside = bits.get(from(arena, asked), to(arena, asked));
        int length = to(arena, asked) - from(arena, asked);
        assertThat(set.contains(asked)).isEqualTo(inside.cardinality() == length);
        assertThat(set.overlaps(asked)).isEqualTo(!inside.isEmpty());
        assertThat(set.contains(asked.first())).isEqualTo(inside.get(0));
        assertThat(set.intersect(asked)).isEqualTo(set.minus(set.minus(asked)));
        assertThat(set.complementIn(asked)).isEqualTo(RangeSet.of(asked).minus(set));
        assertThat(set.complementIn(asked).plus(set.intersect(asked)))
                .isEqualTo(RangeSet.of(asked));
    }

    private static void assertSame(AddressRange<Iova> arena, RangeSet<Iova> set, BitSet bits) {
        var expected = new ArrayList<AddressRange<Iova>>();
        for (int from = bits.nextSetBit(0); from >= 0; ) {
            int to = bits.nextClearBit(from);
            expected.add(
                    AddressRange.of(
                            arena.first().plusExact(from), arena.first().plusExact(to - 1)));
            from = bits.nextSetBit(to);
        }
        assertThat(set.ranges()).isEqualTo(expected);
        assertThat(set.size()).isEqualTo(ByteSize.ofBytes(bits.cardinality()));
    }

    private static BitSet bits(AddressRange<Iova> arena, List<AddressRange<Iova>> ranges) {
        var bits = new BitSet(ARENA);
        ranges.forEach(r -> bits.set(from(arena, r), to(arena, r)));
        return bits;
    }

    private static int from(AddressRange<Iova> arena, AddressRange<Iova> range) {
        return (int) range.first().offsetFrom(arena.first());
    }

    private static int to(AddressRange<Iova> arena, AddressRange<Iova> range) {
        return 1 + (int) range.last().offsetFrom(arena.first());
    }

    private static AddressRange<Iova> range(long first, long last) {
        return AddressRange.of(Iova.of(first), Iova.of(last));
    }
}
