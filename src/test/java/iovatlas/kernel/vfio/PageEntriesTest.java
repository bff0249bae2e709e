package iovatlas.kernel.vfio;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.ProcessMemory;
import iovatlas.kernel.ProcessMemory.Stretch;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Random;

class PageEntriesTest {

    private static final ByteSize SMALL = ByteSize.KIB.times(4);
    private static final ByteSize LARGE = ByteSize.MIB.times(2);

    private static ProcessMemory memory(ByteSize contiguous) {
        return new ProcessMemory(
                List.of(
                        new Stretch(
                                AddressRange.ofSize(TestHost.MEMORY, ByteSize.GIB.times(8)),
                                true,
                                contiguous)));
    }

    private static Map<ByteSize, Long> split(
            long iova, long size, long offset, ByteSize contiguous) {
        return PageEntries.of(
                AddressRange.ofSize(Iova.of(iova), ByteSize.ofBytes(size)),
                UserVirtual.of(TestHost.MEMORY.unsignedBits() + offset),
                TestHost.USUAL_PAGES,
                memory(contiguous));
    }

    @Test
    void alignedHugePagesStayWhole() {
        assertThat(split(0x40000000, 0x201000, 0, LARGE))
                .containsExactly(Map.entry(SMALL, 1L), Map.entry(LARGE, 1L));
    }

    @Test
    void misalignedHugePagesAreSplit() {
        assertThat(split(0x40001000, 0x200000, 0, LARGE)).containsExactly(Map.entry(SMALL, 512L));
    }

    @Test
    void smallPagesAreMappedOneByOne() {
        assertThat(split(0x40000000, 0x400000, 0, SMALL)).containsExactly(Map.entry(SMALL, 1024L));
    }

    @Test
    void largerPageIsReachedWhenBothAddressesAgree() {
        assertThat(split(0x401ff000, 0x202000, 0x1ff000, LARGE))
                .containsExactly(Map.entry(SMALL, 2L), Map.entry(LARGE, 1L));
    }

    @Test
    void gigabytePagesNeedContiguousGigabytes() {
        assertThat(split(0x40000000, 0x80000000L, 0, ByteSize.GIB))
                .containsExactly(Map.entry(ByteSize.GIB, 2L));
        assertThat(split(0x40000000, 0x80000000L, 0, LARGE))
                .containsExactly(Map.entry(LARGE, 1024L));
    }

    @Test
    void missingMemoryHasNoEntries() {
        assertThat(
                        PageEntries.of(
                                AddressRange.ofSize(Iova.ZERO, SMALL),
                                UserVirtual.of(0x1000),
                                TestHost.USUAL_PAGES,
                                memory(LARGE)))
                .isEmpty();
    }

    @Test
    void entriesAlwaysAddUpToTheMapping() {
        var random = new Random(11);
        List<ByteSize> pieces = List.of(SMALL, ByteSize.KIB.times(64), LARGE, ByteSize.GIB);
        for (int round = 0; round < 2000; round++) {
            long size = (random.nextInt(1 << random.nextInt(1, 20)) + 1L) << 12;
            long iova = random.nextLong(1L << 36) << 12;
            long offset = random.nextLong(1L << 18) << 12;
            Map<ByteSize, Long> split =
                    split(iova, size, offset, pieces.get(random.nextInt(pieces.size())));
            long sum =
                    split.entrySet().stream()
                            .mapToLong(e -> e.getKey().unsignedBytes() * e.getValue())
                            .sum();
            assertThat(sum).as("%x %x %x", iova, size, offset).isEqualTo(size);
        }
    }
}
