package iovatlas.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import iovatlas.address.RangeIndex.Entry;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

class RangeIndexTest {

    private static final AddressRange<Iova> ALL = AddressRange.all(Iova.ZERO);
    private static final ByteSize BYTE = ByteSize.ofBytes(1);

    @Test
    void anEmptyIndexAnswersEverything() {
        RangeIndex<Iova, String> empty = RangeIndex.empty();
        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.size()).isZero();
        assertThat(empty.first()).isEmpty();
        assertThat(empty.last()).isEmpty();
        assertThat(empty.firstAt(Iova.ZERO)).isEmpty();
        assertThat(empty.at(Iova.MAX)).isEmpty();
        assertThat(empty.floor(Iova.MAX)).isEmpty();
        assertThat(empty.exact(ALL)).isEmpty();
        assertThat(empty.anyOverlapping(ALL)).isFalse();
        assertThat(empty.entries()).isEmpty();
        assertThat(empty.entriesDescending()).isEmpty();
        assertThat(empty.holes(ALL)).containsExactly(ALL);
        assertThat(empty.firstHole(ByteSize.SPACE_64, ByteSize.SPACE_64, ALL)).contains(ALL);
        assertThat(empty.lastHole(ByteSize.SPACE_64, ByteSize.SPACE_64, ALL)).contains(ALL);
        assertThat(empty.without(entry(0, 1, "a"))).isSameAs(empty);
        assertThat(empty).isEqualTo(RangeIndex.of(List.of())).hasToString("{}");
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> empty.iterator().next());
    }

    @Test
    void ordersByFirstThenLastThenArrival() {
        var index =
                index().with(range(5, 9), "late")
                        .with(range(0, 9), "long")
                        .with(range(0, 3), "a")
                        .with(range(0, 3), "b");
        assertThat(index)
                .containsExactly(
                        entry(0, 3, "a"),
                        entry(0, 3, "b"),
                        entry(0, 9, "long"),
                        entry(5, 9, "late"));
        assertThat(index.first()).contains(entry(0, 3, "a"));
        assertThat(index.last()).contains(entry(5, 9, "late"));
        assertThat(index.firstAt(Iova.of(4))).contains(entry(0, 9, "long"));
        assertThat(index.exact(range(0, 3))).contains(entry(0, 3, "a"));
        assertThat(index)
                .hasToString(
                        "{0x00000000-0x00000003=a, 0x00000000-0x00000003=b,"
                                + " 0x00000000-0x00000009=long, 0x00000005-0x00000009=late}");
    }

    @Test
    void removesTheFirstEqualEntryOnly() {
        var twice = index().with(range(0, 3), "a").with(range(0, 3), "b").with(range(0, 3), "a");
        assertThat(twice.without(entry(0, 3, "a")))
                .containsExactly(entry(0, 3, "b"), entry(0, 3, "a"));
        assertThat(twice.without(entry(0, 3, "c"))).isSameAs(twice);
        assertThat(twice.without(entry(0, 4, "a"))).isSameAs(twice);
        assertThat(index().with(range(0, 3), "a").without(entry(0, 3, "a")).isEmpty()).isTrue();
    }

    @Test
    void manyEntriesOfOneRangeKeepTheirOrder() {
        var index = index();
        var expected = new ArrayList<Entry<Iova, String>>();
        for (int i = 0; i < 200; i++) {
            index = index.with(range(8, 15), "v" + i);
            expected.add(entry(8, 15, "v" + i));
        }
        assertThat(index).containsExactlyElementsOf(expected);
        assertThat(index.exact(range(8, 15))).contains(expected.getFirst());
        assertThat(index.floor(Iova.of(8))).contains(expected.getLast());
        for (int i : new int[] {100, 0, 197}) {
            index = index.without(expected.remove(i));
            assertThat(index).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void anOlderIndexKeepsItsEntries() {
        var older = index().with(range(0, 3), "a");
        var newer = older.with(range(4, 5), "b").without(entry(0, 3, "a"));
        assertThat(older).containsExactly(entry(0, 3, "a"));
        assertThat(newer).containsExactly(entry(4, 5, "b"));
    }

    @Test
    void equalityIsThatOfTheEntries() {
        var built = new ArrayList<Entry<Iova, String>>();
        var grown = index();
        for (long first = 990; first >= 0; first -= 10) {
            built.add(entry(first, first + 12, "v" + first));
            grown = grown.with(range(first, first + 12), "v" + first);
        }
        assertThat(RangeIndex.of(built)).isEqualTo(grown).hasSameHashCodeAs(grown);
        assertThat(grown.without(entry(0, 12, "v0")).with(range(0, 12), "v0")).isEqualTo(grown);
        assertThat(grown.without(entry(0, 12, "v0")).with(range(0, 12), "w")).isNotEqualTo(grown);
        assertThat(grown.without(entry(0, 12, "v0")).with(range(0, 11), "v0")).isNotEqualTo(grown);
        RangeIndex<HostPhysical, String> otherKind = RangeIndex.empty();
        assertThat((Object) otherKind.with(AddressRange.all(HostPhysical.ZERO), "a"))
                .isNotEqualTo(index().with(ALL, "a"));
    }

    @Test
    void refusesEntriesThatDoNotAscend() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RangeIndex.ofSorted(List.of(entry(4, 9, "a"), entry(4, 8, "b"))))
                .withMessage("0x00000004-0x00000008 comes after 0x00000004-0x00000009.");
    }

    @Test
    void aRangeOverTheWholeSpaceLeavesNoHole() {
        var full = index().with(ALL, "all").with(range(5, 5), "inner");
        assertThat(full.holes(ALL)).isEmpty();
        assertThat(full.firstHole(BYTE, BYTE, ALL)).isEmpty();
        assertThat(full.lastHole(BYTE, BYTE, ALL)).isEmpty();
        assertThat(full.firstAt(Iova.MAX)).contains(new Entry<>(ALL, "all"));
        assertThat(full.floor(Iova.MAX)).contains(entry(5, 5, "inner"));
    }

    @Test
    void findsTheOneByteThatIsLeftAtEitherEnd() {
        var lowest = index().with(range(1, -1L), "a");
        assertThat(lowest.firstHole(BYTE, ByteSize.SPACE_64, ALL)).contains(range(0, 0));
        assertThat(lowest.lastHole(BYTE, ByteSize.SPACE_64, ALL)).contains(range(0, 0));
        var highest = index().with(range(0, -2L), "a");
        assertThat(highest.firstHole(BYTE, BYTE, ALL)).contains(range(-1L, -1L));
        assertThat(highest.lastHole(BYTE, BYTE, ALL)).contains(range(-1L, -1L));
        assertThat(highest.lastHole(BYTE, ByteSize.KIB, ALL)).isEmpty();
    }

    @Test
    void placesAWindowAtTheLowestOrHighestAlignedPlace() {
        var index =
                index().with(range(0, 0x07ff_ffffL), "ram")
                        .with(range(0x0810_0000L, 0xffff_ffffL), "more");
        var below4G = AddressRange.of(Iova.ZERO, Iova.of(0xffff_ffffL));
        assertThat(index.firstHole(ByteSize.MIB, ByteSize.MIB, below4G))
                .contains(range(0x0800_0000L, 0x080f_ffffL));
        assertThat(index.firstHole(ByteSize.MIB.times(2), ByteSize.MIB, below4G)).isEmpty();
        assertThat(index.firstHole(ByteSize.MIB.times(2), ByteSize.MIB, ALL))
                .contains(range(0x1_0000_0000L, 0x1_001f_ffffL));
        assertThat(index.lastHole(ByteSize.MIB, ByteSize.MIB, ALL))
                .contains(range(-0x10_0000L, -1L));
        assertThat(index.lastHole(ByteSize.KIB, ByteSize.KIB, below4G))
                .contains(range(0x080f_fc00L, 0x080f_ffffL));
    }

    @Test
    void refusesToPlaceNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index().firstHole(ByteSize.ZERO, BYTE, ALL))
                .withMessage("A hole is looked for with a size above 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index().lastHole(ByteSize.ZERO, BYTE, ALL));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index().lastHole(BYTE, ByteSize.ofBytes(3), ALL));
    }

    private static RangeIndex<Iova, String> index() {
        return RangeIndex.empty();
    }

    private static Entry<Iova, String> entry(long first, long last, String value) {
        return new Entry<>(range(first, last), value);
    }

    private static AddressRange<Iova> range(long first, long last) {
        return AddressRange.of(Iova.of(first), Iova.of(last));
    }

    @Test
    void showsOtherValuesOfTheSameRangesWithoutMakingThem() {
        RangeIndex<Iova, Integer> numbers = RangeIndex.empty();
        for (int i = 0; i < 100; i++) {
            numbers = numbers.with(AddressRange.of(Iova.of(i * 16L), Iova.of(i * 16L + 7)), i);
        }
        RangeIndex<Iova, String> words =
                numbers.viewed(e -> e.range().first().hex() + ":" + e.value());
        RangeIndex<Iova, Integer> lengths = words.viewed(e -> e.value().length());
        assertThat(words.firstAt(Iova.of(33)).orElseThrow().value()).endsWith(":2");
        assertThat(lengths.firstAt(Iova.of(33)).orElseThrow().value())
                .isEqualTo(words.firstAt(Iova.of(33)).orElseThrow().value().length());
        RangeIndex<Iova, String> made = RangeIndex.ofSorted(words.entries().toList());
        assertThat(words).isEqualTo(made).hasSameHashCodeAs(made).hasToString(made.toString());
        assertThat(made).isEqualTo(words);
        assertThat(words).isNotEqualTo(numbers.viewed(e -> "other"));
        RangeIndex<Iova, String> none = RangeIndex.<Iova, Integer>empty().viewed(e -> "other");
        assertThat(none).isEqualTo(RangeIndex.empty());
        var first = words.first().orElseThrow();
        assertThat(words.without(first)).isEqualTo(made.without(first));
        var far = AddressRange.of(Iova.of(1L << 40), Iova.of(1L << 41));
        assertThat(words.with(far, "far")).isEqualTo(made.with(far, "far"));
    }
}
