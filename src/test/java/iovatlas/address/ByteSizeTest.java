package iovatlas.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Supplier;

class ByteSizeTest {

    private static final BigInteger TOP = BigInteger.ONE.shiftLeft(64);
    private static final List<ByteSize> EDGES =
            List.of(
                    ByteSize.ZERO,
                    ByteSize.ofBytes(1),
                    ByteSize.ofBytes(Long.MAX_VALUE),
                    ByteSize.ofBytes(Long.MIN_VALUE),
                    ByteSize.ofBytes(-1L),
                    ByteSize.SPACE_64);

    @Test
    void edgesAscendAndDiffer() {
        assertThat(EDGES).isSorted().doesNotHaveDuplicates();
        assertThat(ByteSize.ofBytes(0)).isEqualTo(ByteSize.ZERO).hasSameHashCodeAs(ByteSize.ZERO);
        assertThat(ByteSize.SPACE_64).isNotEqualTo(ByteSize.ZERO);
        assertThat(ByteSize.ZERO.isZero()).isTrue();
        assertThat(ByteSize.SPACE_64.isZero()).isFalse();
    }

    @Test
    void onlyTheWholeSpaceDoesNotFit64Bits() {
        assertThat(EDGES).filteredOn(s -> !s.fitsIn64Bits()).containsExactly(ByteSize.SPACE_64);
        assertThat(ByteSize.ofBytes(-1L).unsignedBytes()).isEqualTo(-1L);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(ByteSize.SPACE_64::unsignedBytes)
                .withMessage("2^64 bytes do not fit 64 bits");
    }

    @Test
    void lastOffsetIsOneLessThanTheSize() {
        assertThat(ByteSize.SPACE_64.unsignedLastOffset()).isEqualTo(-1L);
        assertThat(ByteSize.ofBytes(1).unsignedLastOffset()).isZero();
        assertThat(ByteSize.ofLastOffset(-1L)).isEqualTo(ByteSize.SPACE_64);
        assertThat(ByteSize.ofLastOffset(Long.MAX_VALUE))
                .isEqualTo(ByteSize.ofBytes(Long.MIN_VALUE));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(ByteSize.ZERO::unsignedLastOffset);
    }

    @Test
    void powersOfTwoReachTheWholeSpace() {
        assertThat(ByteSize.ofPowerOfTwo(0)).isEqualTo(ByteSize.ofBytes(1));
        assertThat(ByteSize.ofPowerOfTwo(64)).isEqualTo(ByteSize.SPACE_64);
        for (int exponent = 0; exponent <= 64; exponent++) {
            assertThat(ByteSize.ofPowerOfTwo(exponent).isPowerOfTwo()).isTrue();
        }
        assertThat(ByteSize.ZERO.isPowerOfTwo()).isFalse();
        assertThat(ByteSize.ofBytes(3).isPowerOfTwo()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.ofPowerOfTwo(65));
        assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.ofPowerOfTwo(-1));
    }

    @Test
    void arithmeticAgreesWithWholeNumbers() {
        var random = new RandomAddresses(5);
        for (int i = 0; i < 20_000; i++) {
            ByteSize a = i < 36 ? EDGES.get(i / 6) : random.size();
            ByteSize b = i < 36 ? EDGES.get(i % 6) : random.size();
            long factor = random.onceIn(2) ? random.bits() : random.below(4);
            assertThat(Integer.signum(a.compareTo(b))).isEqualTo(big(a).compareTo(big(b)));
            assertExact(() -> a.plus(b), big(a).add(big(b)));
            assertExact(() -> a.minus(b), big(a).subtract(big(b)));
            assertExact(() -> a.times(factor), big(a).multiply(unsigned(factor)));
        }
    }

    @Test
    void divisionAgreesWithWholeNumbers() {
        var random = new RandomAddresses(6);
        for (int i = 0; i < 20_000; i++) {
            ByteSize a = random.size();
            ByteSize unit = random.onceIn(2) ? random.powerOfTwo() : random.size();
            if (unit.isZero()) {
                assertThatIllegalArgumentException().isThrownBy(() -> a.isMultipleOf(unit));
                assertThatExceptionOfType(ArithmeticException.class)
                        .isThrownBy(() -> a.unsignedCountOf(unit));
                continue;
            }
            BigInteger[] quotient = big(a).divideAndRemainder(big(unit));
            assertThat(a.isMultipleOf(unit)).isEqualTo(quotient[1].signum() == 0);
            if (quotient[0].equals(TOP)) {
                assertThatExceptionOfType(ArithmeticException.class)
                        .isThrownBy(() -> a.unsignedCountOf(unit));
            } else {
                assertThat(unsigned(a.unsignedCountOf(unit))).isEqualTo(quotient[0]);
            }
            if (unit.isPowerOfTwo()) {
                BigInteger up = big(a).add(big(unit)).subtract(BigInteger.ONE);
                assertThat(big(a.alignUp(unit))).isEqualTo(up.subtract(up.mod(big(unit))));
            }
        }
    }

    @Test
    void errorsNameBothValues() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> ByteSize.SPACE_64.plus(ByteSize.KIB))
                .withMessage("The size 16E plus 1K is outside 0 to 2^64 bytes");
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> ByteSize.KIB.minus(ByteSize.MIB))
                .withMessage("The size 1K minus 1M is outside 0 to 2^64 bytes");
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> ByteSize.GIB.times(-1L))
                .withMessage("The size 1G times 18446744073709551615 is outside 0 to 2^64 bytes");
    }

    private static void assertExact(Supplier<ByteSize> operation, BigInteger expected) {
        if (expected.signum() < 0 || expected.compareTo(TOP) > 0) {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(operation::get);
        } else {
            assertThat(big(operation.get())).isEqualTo(expected);
        }
    }

    private static BigInteger big(ByteSize size) {
        return size.fitsIn64Bits() ? unsigned(size.unsignedBytes()) : TOP;
    }

    private static BigInteger unsigned(long bits) {
        return new BigInteger(Long.toUnsignedString(bits));
    }
}
