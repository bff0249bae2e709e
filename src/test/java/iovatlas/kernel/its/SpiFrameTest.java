package iovatlas.kernel.its;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.HostPhysical;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Outcome;
import iovatlas.topology.V2mVariant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpiFrameTest {

    private static final HostPhysical BASE = HostPhysical.of(0x0802_0000);

    private static SpiFrame frame(int first, int count) {
        return frame(V2mVariant.STANDARD, first, count);
    }

    private static SpiFrame frame(V2mVariant variant, int first, int count) {
        return SpiFrame.of("v2m0", BASE, variant, first, count);
    }

    /// Conformance case M067 and the other variants.
    @ParameterizedTest
    @CsvSource({
        "STANDARD, 100, 0x08020040, 100",
        "XGENE1,   100, 0x08020040, 4",
        "NS2,      100, 0x08020040, 68",
        "GRAVITON, 100, 0x08020220, 0"
    })
    void everyVariantIsToldInItsOwnWay(V2mVariant variant, int spi, String register, int data) {
        SpiFrame frame = frame(variant, 96, 64);
        assertThat(frame.doorbell(spi)).isEqualTo(HostPhysical.parse(register));
        assertThat(frame.data(spi)).isEqualTo(data);
        assertThat(frame.takes(frame.doorbell(spi))).isTrue();
        assertThat(frame.spi(frame.doorbell(spi), data)).isEqualTo(spi);
        assertThat(frame.givesBlocks()).isEqualTo(variant != V2mVariant.GRAVITON);
    }

    @Test
    void blocksAreAlignedOnTheInterruptNumber() {
        SpiFrame frame = frame(98, 32);
        assertThat(frame.take(4).outcome()).isEqualTo(Outcome.ok(100));
        assertThat(frame.take(1).outcome()).isEqualTo(Outcome.ok(98));
    }

    @Test
    void numbersBehindTheLastSharedInterruptDoNotCount() {
        assertThat(frame(1018, 64).spis().size()).isEqualTo(2);
        assertThat(frame(2000, 64).take(1).outcome().error()).hasValue(Errno.ENOSPC);
    }

    @Test
    void freedNumbersAreGivenOutAgain() {
        SpiFrame frame = frame(80, 4).take(2).state().take(1).state();
        assertThat(frame.give(80, 1).take(1).outcome()).isEqualTo(Outcome.ok(80));
    }
}
