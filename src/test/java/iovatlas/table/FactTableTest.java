package iovatlas.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

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
}
