package iovatlas.ui.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class FactTableTest {

    private final FactTable table =
            new FactTable(
                    List.of("Name", "Size"),
                    List.of(
                            FactTable.Row.of(null, "nic0", "4 KiB"),
                            FactTable.Row.of(null, "a, \"b\"", "")));

    @Test
    void alignsColumnsForText() {
        assertThat(table.text()).isEqualTo("Name    Size\nnic0    4 KiB\na, \"b\"\n");
    }

    @Test
    void quotesWhatNeedsQuotesInCsv() {
        assertThat(table.csv()).isEqualTo("Name,Size\nnic0,4 KiB\n\"a, \"\"b\"\"\",\n");
    }

    @Test
    void keepsRowsThatContainTheWordsInWhateverCase() {
        assertThat(table.filtered(" NIC ").rows()).hasSize(1);
        assertThat(table.filtered("").rows()).hasSize(2);
    }

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
