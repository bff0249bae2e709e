package iovatlas.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// Addresses are spelled and ordered as the kernel does.
class PciAddressTest {
    private static final List<Integer> SEGMENTS = List.of(0, 1, 0xabc, 0xffff, 0x10000, 0x7fffffff);

    private static List<PciAddress> some() {
        Random random = new Random(7);
        List<PciAddress> all = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            all.add(
                    new PciAddress(
                            SEGMENTS.get(random.nextInt(SEGMENTS.size())),
                            random.nextInt(256),
                            random.nextInt(32),
                            random.nextInt(8)));
        }
        return all;
    }

    @Test
    void isSpelledWithAtLeastFourDigitsOfSegment() {
        for (PciAddress at : some()) {
            String rest = "%02x:%02x.%d".formatted(at.bus(), at.device(), at.function());
            assertThat(at.shortText()).isEqualTo(rest);
            assertThat(at.toString()).isEqualTo("%04x:%s".formatted(at.segment(), rest));
            assertThat(PciAddress.parse(at.toString())).isEqualTo(at);
        }
    }

    @Test
    void isOrderedBySegmentBusDeviceAndFunction() {
        List<PciAddress> sorted = new ArrayList<>(some());
        sorted.sort(null);
        assertThat(sorted)
                .isSortedAccordingTo(
                        Comparator.comparingInt(PciAddress::segment)
                                .thenComparingInt(PciAddress::bus)
                                .thenComparingInt(PciAddress::device)
                                .thenComparingInt(PciAddress::function));
    }

    @Test
    void numbersAreSpelledInHexadecimal() {
        assertThat(new RequesterId(0x1f)).hasToString("0x001f");
        assertThat(new RequesterId(0xff00)).hasToString("0xff00");
        assertThat(new PciId(0x8086, 0x72)).hasToString("8086:0072");
    }
}
