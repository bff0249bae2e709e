package iovatlas.kernel.doorbell;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.Outcome;

import org.junit.jupiter.api.Test;

import java.util.List;

class InboundRangesTest {

    private static final ByteSize PAGE = ByteSize.ofBytes(4096);

    private static AddressRange<Iova> range(long first, long last) {
        return AddressRange.of(Iova.of(first), Iova.of(last));
    }

    private static List<AddressRange<Iova>> holes(List<AddressRange<Iova>> ranges) {
        return InboundRanges.holes(ranges, PAGE);
    }

    @Test
    void aBridgeWithoutRangesHasNoHole() {
        assertThat(holes(List.of())).isEmpty();
    }

    @Test
    void theKernelsSumWrapsAfterTheLastAddress() {
        assertThat(holes(List.of(range(0x1000, -1L))))
                .containsExactly(range(0, 0x1fff), range(0, -1L));
    }

    @Test
    void theFrameInWhichARangeBeginsIsLost() {
        assertThat(holes(List.of(range(0x8000_0000L, 0xffff_ffffL))))
                .containsExactly(range(0, 0x8000_0fffL), range(0x1_0000_0000L, -1L));
    }

    @Test
    void rangesAreSortedAndNeighboursLeaveNoHole() {
        assertThat(holes(List.of(range(0x4000_0000L, 0x7fff_ffffL), range(0, 0x3fff_ffffL))))
                .containsExactly(range(0x8000_0000L, -1L));
    }

    @Test
    void nothingIsReservedAfterAnOverlap() {
        assertThat(holes(List.of(range(0x1000, 0x3fff), range(0x3000, 0x5fff))))
                .containsExactly(range(0, 0x1fff));
    }

    @Test
    void theDoorbellGoesBelowTheEndOfWhatTheBridgeTakesIn() {
        KernelDomainDoorbells domain = KernelDomainDoorbells.of(PAGE, range(0, 0xffff_ffff_ffffL));
        for (AddressRange<Iova> hole : holes(List.of(range(0, 0x3fff_ffffL)))) {
            domain = domain.reserving(hole, "outside the bridge");
        }
        assertThat(domain.map(HostPhysical.of(0x0809_0040)).outcome())
                .isEqualTo(Outcome.ok(Iova.of(0x3fff_f040L)));
    }
}
