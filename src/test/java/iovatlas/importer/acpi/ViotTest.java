package iovatlas.importer.acpi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ViotTest {

    private static Viot read() {
        return Viot.read(
                TableBytes.table("VIOT", 0)
                        .u16(3, 48)
                        .u64(0)
                        .u8(3, 0)
                        .u16(16, 0, 8)
                        .zeros(8)
                        .u8(1, 0)
                        .u16(24)
                        .u32(0x1000)
                        .u16(0, 1, 0, 0x1ff, 48)
                        .zeros(6)
                        .u8(1, 0)
                        .u16(24)
                        .u32(0)
                        .u16(0, 0, 0, 0xffff, 48)
                        .zeros(6)
                        .read());
    }

    @Test
    void theFirstRangeCounts() {
        Viot viot = read();
        assertThat(viot.notes()).isEmpty();
        assertThat(viot.endpoint(0, 0x20)).map(Viot.Endpoint::id).contains(0x1020);
        assertThat(viot.endpoint(0, 0x200)).map(Viot.Endpoint::id).contains(0x200);
    }

    @Test
    void laterSegmentsOfARangeAreNumberedOn() {
        assertThat(read().endpoint(1, 0x10)).map(Viot.Endpoint::id).contains(0x11010);
        assertThat(read().endpoint(2, 0x10)).isEmpty();
    }

    @Test
    void theIommuDoesNotTranslateItself() {
        assertThat(read().endpoint(0, 8)).isEmpty();
        assertThat(read().endpoint(1, 8)).isPresent();
    }
}
