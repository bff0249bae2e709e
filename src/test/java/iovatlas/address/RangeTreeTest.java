package iovatlas.address;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.RangeIndex.Entry;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// What the tree promises about its own shape.
class RangeTreeTest {

    private final RandomAddresses random = new RandomAddresses(15);

    @Test
    void staysBalancedWhileEntriesComeAndGo() {
        var arena = RandomAddresses.arenas(4_000).get(1);
        RangeNode<String> root = null;
        var entries = new ArrayList<AddressRange<Iova>>();
        for (int step = 0; step < 12_000; step++) {
            boolean add = entries.isEmpty() || random.below(100) < (step < 6_000 ? 70 : 25);
            if (add) {
                var range = random.rangeIn(arena);
                entries.add(range);
                root = with(root, range);
            } else {
                var range = entries.remove(random.below(entries.size()));
                root = without(root, range);
            }
            if (step % 50 == 0 && root != null) {
                assertThat(root.size).isEqualTo(entries.size());
                assertSound(root);
            }
        }
    }

    @Test
    void aMapThatGrowsAtOneEndKeepsItsBlocksFull() {
        RangeNode<String> upwards = null;
        RangeNode<String> downwards = null;
        for (long page = 0; page < 3_200; page++) {
            upwards = with(upwards, page(page));
            downwards = with(downwards, page(3_199 - page));
        }
        assertThat(blocks(upwards)).isEqualTo(3_200 / RangeLeaf.CAPACITY);
        assertThat(blocks(downwards)).isEqualTo(3_200 / RangeLeaf.CAPACITY);
    }

    @Test
    void aMapThatLosesMostEntriesLosesMostBlocks() {
        var pages = new ArrayList<Entry<Iova, String>>();
        for (long page = 0; page < 24_000; page++) {
            pages.add(new Entry<>(page(page), "v"));
        }
        RangeNode<String> root = new RangeBuilder<>(pages.iterator()).build(pages.size());
        assertThat(blocks(root)).isEqualTo(500);
        for (long page = 0; page < 24_000; page++) {
            root = page % 24 == 0 ? root : without(root, page(page));
        }
        assertThat(Objects.requireNonNull(root).size).isEqualTo(1_000);
        assertThat(blocks(root)).isLessThan(200);
    }

    @Test
    void theGapOfDisjointRangesIsExact() {
        for (int round = 0; round < 50; round++) {
            RangeNode<String> root = null;
            RangeSet<Iova> covered = RangeSet.empty();
            for (int i = 0; i < 300; i++) {
                var page = page(random.below(4_000));
                if (!covered.overlaps(page)) {
                    covered = covered.plus(page);
                    root = with(root, page);
                }
            }
            assertThat(Objects.requireNonNull(root).maxGap()).isEqualTo(longestHole(root));
        }
    }

    /// Checks the promises of every node below, and returns its height.
    private static <V> int assertSound(RangeNode<V> node) {
        var list = overlapping(node);
        assertThat(list).isSorted().hasSize(node.size);
        assertThat(node.minFirst()).isEqualTo(list.getFirst().first().unsignedBits());
        assertThat(node.minLast()).isEqualTo(list.getFirst().last().unsignedBits());
        var hull = list.stream().reduce(AddressRange::hull).orElseThrow();
        assertThat(node.maxLast).isEqualTo(hull.last().unsignedBits());
        assertThat(Long.compareUnsigned(node.maxGap(), longestHole(node))).isNotNegative();
        int height =
                switch (node) {
                    case RangeLeaf<V> leaf -> {
                        assertThat(leaf.size).isLessThanOrEqualTo(RangeLeaf.CAPACITY);
                        yield 0;
                    }
                    case RangeBranch<V> branch -> {
                        assertThat(branch.count()).isBetween(1, RangeBranch.FANOUT);
                        int below = assertSound(branch.child(0));
                        for (int i = 1; i < branch.count(); i++) {
                            assertThat(assertSound(branch.child(i))).isEqualTo(below);
                        }
                        yield 1 + below;
                    }
                };
        assertThat(node.height()).isEqualTo(height);
        return height;
    }

    private static long longestHole(RangeNode<?> node) {
        var list = overlapping(node);
        var hull = list.stream().reduce(AddressRange::hull).orElseThrow();
        return RangeSet.of(list).complementIn(hull).ranges().stream()
                .map(AddressRange::size)
                .max(ByteSize::compareTo)
                .orElse(ByteSize.ZERO)
                .unsignedBytes();
    }

    private static <V> List<AddressRange<Iova>> overlapping(RangeNode<V> node) {
        var found = new ArrayList<AddressRange<Iova>>();
        node.forEachOverlapping(
                0,
                -1L,
                hit -> found.add(AddressRange.of(Iova.of(hit.first()), Iova.of(hit.last()))));
        return found;
    }

    private static int blocks(@Nullable RangeNode<?> node) {
        return switch (node) {
            case null -> 0;
            case RangeLeaf<?> leaf -> 1;
            case RangeBranch<?> branch ->
                    IntStream.range(0, branch.count()).map(i -> blocks(branch.child(i))).sum();
        };
    }

    private static RangeNode<String> with(
            @Nullable RangeNode<String> root, AddressRange<Iova> range) {
        long first = range.first().unsignedBits();
        long last = range.last().unsignedBits();
        return root == null
                ? RangeLeaf.single(first, last, "v")
                : RangeInsertion.put(root, first, last, "v");
    }

    private static @Nullable RangeNode<String> without(
            @Nullable RangeNode<String> root, AddressRange<Iova> range) {
        return new RangeRemoval<>(range.first().unsignedBits(), range.last().unsignedBits(), "v")
                .from(Objects.requireNonNull(root));
    }

    private static AddressRange<Iova> page(long number) {
        return AddressRange.ofSize(Iova.of(number << 12), ByteSize.KIB.times(4));
    }
}
