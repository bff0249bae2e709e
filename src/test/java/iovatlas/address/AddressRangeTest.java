package iovatlas.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class AddressRangeTest {

    private static final AddressRange<Iova> ALL = AddressRange.all(Iova.ZERO);

    @Test
    void rejectsARangeThatWouldWrap() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> range(0x2000, 0x1fff))
                .withMessage("The last address 0x00001fff is below the first, 0x00002000.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.ofSize(Iova.of(-0x1000L), ByteSize.KIB.times(8)))
                .withMessage(
                        "No range of size 8K begins at 0xfffffffffffff000: it would wrap at 2^64.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.ofSize(Iova.of(1), ByteSize.SPACE_64));
    }

    @Test
    void rejectsARangeWithoutBytes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.ofSize(Iova.ZERO, ByteSize.ZERO))
                .withMessage(
                        "No range of size 0 begins at 0x00000000: a range has at least 1 byte.");
        assertThat(AddressRange.ofSizeOrEmpty(Iova.ZERO, ByteSize.ZERO)).isEmpty();
        assertThat(AddressRange.ofSizeOrEmpty(Iova.of(1), ByteSize.SPACE_64)).isEmpty();
    }

    @Test
    void reachesBothEndsOfTheSpace() {
        assertThat(ALL.size()).isEqualTo(ByteSize.SPACE_64);
        assertThat(AddressRange.ofSize(Iova.ZERO, ByteSize.SPACE_64)).isEqualTo(ALL);
        assertThat(AddressRange.ofSize(Iova.MAX, ByteSize.ofBytes(1)))
                .isEqualTo(AddressRange.of(Iova.MAX, Iova.MAX));
        assertThat(range(0, -2L).size()).isEqualTo(ByteSize.ofBytes(-1L));
        assertThat(range(0, Long.MAX_VALUE).size()).isEqualTo(ByteSize.ofBytes(Long.MIN_VALUE));
        assertThat(AddressRange.all(HostPhysical.of(5)).first()).isEqualTo(HostPhysical.ZERO);
    }

    @Test
    void printsBothEndsInclusive() {
        assertThat(range(0x0800_0000L, 0x080f_ffffL).hex()).isEqualTo("0x08000000-0x080fffff");
        assertThat(range(0xfee0_0000L, 0x1_0000_0000L)).hasToString("0xfee00000-0x100000000");
    }

    @Test
    void touchingIsNotOverlapping() {
        assertThat(range(0, 9).touches(range(10, 19))).isTrue();
        assertThat(range(10, 19).touches(range(0, 9))).isTrue();
        assertThat(range(0, 9).overlaps(range(10, 19))).isFalse();
        assertThat(range(0, 9).touches(range(9, 19))).isFalse();
        assertThat(range(0, 9).touches(range(11, 19))).isFalse();
        // The top and the bottom of the space are not neighbours.
        assertThat(range(-1L, -1L).touches(range(0, 0))).isFalse();
        assertThat(range(0, 0).touches(range(-1L, -1L))).isFalse();
    }

    @Test
    void takesAwayTheMiddleOrAnEnd() {
        assertThat(range(0, 9).minus(range(3, 5))).containsExactly(range(0, 2), range(6, 9));
        assertThat(range(0, 9).minus(range(0, 5))).containsExactly(range(6, 9));
        assertThat(range(0, 9).minus(range(5, 20))).containsExactly(range(0, 4));
        assertThat(range(0, 9).minus(range(0, 9))).isEmpty();
        assertThat(range(0, 9).minus(range(10, 12))).containsExactly(range(0, 9));
        assertThat(ALL.minus(range(1, -2L))).containsExactly(range(0, 0), range(-1L, -1L));
        assertThat(range(1, 2).minus(ALL)).isEmpty();
    }

    @Test
    void keepsItsSizeAtAnAddressOfAnotherKind() {
        var iova = range(0x1000, 0x2fff);
        assertThat(iova.sameSizeAt(HostPhysical.of(0x8000_0000L)))
                .contains(
                        AddressRange.of(
                                HostPhysical.of(0x8000_0000L), HostPhysical.of(0x8000_1fffL)));
        assertThat(iova.sameSizeAt(UserVirtual.of(-0x1fffL))).isEmpty();
        assertThat(ALL.sameSizeAt(GuestPhysical.ZERO))
                .contains(AddressRange.all(GuestPhysical.ZERO));
    }

    @Test
    void isAlignedWhenStartAndSizeAre() {
        var page = ByteSize.KIB.times(4);
        assertThat(range(0x1000, 0x2fff).isAligned(page)).isTrue();
        assertThat(range(0x1000, 0x2ffe).isAligned(page)).isFalse();
        assertThat(range(0x1800, 0x27ff).isAligned(page)).isFalse();
        assertThat(ALL.isAligned(ByteSize.SPACE_64)).isTrue();
    }

    @Test
    void operationsAgreeWithMembershipOfEachAddress() {
        var random = new RandomAddresses(9);
        for (AddressRange<Iova> arena : RandomAddresses.arenas(24)) {
            for (int i = 0; i < 2_000; i++) {
                var a = random.rangeIn(arena);
                var b = random.rangeIn(arena);
                long common = 0;
                for (long offset = 0; offset < 24; offset++) {
                    Iova at = arena.first().plusExact(offset);
                    boolean both = a.contains(at) && b.contains(at);
                    common += both ? 1 : 0;
                    assertThat(a.intersection(b).filter(r -> r.contains(at)).isPresent())
                            .isEqualTo(both);
                    assertThat(a.minus(b).stream().filter(r -> r.contains(at)).count())
                            .isEqualTo(a.contains(at) && !b.contains(at) ? 1 : 0);
                }
                assertThat(a.overlaps(b)).isEqualTo(common > 0).isEqualTo(b.overlaps(a));
                assertThat(a.contains(b)).isEqualTo(ByteSize.ofBytes(common).equals(b.size()));
            }
        }
    }

    @Test
    void lawsHoldFromOneByteToTheWholeSpace() {
        var random = new RandomAddresses(10);
        for (int i = 0; i < 10_000; i++) {
            var a = random.range();
            var b = random.range();
            assertThat(AddressRange.ofSize(a.first(), a.size())).isEqualTo(a);
            assertThat(a.hull(b)).isEqualTo(b.hull(a)).matches(h -> h.contains(a) && h.contains(b));
            assertThat(a.intersection(b)).isEqualTo(b.intersection(a));
            a.intersection(b).ifPresent(both -> assertThat(a.contains(both)).isTrue());
            assertThat(a.overlaps(b) && a.touches(b)).isFalse();
            ByteSize left =
                    a.minus(b).stream()
                            .map(AddressRange::size)
                            .reduce(ByteSize.ZERO, ByteSize::plus);
            ByteSize common = a.intersection(b).map(AddressRange::size).orElse(ByteSize.ZERO);
            assertThat(left.plus(common)).isEqualTo(a.size());
            assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
            assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
        }
    }

    private static AddressRange<Iova> range(long first, long last) {
        return AddressRange.of(Iova.of(first), Iova.of(last));
    }
}
