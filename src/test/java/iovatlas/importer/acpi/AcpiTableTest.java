package iovatlas.importer.acpi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;

class AcpiTableTest {

    @Test
    void acceptsATableThatTellsTheTruth() {
        assertThat(TableBytes.notes(TableBytes.table("MCFG", 1).u64(0).finished())).isEmpty();
    }

    @Test
    void notesAWrongChecksum() {
        byte[] bytes = TableBytes.table("MCFG", 1).u64(0).finished();
        bytes[40] ^= 1;
        assertThat(TableBytes.notes(bytes))
                .singleElement()
                .satisfies(note -> assertThat(note.text()).contains("checksum"));
    }

    @Test
    void notesALengthBeyondTheFileAndReadsWhatIsThere() {
        byte[] bytes = TableBytes.table("MCFG", 1).u64(0).u64(0).u16(3).u8(2, 9).u32(0).finished();
        bytes[5] = 0x7f;
        assertThat(TableBytes.notes(bytes).getFirst().text()).contains("60 are there");
        AcpiTable table = AcpiTable.read("test", bytes, new ArrayList<>()).orElseThrow();
        assertThat(Mcfg.read(table).entries()).containsExactly(new Mcfg.Entry(3, 2, 9));
    }

    @Test
    void leavesOutAFileThatIsShorterThanAHeader() {
        byte[] bytes = Arrays.copyOf(TableBytes.table("MCFG", 1).finished(), 35);
        assertThat(AcpiTable.read("test", bytes, new ArrayList<>())).isEmpty();
        assertThat(TableBytes.notes(bytes)).hasSize(1);
    }
}
