package iovatlas.kernel.vfio;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

class DmaTreeTest {

    private static Entry<Iova, DmaMapping> page(long number) {
        return new Entry<>(
                new AddressRange<>(Iova.of(number << 12), Iova.of((number << 12) + 0xfff)),
                new DmaMapping(TestHost.MEMORY, true, true, true, "test", (int) number));
    }

    private static final Entry<Iova, DmaMapping> LAST = page(0xfffffffffffffL);

    @Test
    void randomChangesKeepTheTreeBalancedAndInOrder() {
        var random = new Random(5);
        var model = new TreeMap<Long, Entry<Iova, DmaMapping>>();
        DmaTree tree = DmaTree.EMPTY;
        for (int i = 0; i < 20_000; i++) {
            long number = random.nextInt(600);
            Entry<Iova, DmaMapping> entry = page(number);
            if (model.containsKey(number)) {
                model.remove(number);
                tree = tree.without(entry);
            } else {
                model.put(number, entry);
                tree = tree.with(entry);
            }
            assertThat(tree.isBalanced()).isTrue();
            if (i % 100 == 0) {
                assertThat(tree.walk(0, -1L)).isEqualTo(new ArrayList<>(model.values()));
            }
        }
    }

    @Test
    void olderTreesStayAsTheyWere() {
        var trees = new ArrayList<DmaTree>();
        var random = new Random(6);
        DmaTree tree = DmaTree.EMPTY;
        var contents = new ArrayList<List<Entry<Iova, DmaMapping>>>();
        for (int i = 0; i < 300; i++) {
            Entry<Iova, DmaMapping> entry = page(random.nextInt(60));
            tree =
                    tree.find(entry.range().first().unsignedBits(), 1) == null
                            ? tree.with(entry)
                            : tree.without(entry);
            trees.add(tree);
            contents.add(tree.walk(0, -1L));
        }
        for (int i = 0; i < trees.size(); i++) {
            assertThat(trees.get(i).walk(0, -1L)).isEqualTo(contents.get(i));
            assertThat(trees.get(i).isBalanced()).isTrue();
        }
    }

    @Test
    void walkBeginsAtTheFirstMappingInTheRangeAndEndsAtTheLast() {
        DmaTree tree = DmaTree.EMPTY;
        for (int i = 0; i < 100; i += 2) {
            tree = tree.with(page(i));
        }
        assertThat(tree.walk(5L << 12, 6L << 12)).containsExactly(page(6), page(8), page(10));
        assertThat(tree.walk(5L << 12, 1L << 12)).isEmpty();
    }

    @Test
    void mappingBehindTheLastPageIsNotWalked() {
        DmaTree tree = DmaTree.EMPTY.with(LAST).with(page(3));
        assertThat(tree.find(3L << 12, 0x1000)).as("found, and never removed").isEqualTo(page(3));
        assertThat(tree.walk(3L << 12, 0x1000)).isEmpty();
        assertThat(tree.walk(0, -1L)).isEmpty();
    }

    @Test
    void lastPageAtTheEdgeOfTheTreeHidesNothingElse() {
        DmaTree tree = DmaTree.EMPTY.with(page(3)).with(LAST);
        assertThat(tree.walk(3L << 12, 0x1000)).containsExactly(page(3));
        assertThat(tree.walk(0, -1L)).containsExactly(page(3), LAST);
        assertThat(tree.find(LAST.range().first().unsignedBits(), 0x1000)).isNull();
    }
}
