package iovatlas.kernel.vfio;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeSet;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class IovaListTest {

    private static AddressRange<Iova> range(long first, long last) {
        return new AddressRange<>(Iova.of(first), Iova.of(last));
    }

    private static DmaTable mapped(AddressRange<Iova> range) {
        return DmaTable.empty(false)
                .with(range, new DmaMapping(TestHost.MEMORY, true, true, true, "test", 0));
    }

    @Test
    void emptyListPermitsEverythingAndConflictsWithNothing() {
        assertThat(IovaList.EMPTY.permits(range(0, -1L))).isTrue();
        assertThat(IovaList.EMPTY.conflict(range(5, 6), mapped(range(0, 3)))).isEmpty();
    }

    @Test
    void mappingMayNotSpanTwoRanges() {
        var list = new IovaList(List.of(range(0, 0xfff), range(0x1000, 0x1fff)));
        assertThat(list.permits(range(0x800, 0x17ff))).isFalse();
        assertThat(list.permits(range(0x1000, 0x1fff))).isTrue();
    }

    @Test
    void apertureOutsideTheListConflicts() {
        var list = new IovaList(List.of(range(0x1000, 0x1fff)));
        assertThat(list.conflict(range(0x2000, 0x3fff), DmaTable.empty(false))).isPresent();
        assertThat(list.conflict(range(0, 0xfff), DmaTable.empty(false))).isPresent();
    }

    @Test
    void apertureThatCutsAMappingOffConflicts() {
        var list = new IovaList(List.of(range(0, 0xffff)));
        assertThat(list.conflict(range(0, 0x7fff), mapped(range(0x7000, 0x8fff))))
                .contains(range(0x7000, 0x8fff));
        assertThat(list.conflict(range(0, 0x7fff), mapped(range(0x7000, 0x7fff)))).isEmpty();
        assertThat(list.conflict(range(0x1000, 0xffff), mapped(range(0, 0xfff)))).isPresent();
    }

    @Test
    void resizingNeverGrows() {
        var list = new IovaList(List.of(range(0x1000, 0x1fff), range(0x3000, 0x3fff)));
        assertThat(list.resized(range(0, -1L))).isEqualTo(list);
        assertThat(list.resized(range(0x1800, 0x37ff)).ranges())
                .containsExactly(range(0x1800, 0x1fff), range(0x3000, 0x37ff));
        assertThat(list.resized(range(0x2000, 0x2fff)).ranges()).isEmpty();
    }

    @Test
    void relaxableRegionsAreNotCutOut() {
        var list = new IovaList(List.of(range(0, 0xffff)));
        assertThat(list.without(List.of(TestHost.region(0, 0xfff, ReservedType.DIRECT_RELAXABLE))))
                .isEqualTo(list);
    }

    @Test
    void cuttingRegionsOutIsASetDifference() {
        var random = new Random(7);
        for (int round = 0; round < 500; round++) {
            RangeSet<Iova> expected = RangeSet.of(range(0, -1L));
            var regions = new ArrayList<ReservedRegion>();
            for (int i = random.nextInt(6); i > 0; i--) {
                long first = random.nextInt(8) == 0 ? 0 : random.nextLong() & ~0xfffL;
                long size = 1L << random.nextInt(12, 62);
                AddressRange<Iova> region =
                        range(
                                first,
                                Long.compareUnsigned(first + size - 1, first) < 0
                                        ? -1L
                                        : first + size - 1);
                regions.add(new ReservedRegion(region, ReservedType.RESERVED, TestHost.SAYS_TEST));
                expected = expected.minus(region);
            }
            IovaList cut = new IovaList(List.of(range(0, -1L))).without(regions);
            assertThat(RangeSet.of(cut.ranges())).isEqualTo(expected);
            assertThat(cut.ranges()).isSorted();
        }
    }
}
