package iovatlas.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;

class HexTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            textBlock =
                    """
                    0,                    0
                    4096,                 1000
                    0x0,                  0
                    0X1F,                 1f
                    0x08000000,           8000000
                    0xffff_f000,          fffff000
                    0xffff'ffff'ffff'ffff, ffffffffffffffff
                    1_000,                3e8
                    18446744073709551615, ffffffffffffffff
                    0x0000000000000000001, 1
                    """)
    void readsHexAndDecimal(String text, String bareHex) {
        assertThat(Hex.parseUnsigned(text)).isEqualTo(Hex.parseBareHex(bareHex));
        assertThat(Long.toHexString(Hex.parseUnsigned(text))).isEqualTo(bareHex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "0x", "x1", "-1", "+1", "0x-1", "1.0", "0x1g", "1f", "_1", "1_", "1__0",
                "0x_1", "0x1_", "1 ", " 1", "٣", "0x１", "1\n", "0x0x1", "'", "1e3"
            })
    void rejectsWhatIsNoNumberAndQuotesIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hex.parseUnsigned(text))
                .withMessage("\"%s\" is not an unsigned number such as 0x08000000 or 4096.", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x10000000000000000",
                "18446744073709551616",
                "18446744073709551620",
                "184467440737095516150",
                "0xffffffffffffffff0"
            })
    void rejectsWhatDoesNotFit64Bits(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hex.parseUnsigned(text))
                .withMessage("\"%s\" does not fit 64 bits.", text);
    }

    @Test
    void bareHexHasNoPrefix() {
        assertThat(Hex.parseBareHex("fee00000")).isEqualTo(0xfee0_0000L);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hex.parseBareHex("0x1"))
                .withMessageContaining("without 0x");
    }

    @Test
    void padsToTheDigitsAskedFor() {
        assertThat(Hex.text(0, 1)).isEqualTo("0x0");
        assertThat(Hex.text(0, 8)).isEqualTo("0x00000000");
        assertThat(Hex.text(0x1_0000_0000L, 8)).isEqualTo("0x100000000");
        assertThat(Hex.text(-1L, 1)).isEqualTo("0xffffffffffffffff");
        assertThat(Hex.text(0xabcdefL, 16)).isEqualTo("0x0000000000abcdef");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 17})
    void refusesADigitCountThatNoNumberHas(int digits) {
        assertThatIllegalArgumentException().isThrownBy(() -> Hex.text(1, digits));
    }

    @Test
    void readsBackWhatItPrints() {
        var random = new RandomAddresses(1);
        for (int i = 0; i < 20_000; i++) {
            long bits = random.bits();
            String text = Hex.text(bits, 1 + random.below(16));
            assertThat(text).isEqualTo(text.toLowerCase(Locale.ROOT));
            assertThat(Hex.parseUnsigned(text)).isEqualTo(bits);
            assertThat(Hex.parseBareHex(text.substring(2))).isEqualTo(bits);
            assertThat(Hex.parseUnsigned(Long.toUnsignedString(bits))).isEqualTo(bits);
        }
    }
}
