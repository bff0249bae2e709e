package iovatlas.address;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.RangeIndex.Entry;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// [RangeIndex] against [NaiveRangeIndex], on crowded ranges at the ends and in the middle of the
/// space and on ranges of all sizes.
class RangeIndexLawsTest {

    private static final List<String> VALUES = List.of("a", "b", "c");

    private final RandomAddresses random = new RandomAddresses(14);

    @Test
    void agreesWithAListWhileItGrowsAndShrinks() {
        for (AddressRange<Iova> arena : RandomAddresses.arenas(400)) {
            for (int round = 0; round < 6; round++) {
                growAndShrink(arena, round % 2 == 0 ? 300 : 40);
            }
        }
    }

    @Test
    void agreesWithAListOnRangesOfAllSizes() {
        for (int round = 0; round < 200; round++) {
            var entries = new ArrayList<Entry<Iova, String>>();
            for (int i = random.below(80); i > 0; i--) {
                entries.add(new Entry<>(random.range(), random.oneOf(VALUES)));
            }
            var index = RangeIndex.of(entries);
            var naive = new NaiveRangeIndex(entries);
            for (int i = 0; i < 20; i++) {
                assertQueries(index, naive, random.range());
                assertHoles(index, naive, random.range(), random.size(), random.powerOfTwo());
            }
        }
    }

    @Test
    void findsTheHolesOfDisjointPages() {
        var arena = AddressRange.ofSize(Iova.of(Long.MIN_VALUE - 0x10_0000), ByteSize.MIB.times(2));
        for (int round = 0; round < 40; round++) {
            RangeIndex<Iova, String> index = RangeIndex.empty();
            for (int i = 0; i < 300; i++) {
                var pages = random.pagesIn(arena, 4);
                boolean free = !index.anyOverlapping(pages);
                assertThat(index.withIfFree(pages, "page").isPresent()).isEqualTo(free);
                index = index.withIfFree(pages, "page").orElse(index);
            }
            var naive = new NaiveRangeIndex(index.entries().toList());
            for (int i = 0; i < 20; i++) {
                var size = ByteSize.KIB.times(4).times(1 + random.below(8));
                var alignment = ByteSize.ofPowerOfTwo(12 + random.below(6));
                assertHoles(index, naive, random.pagesIn(arena, 512), size, alignment);
            }
        }
    }

    @Test
    void findsTheHolesThatOverlapsCutShort() {
        for (AddressRange<Iova> arena : RandomAddresses.arenas(3_000)) {
            for (int round = 0; round < 8; round++) {
                var entries = new ArrayList<Entry<Iova, String>>();
                for (int i = 150; i > 0; i--) {
                    var range = random.rangeIn(arena);
                    if (range.size().compareTo(ByteSize.ofBytes(200)) < 0) {
                        entries.add(new Entry<>(range, "v"));
                    }
                }
                var index = RangeIndex.of(entries);
                var naive = new NaiveRangeIndex(entries);
                for (int i = 1; i < 30; i++) {
                    var alignment = ByteSize.ofPowerOfTwo(random.below(3));
                    assertHoles(index, naive, arena, ByteSize.ofBytes(i), alignment);
                    var within = random.rangeIn(arena).hull(random.rangeIn(arena));
                    assertHoles(index, naive, within, ByteSize.ofBytes(i), alignment);
                }
            }
        }
    }

    @Test
    void buildsTheSameIndexInOneGoAndEntryByEntry() {
        var arena = RandomAddresses.arenas(5_000).get(1);
        for (int size : new int[] {1, 2, 24, 25, 32, 33, 48, 49, 500, 1_000}) {
            var entries = new ArrayList<Entry<Iova, String>>();
            for (int i = 0; i < size; i++) {
                entries.add(new Entry<>(random.rangeIn(arena), random.oneOf(VALUES)));
            }
            RangeIndex<Iova, String> grown = RangeIndex.empty();
            for (var entry : entries) {
                grown = grown.with(entry.range(), entry.value());
            }
            var built = RangeIndex.of(entries);
            assertThat(built).isEqualTo(grown).hasSameHashCodeAs(grown).hasSize(size);
            assertThat(RangeIndex.ofSorted(grown.entries().toList())).isEqualTo(grown);
            Collections.shuffle(entries, new Random(size));
            for (var entry : entries) {
                grown = grown.without(entry);
                built = built.without(entry);
                assertThat(built.size()).isEqualTo(grown.size());
            }
            assertThat(grown.isEmpty()).isTrue();
            assertThat(built.isEmpty()).isTrue();
        }
    }

    private void growAndShrink(AddressRange<Iova> arena, int most) {
        RangeIndex<Iova, String> index = RangeIndex.empty();
        var naive = new NaiveRangeIndex(List.of());
        boolean growing = true;
        for (int step = 0; step < 3 * most; step++) {
            growing = growing ? index.size() < most : index.size() < most / 8;
            boolean add = growing ? !random.onceIn(4) : random.onceIn(4);
            if (add || index.isEmpty()) {
                var range = random.rangeIn(arena);
                var value = random.oneOf(VALUES);
                assertThat(index.withIfFree(range, value))
                        .isEqualTo(
                                naive.overlapping(range).isEmpty()
                                        ? Optional.of(index.with(range, value))
                                        : Optional.empty());
                index = index.with(range, value);
                naive = naive.with(range, value);
            } else {
                var entry = random.oneOf(naive.entries());
                index = index.without(entry);
                naive = naive.without(entry);
            }
            if (step % 4 == 0) {
                assertThat(index.entries().toList()).isEqualTo(naive.entries());
                assertQueries(index, naive, random.rangeIn(arena));
                var size = ByteSize.ofBytes(1 + random.below(12));
                var alignment = ByteSize.ofPowerOfTwo(random.below(5));
                assertHoles(index, naive, random.rangeIn(arena), size, alignment);
                assertHoles(index, naive, arena, size, alignment);
            }
        }
    }

    private static void assertQueries(
            RangeIndex<Iova, String> index, NaiveRangeIndex naive, AddressRange<Iova> asked) {
        var entries = naive.entries();
        assertThat(index.size()).isEqualTo(entries.size());
        assertThat(index.isEmpty()).isEqualTo(entries.isEmpty());
        assertThat(index.first()).isEqualTo(entries.stream().findFirst());
        assertThat(index.last()).isEqualTo(entries.reversed().stream().findFirst());
        assertThat(index.entriesDescending().toList()).isEqualTo(entries.reversed());
        var overlapping = naive.overlapping(asked);
        assertThat(index.overlapping(asked)).isEqualTo(overlapping);
        assertThat(index.firstOverlapping(asked)).isEqualTo(overlapping.stream().findFirst());
        assertThat(index.anyOverlapping(asked)).isEqualTo(!overlapping.isEmpty());
        var at = naive.overlapping(AddressRange.of(asked.last(), asked.last()));
        assertThat(index.at(asked.last())).isEqualTo(at);
        assertThat(index.firstAt(asked.last())).isEqualTo(at.stream().findFirst());
        assertThat(index.floor(asked.first())).isEqualTo(naive.floor(asked.first()));
        assertThat(index.exact(asked)).isEqualTo(naive.exact(asked));
        overlapping.forEach(
                e -> assertThat(index.exact(e.range())).isEqualTo(naive.exact(e.range())));
    }

    private static void assertHoles(
            RangeIndex<Iova, String> index,
            NaiveRangeIndex naive,
            AddressRange<Iova> within,
            ByteSize size,
            ByteSize alignment) {
        assertThat(index.holes(within)).isEqualTo(naive.holes(within));
        if (!size.isZero()) {
            assertThat(index.firstHole(size, alignment, within))
                    .isEqualTo(naive.firstHole(size, alignment, within));
            assertThat(index.lastHole(size, alignment, within))
                    .isEqualTo(naive.lastHole(size, alignment, within));
        }
    }
}
