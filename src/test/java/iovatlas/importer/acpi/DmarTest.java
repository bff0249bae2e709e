package iovatlas.importer.acpi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class DmarTest {

    private static TableBytes header() {
        return TableBytes.table("DMAR", 1).u8(38, 1).zeros(10);
    }

    private static TableBytes unit(int flags, long base, TableBytes scopes) {
        return TableBytes.part()
                .u16(0, 16 + scopes.size())
                .u8(flags, 0)
                .u16(0)
                .u64(base)
                .add(scopes);
    }

    private static TableBytes scope(int type, int bus, int... path) {
        TableBytes scope = TableBytes.part().u8(type, 6 + path.length, 0, 0, 0, bus);
        return scope.u8(path);
    }

    @Test
    void readsUnitsTheirScopesAndReservedRegions() {
        Dmar dmar =
                Dmar.read(
                        header().add(unit(0, 0xfed90000L, scope(1, 0, 2, 0)))
                                .add(unit(1, 0xfed91000L, TableBytes.part()))
                                .add(
                                        TableBytes.part()
                                                .u16(1, 24 + 10)
                                                .u16(0, 0)
                                                .u64(0x7d000000)
                                                .u64(0x7d0fffff)
                                                .add(scope(2, 0, 0x1c, 4, 0, 0)))
                                .read());
        assertThat(dmar.supportsInterruptRemapping()).isTrue();
        assertThat(dmar.units()).extracting(Dmar.Unit::includeAll).containsExactly(false, true);
        assertThat(dmar.units().getFirst().scopes())
                .containsExactly(new DeviceScope(1, 0, 0, List.of(0x10)));
        assertThat(dmar.reserved().getFirst().scopes())
                .containsExactly(new DeviceScope(2, 0, 0, List.of(0xe4, 0)));
        assertThat(dmar.notes()).isEmpty();
    }

    @Test
    void stopsAtAStructureWithoutLength() {
        Dmar dmar = Dmar.read(header().u16(0, 0).add(unit(1, 1, TableBytes.part())).read());
        assertThat(dmar.units()).isEmpty();
        assertThat(dmar.notes()).hasSize(1);
    }

    @Test
    void notesAScopeThatLeavesItsStructure() {
        TableBytes lying = TableBytes.part().u8(1, 200, 0, 0, 0, 0, 2, 0);
        Dmar dmar = Dmar.read(header().add(unit(0, 0xfed90000L, lying)).read());
        assertThat(dmar.units().getFirst().scopes()).isEmpty();
        assertThat(dmar.notes()).hasSize(1);
    }
}
