package iovatlas.kernel.remapping;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.Iova;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Random;

class InterruptRequestTest {

    @Test
    @Tag("M101")
    void intelPutsTheIndexIntoTheAddress() {
        assertThat(InterruptRequest.remappableAddress(0x1a)).isEqualTo(Iova.of(0xfee0_0358L));
    }

    @Test
    @Tag("M103")
    void aMultiMessageFunctionAddsItsVectorToTheBase() {
        Iova address = InterruptRequest.remappableAddress(0x40);
        assertThat(address).isEqualTo(Iova.of(0xfee0_0818L));
        assertThat(InterruptRequest.decode(address, 3))
                .isEqualTo(new InterruptRequest.Remappable(0x43, false));
    }

    @Test
    @Tag("M109")
    void amdPutsTheIndexIntoTheData() {
        assertThat(InterruptRequest.amdAddress(false)).isEqualTo(Iova.of(0xfee0_0000L));
        assertThat(InterruptRequest.amdAddress(true)).isEqualTo(Iova.of(0xfee0_0004L));
    }

    @Test
    void aPlainMessageNamesApicAndVector() {
        Iova address = InterruptRequest.compatibilityAddress(3);
        assertThat(address).isEqualTo(Iova.of(0xfee0_3000L));
        assertThat(InterruptRequest.decode(address, 0x4041))
                .isEqualTo(new InterruptRequest.Compatibility(3, false, 0x41, 0));
    }

    @Test
    void upperDataBitsOfARemappableRequestAreReserved() {
        assertThat(InterruptRequest.decode(InterruptRequest.remappableAddress(1), 0x1_0000))
                .isEqualTo(new InterruptRequest.Remappable(1, true));
    }

    @Test
    void everyIndexComesBackFromItsAddress() {
        Random random = new Random(11);
        for (int i = 0; i < 2000; i++) {
            int index = random.nextInt(1 << 16);
            Iova address = InterruptRequest.remappableAddress(index);
            assertThat(InterruptRequest.WINDOW.contains(address)).isTrue();
            assertThat(InterruptRequest.decode(address, 0))
                    .isEqualTo(new InterruptRequest.Remappable(index, false));
        }
    }
}
