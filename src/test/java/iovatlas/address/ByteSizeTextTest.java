package iovatlas.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

class ByteSizeTextTest {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    0,                  0,          0 B
                    1,                  0x1,        1 B
                    512,                0x200,      512 B
                    1023,               0x3ff,      1023 B
                    1024,               1K,         1 KiB
                    4096,               4K,         4 KiB
                    0x10000,            64K,        64 KiB
                    1536,               0x600,      1.5 KiB
                    0x180000,           1536K,      1.5 MiB
                    0x100000,           1M,         1 MiB
                    0xfee00000,         4078M,      3.982 GiB
                    0xfffff000,         0xfffff000, 3.999 GiB
                    0x40000000,         1G,         1 GiB
                    0x3fffffff,         0x3fffffff, 1023.999 MiB
                    0x10000000000,      1T,         1 TiB
                    0x1000000000000,    256T,       256 TiB
                    0xffff80000000,     0xffff80000000, 255.998 TiB
                    0x4000000000000,    1P,         1 PiB
                    0x8000000000000000, 8E,         8 EiB
                    0xffffffffffffffff, 0xffffffffffffffff, 15.999 EiB
                    0x10000000000000000, 16E,       16 EiB
                    1025,               0x401,      1 KiB
                    1035,               0x40b,      1.01 KiB
                    """)
    void printsForFilesAndForPeople(String bytes, String text, String human) {
        ByteSize size = ByteSize.parse(bytes);
        assertThat(size.text()).isEqualTo(text);
        assertThat(size).hasToString(text);
        assertThat(size.human()).isEqualTo(human);
        assertThat(ByteSize.parse(text)).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    4k,                   4096
                    4KiB,                 4096
                    4 KiB,                4096
                    4 kib,                4096
                    0K,                   0
                    2M,                   0x200000
                    2MiB,                 0x200000
                    1G,                   0x40000000
                    3GiB,                 0xc0000000
                    1T,                   0x10000000000
                    1TiB,                 0x10000000000
                    1_024K,               0x100000
                    16E,                  0x10000000000000000
                    16777216T,            18446744073709551616
                    18014398509481984K,   16E
                    512 B,                0x200
                    512B,                 512
                    0x1_0000,             64K
                    0x4E,                 78
                    0x0B,                 11
                    """)
    void readsEverySpelling(String text, String same) {
        assertThat(ByteSize.parse(text)).isEqualTo(ByteSize.parse(same));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "K", "4KB", "4X", "4  K", "4K ", " 4K", "-4K", "1.5G", "0x4K", "4KK", "4iB",
                "4_K", "_4K", "0x", "four", "4K\n", "٤K"
            })
    void rejectsWhatIsNoSizeInOneSentence(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ByteSize.parse(text))
                .withMessage("\"%s\" is not a size such as 4K, 2M, 1GiB, 4096 or 0x1000.", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17E", "16777217T", "18446744073709551615K", "18014398509481985K"})
    void rejectsWhatIsAboveTheWholeSpace(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ByteSize.parse(text))
                .withMessage("The size \"%s\" is above 2^64 bytes.", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x10000000000000001", "18446744073709551617", "99999999999999999999K"})
    void rejectsNumbersThatDoNotFit(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ByteSize.parse(text))
                .withMessage("\"%s\" does not fit 64 bits.", text);
    }

    @Test
    void readsBackWhatItPrints() {
        var random = new RandomAddresses(7);
        for (int i = 0; i < 20_000; i++) {
            ByteSize size = random.size();
            assertThat(ByteSize.parse(size.text())).isEqualTo(size);
        }
    }

    @Test
    void theTextForPeopleIsTheSizeCutToThreeDecimals() {
        var random = new RandomAddresses(8);
        for (int i = 0; i < 20_000; i++) {
            ByteSize size = ByteSize.ofBytes(random.bits());
            String[] parts = size.human().split(" ", 2);
            var unit = parts[1].equals("B") ? ByteSize.ofBytes(1) : ByteSize.parse("1" + parts[1]);
            var count = new BigDecimal(parts[0]);
            var exact =
                    new BigDecimal(new BigInteger(Long.toUnsignedString(size.unsignedBytes())))
                            .divide(BigDecimal.valueOf(unit.unsignedBytes()));
            assertThat(count).isLessThanOrEqualTo(exact).isLessThan(BigDecimal.valueOf(1024));
            assertThat(exact.subtract(count)).isLessThan(new BigDecimal("0.001"));
            assertThat(count.scale()).isBetween(0, 3);
        }
    }

    @Test
    void theTextDoesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(ByteSize.ofBytes(1536).human()).isEqualTo("1.5 KiB");
            assertThat(ByteSize.KIB.times(4).text()).isEqualTo("4K");
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(ByteSize.parse("4kib")).isEqualTo(ByteSize.KIB.times(4));
        } finally {
            Locale.setDefault(before);
        }
    }
}
