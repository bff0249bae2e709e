package iovatlas.ui.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

class CellOrderTest {

    @Test
    void ordersNumbersByValueAndHexNumbersUnsigned() {
        assertThat(
                        Stream.of("0xffff_ffff_ffff_ffff", "0x10", "0x9", "")
                                .sorted(new CellOrder())
                                .toList())
                .containsExactly("0x9", "0x10", "0xffff_ffff_ffff_ffff", "");
        assertThat(Stream.of("10", "9", "0000:02:00.0", "0000:01:00.0").sorted(new CellOrder()))
                .containsSubsequence("9", "10")
                .containsSubsequence("0000:01:00.0", "0000:02:00.0");
    }
}
