package iovatlas.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.Optional;

class AddressTest {

    private static final BigInteger TOP = BigInteger.ONE.shiftLeft(64);
    private static final ByteSize PAGE = ByteSize.KIB.times(4);

    @Test
    void orderIsUnsigned() {
        assertThat(Iova.MAX).isGreaterThan(Iova.ZERO).isGreaterThan(Iova.of(Long.MAX_VALUE));
        assertThat(Iova.of(Long.MIN_VALUE)).isGreaterThan(Iova.of(Long.MAX_VALUE));
        assertThat(Iova.ZERO.isBelow(Iova.MAX)).isTrue();
        assertThat(Iova.MAX.isAtMost(Iova.MAX)).isTrue();
        assertThat(Iova.MAX.isBelow(Iova.MAX)).isFalse();
    }

    @Test
    void printsEightOrSixteenDigits() {
        assertThat(Iova.of(0x0800_0000L).hex()).isEqualTo("0x08000000");
        assertThat(Iova.of(0xfee0_0000L).hex()).isEqualTo("0xfee00000");
        assertThat(Iova.of(0x1_0000_0000L).hex()).isEqualTo("0x100000000");
        assertThat(HostPhysical.of(0xfee0_0000L).hex16()).isEqualTo("0x00000000fee00000");
        assertThat(GuestPhysical.MAX).hasToString("0xffffffffffffffff");
        assertThat(UserVirtual.of(0x7f00_0000_0000L)).hasToString("0x00007f0000000000");
        assertThat(HostPhysical.ZERO).hasToString("0x0000000000000000");
        assertThat(Iova.ZERO).hasToString("0x0000000000000000");
    }

    @Test
    void everyKindReadsBackWhatItPrints() {
        var random = new RandomAddresses(2);
        for (int i = 0; i < 2_000; i++) {
            long bits = random.bits();
            assertThat(Iova.parse(Iova.of(bits).hex())).isEqualTo(Iova.of(bits));
            assertThat(HostPhysical.parse(HostPhysical.of(bits).hex16()))
                    .isEqualTo(HostPhysical.of(bits));
            assertThat(GuestPhysical.parse(GuestPhysical.of(bits).toString()))
                    .isEqualTo(GuestPhysical.of(bits));
            assertThat(UserVirtual.parse(Long.toUnsignedString(bits)))
                    .isEqualTo(UserVirtual.of(bits));
        }
    }

    @Test
    void kindsWithTheSameBitsAreNotEqual() {
        assertThat((Object) Iova.of(4096)).isNotEqualTo(HostPhysical.of(4096));
        assertThat((Object) GuestPhysical.of(4096)).isNotEqualTo(UserVirtual.of(4096));
    }

    @Test
    void refusesToLeaveTheSpace() {
        assertThat(Iova.MAX.plusOrEmpty(1)).isEmpty();
        assertThat(Iova.MAX.plusOrEmpty(0)).contains(Iova.MAX);
        assertThat(Iova.ZERO.plusOrEmpty(-1L)).contains(Iova.MAX);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Iova.MAX.plusExact(0x1000))
                .withMessage("0xffffffffffffffff plus 0x1000 is above the top of the 64-bit space");
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Iova.of(1).minusExact(2))
                .withMessage("0x0000000000000001 minus 0x2 is below 0");
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Iova.of(1).offsetFrom(Iova.of(2)))
                .withMessage("0x0000000000000001 is below 0x0000000000000002");
    }

    @Test
    void refusesAnAlignmentThatIsNoPowerOfTwo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Iova.ZERO.alignDown(ByteSize.KIB.times(3)))
                .withMessage("An alignment is a power of two, not 3K.");
        assertThatIllegalArgumentException().isThrownBy(() -> Iova.ZERO.isAligned(ByteSize.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Iova.ZERO.alignUp(ByteSize.ofBytes(-1L)));
    }

    @Test
    void alignsAtTheEndsOfTheSpace() {
        assertThat(Iova.MAX.alignUp(PAGE)).isEmpty();
        assertThat(Iova.MAX.alignDown(PAGE)).isEqualTo(Iova.of(-0x1000L));
        assertThat(Iova.of(-0x1000L).alignUp(PAGE)).contains(Iova.of(-0x1000L));
        assertThat(Iova.ZERO.alignUp(ByteSize.SPACE_64)).contains(Iova.ZERO);
        assertThat(Iova.of(1).alignUp(ByteSize.SPACE_64)).isEmpty();
        assertThat(Iova.MAX.alignDown(ByteSize.SPACE_64)).isEqualTo(Iova.ZERO);
        assertThat(Iova.MAX.alignUp(ByteSize.ofBytes(1))).contains(Iova.MAX);
    }

    @Test
    void arithmeticAgreesWithWholeNumbers() {
        var random = new RandomAddresses(3);
        for (int i = 0; i < 20_000; i++) {
            Iova a = random.iova();
            Iova b = random.iova();
            BigInteger sum = big(a).add(big(b));
            assertThat(a.plusOrEmpty(b.unsignedBits()).map(AddressTest::big))
                    .isEqualTo(Optional.of(sum).filter(s -> s.compareTo(TOP) < 0));
            assertThat(Integer.signum(a.compareTo(b))).isEqualTo(big(a).compareTo(big(b)));
            assertThat(a.isBelow(b)).isEqualTo(big(a).compareTo(big(b)) < 0);
            assertThat(a.isAtMost(b)).isEqualTo(!b.isBelow(a));
            if (b.isAtMost(a)) {
                assertThat(big(Iova.of(a.offsetFrom(b)))).isEqualTo(big(a).subtract(big(b)));
                assertThat(a.minusExact(b.unsignedBits())).isEqualTo(Iova.of(a.offsetFrom(b)));
                assertThat(b.plusExact(a.offsetFrom(b))).isEqualTo(a);
            }
        }
    }

    @Test
    void alignmentAgreesWithWholeNumbers() {
        var random = new RandomAddresses(4);
        for (int i = 0; i < 20_000; i++) {
            Iova a = random.iova();
            ByteSize alignment = random.powerOfTwo();
            BigInteger unit = BigInteger.ONE.shiftLeft(trailingZeros(alignment));
            BigInteger rest = big(a).mod(unit);
            BigInteger down = big(a).subtract(rest);
            BigInteger up = rest.signum() == 0 ? down : down.add(unit);
            assertThat(big(a.alignDown(alignment))).isEqualTo(down);
            assertThat(a.alignUp(alignment).map(AddressTest::big))
                    .isEqualTo(Optional.of(up).filter(u -> u.compareTo(TOP) < 0));
            assertThat(a.isAligned(alignment)).isEqualTo(rest.signum() == 0);
        }
    }

    private static int trailingZeros(ByteSize size) {
        return size.fitsIn64Bits() ? Long.numberOfTrailingZeros(size.unsignedBytes()) : 64;
    }

    private static BigInteger big(Iova address) {
        return new BigInteger(Long.toUnsignedString(address.unsignedBits()));
    }
}
