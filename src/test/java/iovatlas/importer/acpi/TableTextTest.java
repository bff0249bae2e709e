package iovatlas.importer.acpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

class TableTextTest {

    private static final String DUMP =
            """
            DMAR @ 0x0000000000000000
                0000: 44 4D 41 52 14 00 00 00 01 08 49 4E 54 45 4C 20  DMAR......INTEL
                0010: 4B 42 4C 20                                      KBL

            MCFG @ 0x00000000
              0000: 4d 43 46 47 04 00 00 00  MCFG....
            """;

    private static final String FIELDS =
            """
            [000h 0000   4]                    Signature : "DMAR"    [DMA Remapping table]
            [004h 0004   4]                 Table Length : 00000014
            [008h 0008 001h]                    Revision : 01
            [009h 0009 001h]                    Checksum : B5
            [00Ah 0010   2]                     PCI Path : 1f,07
            [00Ch 0012   8]                Base Address : 00000000CF000010
                         Some flag (decoded below) : 1
            """;

    private static TableText read(String text) {
        return TableText.read(text.lines().toList());
    }

    @Test
    void readsEveryTableOfADump() {
        assertThat(TableText.isDump(DUMP)).isTrue();
        List<TableText.Table> tables = read(DUMP).tables();
        assertThat(tables).extracting(TableText.Table::signature).containsExactly("DMAR", "MCFG");
        assertThat(tables).extracting(TableText.Table::line).containsExactly(1, 5);
        assertThat(tables.getFirst().bytes()).hasSize(20).endsWith('K', 'B', 'L', ' ');
    }

    @Test
    void saysWhereADumpHasAGap() {
        TableText text = read(DUMP.replace("    0010:", "    0020:"));
        assertThat(text.notes().getFirst().where()).isEqualTo("line 3");
        assertThat(text.notes().getFirst().text()).contains("DMAR", "0x10 bytes came before");
    }

    @Test
    void readsTheFieldsOfADisassembly() {
        assertThat(TableText.isDisassembly(FIELDS)).isTrue();
        byte[] table = read(FIELDS).tables().getFirst().bytes();
        assertThat(table).hasSize(20).startsWith('D', 'M', 'A', 'R', 0x14, 0, 0, 0, 1, 0xb5);
        assertThat(table).endsWith(0x1f, 7, 0x10, 0, 0, 0xcf, 0, 0, 0, 0);
    }

    @Test
    void takesTheRawBytesWhereADisassemblyHasThem() {
        String raw =
                FIELDS
                        + "\nRaw Table Data: Length 20 (0x14)\n\n"
                        + "    0000: 44 4D 41 52 14 00 00 00 02 B5 1F 07 10 00 00 CF  // DMAR\n"
                        + "    0010: 00 00 00 00                                      // ....\n";
        assertThat(read(raw).tables().getFirst().bytes()[8]).isEqualTo((byte) 2);
    }

    @Test
    void countsTheLinesThatItLeavesOut() {
        assertThat(read(FIELDS).notes())
                .anySatisfy(note -> assertThat(note.text()).startsWith("1 lines"));
    }

    @Tag("jazzer")
    @FuzzTest(maxDuration = "10s")
    void readsAnyText(FuzzedDataProvider data) {
        boolean field = data.consumeBoolean();
        String body = data.consumeRemainingAsString();
        read((field ? FIELDS : DUMP) + body);
        read(body);
    }
}
