package iovatlas.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressWidthTest {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    1,  0x00000000-0x00000001
                    32, 0x00000000-0xffffffff
                    39, 0x00000000-0x7fffffffff
                    48, 0x00000000-0xffffffffffff
                    63, 0x00000000-0x7fffffffffffffff
                    64, 0x00000000-0xffffffffffffffff
                    """)
    void coversTheAddressesOfItsBits(int bits, String range) {
        var width = new AddressWidth(bits);
        assertThat(width.range(Iova.ZERO).hex()).isEqualTo(range);
        assertThat(width.range(Iova.MAX)).isEqualTo(width.range(Iova.ZERO));
        assertThat(width.last(GuestPhysical.ZERO).unsignedBits())
                .isEqualTo(width.range(Iova.ZERO).last().unsignedBits());
        assertThat(width.size()).isEqualTo(width.range(Iova.ZERO).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 65})
    void rejectsOtherWidths(int bits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AddressWidth(bits))
                .withMessage("An address width is 1 to 64 bits, not %d.", bits);
    }

    @Test
    void printsItsUnit() {
        assertThat(new AddressWidth(48)).hasToString("48 bits");
    }
}
