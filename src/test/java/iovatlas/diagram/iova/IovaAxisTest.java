package iovatlas.diagram.iova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.iova.IovaAxis.Stretch;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

class IovaAxisTest {
    private static final AddressRange<Iova> ALL = AddressRange.all(Iova.of(0));

    private static AddressRange<Iova> range(long first, long last) {
        return AddressRange.of(Iova.of(first), Iova.of(last));
    }

    @Test
    void linearAxisMapsTheWholeSpaceWithoutAWrap() {
        IovaAxis axis = IovaAxis.linear(ALL, 1000);
        assertThat(axis.start(Iova.of(0))).isZero();
        assertThat(axis.start(Iova.of(Long.MIN_VALUE))).isCloseTo(500, within(1e-9));
        assertThat(axis.end(Iova.of(-1L))).isEqualTo(1000);
        assertThat(axis.at(1000)).isEqualTo(Iova.of(-1L));
        assertThat(axis.at(500)).isEqualTo(Iova.of(Long.MIN_VALUE));
        assertThat(axis.at(-5)).isEqualTo(Iova.of(0));
        assertThat(axis.at(5000)).isEqualTo(Iova.of(-1L));
    }

    @Test
    void endOfOneRangeIsTheStartOfTheNext() {
        for (IovaAxis axis :
                List.of(IovaAxis.linear(ALL, 777), IovaAxis.logarithmic(ALL, 12, 777))) {
            var random = new Random(1);
            for (int i = 0; i < 1000; i++) {
                Iova address = Iova.of(random.nextLong() >>> random.nextInt(64));
                if (!address.equals(Iova.of(-1L))) {
                    assertThat(axis.end(address)).isEqualTo(axis.start(address.plusExact(1)));
                }
            }
        }
    }

    @Test
    void higherAddressesNeverComeBeforeLowerOnes() {
        for (IovaAxis axis :
                List.of(IovaAxis.linear(ALL, 500), IovaAxis.logarithmic(ALL, 12, 500))) {
            var random = new Random(2);
            for (int i = 0; i < 1000; i++) {
                Iova a = Iova.of(random.nextLong() >>> random.nextInt(64));
                Iova b = Iova.of(random.nextLong() >>> random.nextInt(64));
                if (a.isBelow(b)) {
                    assertThat(axis.start(a)).isLessThanOrEqualTo(axis.start(b));
                }
            }
        }
    }

    @Test
    void anAddressIsFoundAgainWithinTheBytesOfAPixel() {
        IovaAxis axis = IovaAxis.logarithmic(ALL, 12, 4096);
        var random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            Iova address = Iova.of(random.nextLong() >>> random.nextInt(64));
            Iova again = axis.at(axis.start(address));
            double distance =
                    again.isBelow(address)
                            ? IovaAxis.distance(again, address)
                            : IovaAxis.distance(address, again);
            assertThat(distance)
                    .isLessThanOrEqualTo(axis.stretchOf(address).bytesPerUnit() * 1e-3 + 1);
        }
    }

    @Test
    void logarithmicAxisGivesEachOctaveTheSameLength() {
        IovaAxis axis = IovaAxis.logarithmic(range(0, 0xffff), 12, 500);
        assertThat(axis.stretches()).hasSize(5);
        assertThat(axis.start(Iova.of(0x1000))).isEqualTo(100);
        assertThat(axis.start(Iova.of(0x2000))).isEqualTo(200);
        assertThat(axis.start(Iova.of(0x8000))).isEqualTo(400);
    }

    @Test
    void stretchesHaveScalesOfTheirOwn() {
        IovaAxis axis =
                IovaAxis.of(
                        List.of(
                                new Stretch(range(0, 0xfff), 0, 10, false),
                                new Stretch(range(0x1000, 0xffff_ffffL), 10, 40, true),
                                new Stretch(range(0x1_0000_0000L, -1L), 40, 50, false)));
        assertThat(axis.start(Iova.of(0x800))).isEqualTo(5);
        assertThat(axis.start(Iova.of(0x1000))).isEqualTo(10);
        assertThat(axis.start(Iova.of(0x1_0000_0000L))).isEqualTo(40);
        assertThat(axis.stretchOf(Iova.of(0x2000)).skipped()).isTrue();
        assertThat(axis.range()).isEqualTo(ALL);
    }

    @Test
    void refusesStretchesThatDoNotFollowEachOther() {
        var first = new Stretch(range(0, 0xfff), 0, 10, false);
        var gap = new Stretch(range(0x2000, 0x2fff), 10, 20, false);
        var jump = new Stretch(range(0x1000, 0x1fff), 12, 20, false);
        assertThatThrownBy(() -> IovaAxis.of(List.of(first, gap)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not follow");
        assertThatThrownBy(() -> IovaAxis.of(List.of(first, jump)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IovaAxis.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
