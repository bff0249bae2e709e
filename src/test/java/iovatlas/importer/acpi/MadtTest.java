package iovatlas.importer.acpi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MadtTest {

    @Test
    void readsWhatAnArmMachineHas() {
        Madt madt =
                Madt.read(
                        TableBytes.table("APIC", 4)
                                .u32(0, 0)
                                .u8(0x0c, 24, 0, 0)
                                .u32(0)
                                .u64(0x8000000)
                                .zeros(8)
                                .u8(0x0b, 80, 0, 0)
                                .u32(0, 0, 1)
                                .zeros(52)
                                .u64(0x100)
                                .zeros(4)
                                .u8(0x0b, 80)
                                .zeros(78)
                                .u8(0x0f, 20, 0, 0)
                                .u32(7)
                                .u64(0x8080000)
                                .u32(0)
                                .u8(0x0d, 24, 0, 0)
                                .u32(0)
                                .u64(0x8020000)
                                .u32(1)
                                .u16(64, 80)
                                .read());
        assertThat(madt.processors()).containsExactly(0x100L);
        assertThat(madt.translators()).containsExactly(new Madt.Translator(7, 0x8080000));
        assertThat(madt.frames()).containsExactly(new Madt.Frame(0, 0x8020000, true, 80, 64));
        assertThat(madt.distributor()).isEqualTo(0x8000000);
        assertThat(madt.notes()).isEmpty();
    }

    @Test
    void notesAStructureOfNoLength() {
        Madt madt = Madt.read(TableBytes.table("APIC", 4).u32(0, 0).u8(0, 0, 0, 0).read());
        assertThat(madt.notes()).hasSize(1);
    }
}
