package iovatlas.kernel.its;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Outcome;

import org.junit.jupiter.api.Test;

class SpiFrameTest {

    @Test
    void blocksAreAlignedOnTheInterruptNumber() {
        SpiFrame frame = SpiFrame.of("v2m0", 98, 32);
        assertThat(frame.take(4).outcome()).isEqualTo(Outcome.ok(100));
        assertThat(frame.take(1).outcome()).isEqualTo(Outcome.ok(98));
    }

    @Test
    void numbersBehindTheLastSharedInterruptDoNotCount() {
        assertThat(SpiFrame.of("v2m0", 1018, 64).spis().size()).isEqualTo(2);
        assertThat(SpiFrame.of("v2m0", 2000, 64).take(1).outcome().error()).hasValue(Errno.ENOSPC);
    }

    @Test
    void freedNumbersAreGivenOutAgain() {
        SpiFrame frame = SpiFrame.of("v2m0", 80, 4).take(2).state().take(1).state();
        assertThat(frame.give(80, 1).take(1).outcome()).isEqualTo(Outcome.ok(80));
    }
}
