package iovatlas.kernel.remapping;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.Outcome;
import iovatlas.topology.Register64;
import iovatlas.topology.RequesterId;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RemappingTableTest {

    private static final SourceId SOURCE = new SourceId(1, 0, 0x0200);
    private static final RequesterId SENDER = new RequesterId(0x0200);

    private static InterruptRequest request(int index) {
        return new InterruptRequest.Remappable(index, false);
    }

    @Test
    @Tag("M139")
    void anEntryIsEncodedForBothDestinationFormats() {
        Irte entry = new Irte(true, 0x41, 4, SOURCE);
        assertThat(entry.low(true)).isEqualTo(new Register64(0x0000_0004_0041_0009L));
        assertThat(entry.low(false)).isEqualTo(new Register64(0x0000_0400_0041_0009L));
        assertThat(entry.high()).isEqualTo(new Register64(0x0000_0000_0004_0200L));
    }

    @Test
    void theFirstIndexesBelongToThePinsOfTheIoapic() {
        assertThat(RemappingTable.booted().take(1, SOURCE).outcome()).isEqualTo(Outcome.ok(15));
        assertThat(RemappingTable.booted().take(2, SOURCE).outcome()).isEqualTo(Outcome.ok(16));
    }

    @Test
    void freedIndexesAreReusedLowestFirst() {
        RemappingTable table = RemappingTable.booted().take(1, SOURCE).state();
        RemappingTable more = table.take(1, SOURCE).state().give(15, 1);
        assertThat(more.take(1, SOURCE).outcome()).isEqualTo(Outcome.ok(15));
    }

    @Test
    void faultsComeInTheOrderOfTheHardwaresChecks() {
        RemappingTable table = RemappingTable.booted().take(1, SOURCE).state();
        assertThat(table.check(request(15), SENDER)).isEmpty();
        assertThat(table.check(request(15), new RequesterId(0x0201)))
                .hasValue(InterruptFault.SOURCE_ID);
        assertThat(table.check(request(16), SENDER)).hasValue(InterruptFault.ENTRY_NOT_PRESENT);
        assertThat(table.check(request(1 << 16), SENDER))
                .hasValue(InterruptFault.INDEX_BEYOND_TABLE);
        assertThat(table.check(new InterruptRequest.Remappable(15, true), SENDER))
                .hasValue(InterruptFault.RESERVED_REQUEST_FIELD);
        assertThat(table.check(new InterruptRequest.Compatibility(0, false, 0x30, 0), SENDER))
                .hasValue(InterruptFault.COMPATIBILITY_BLOCKED);
    }

    @Test
    void aFaultReadsAsTheKernelPrintsIt() {
        assertThat(InterruptFault.SOURCE_ID.logLine("01:00.0", 0x40))
                .isEqualTo(
                        "DMAR: [INTR-REMAP] Request device [01:00.0] fault index 0x40 [fault reason"
                            + " 0x26] Blocked an interrupt request due to source-id verification"
                            + " failure");
    }

    @Test
    void amdTablesStartAtIndexZeroAndAlignBlocks() {
        AmdTable table = AmdTable.of(512).take(1).state();
        assertThat(table.take(4).outcome()).isEqualTo(Outcome.ok(4));
        assertThat(table.isMapped(0)).isTrue();
        assertThat(table.isMapped(1)).isFalse();
    }
}
