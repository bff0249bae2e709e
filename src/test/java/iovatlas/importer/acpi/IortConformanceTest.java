package iovatlas.importer.acpi;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Objects;

/// Odd cases of the way from a requester ID to a stream ID and a DeviceID.
class IortConformanceTest {

    private static final int ITS = 48;
    private static final int SMMU = ITS + 24;

    private static TableBytes map(int input, int count, int output, int reference, int flags) {
        return TableBytes.part().u32(input, count, output, reference, flags);
    }

    /// An ITS group, an SMMUv3 of revision 4 with wired interrupts, a root complex.
    private static Iort table(TableBytes[] smmu, TableBytes... root) {
        int length = 68 + 20 * smmu.length;
        TableBytes unit =
                TableBytes.part()
                        .u8(4)
                        .u16(length)
                        .u8(4)
                        .u32(0, smmu.length, 68)
                        .u64(0x9050000)
                        .u32(1, 0)
                        .u64(0)
                        .u32(0, 74, 75, 77, 76, 0, 0);
        return read(with(unit, smmu), root);
    }

    private static Iort read(TableBytes between, TableBytes... root) {
        TableBytes complex =
                TableBytes.part()
                        .u8(2)
                        .u16(36 + 20 * root.length)
                        .u8(3)
                        .u32(0, root.length, 36)
                        .u32(1, 0)
                        .u32(0, 0)
                        .u8(64, 0, 0, 0);
        return Iort.read(
                TableBytes.table("IORT", 5)
                        .u32(3, ITS, 0)
                        .add(TableBytes.part().u8(0).u16(24).u8(1).u32(0, 0, 0).u32(1, 7))
                        .add(between)
                        .add(with(complex, root))
                        .read());
    }

    private static TableBytes with(TableBytes node, TableBytes... mappings) {
        for (TableBytes mapping : mappings) {
            node.add(mapping);
        }
        return node;
    }

    private static TableBytes[] throughSmmu() {
        return new TableBytes[] {map(0, 0xffff, 0, ITS, 0)};
    }

    private static String stream(Iort iort, int requester) {
        return text(new IortWalk(iort).toSmmu(iort.rootComplex(0).orElseThrow(), requester));
    }

    private static String device(Iort iort, int requester) {
        return text(new IortWalk(iort).toIts(iort.rootComplex(0).orElseThrow(), requester));
    }

    private static String text(IortWalk.@Nullable Arrival arrival) {
        return arrival == null ? "none" : "0x%x".formatted(arrival.id());
    }

    @Test
    @Tag("M021")
    void aStreamIdGoesOnAsTheInputOfTheSmmu() {
        Iort iort =
                table(
                        new TableBytes[] {map(0, 0xffff, 0x10000, ITS, 0)},
                        map(0, 0xffff, 0, SMMU, 0));
        assertThat(stream(iort, 0x100)).isEqualTo("0x100");
        assertThat(device(iort, 0x100)).isEqualTo("0x10100");
    }

    @Test
    @Tag("M023")
    void aRangeThatBeginsWhereAnotherEndsTakesItsLastId() {
        Iort iort =
                table(
                        throughSmmu(),
                        map(0, 0x100, 0x1000, ITS, 0),
                        map(0x100, 0x100, 0x2000, ITS, 0));
        assertThat(device(iort, 0x100)).isEqualTo("0x2000");
    }

    @Test
    @Tag("M025")
    void aRangeThatOnlyContainsTheLastIdDoesNotTakeIt() {
        Iort iort =
                table(
                        throughSmmu(),
                        map(0, 0x100, 0x1000, ITS, 0),
                        map(0x80, 0x100, 0x3000, ITS, 0));
        assertThat(device(iort, 0x100)).isEqualTo("0x1100");
    }

    @Test
    @Tag("M027")
    void anIdBehindTheRangeReachesNoIts() {
        assertThat(device(table(throughSmmu(), map(0, 0xff, 0, ITS, 0)), 0x100)).isEqualTo("none");
    }

    @Test
    @Tag("M029")
    void aSingleMappingOfAnSmmuIsRejectedAndTheNextOneCounts() {
        Iort iort =
                table(
                        new TableBytes[] {map(0, 0, 0x9000, ITS, 1), map(0, 0xffff, 0, ITS, 0)},
                        map(0, 0xffff, 0, SMMU, 0));
        assertThat(device(iort, 0x20)).isEqualTo("0x20");
    }

    @Test
    @Tag("M031")
    void anSmmuWithWiredInterruptsHasNoDeviceIdOfItsOwn() {
        Iort iort = table(new TableBytes[] {map(0, 0, 0x9000, ITS, 1)}, map(0, 0, 0, SMMU, 0));
        IortNode node = Objects.requireNonNull(iort.nodes().get(SMMU));
        assertThat(node.ownMapping()).isEqualTo(IortNode.NONE);
        var smmu = (IortBody.SmmuV3) node.body();
        var unwired = new IortBody.SmmuV3(smmu.base(), 0, 0, false, 0);
        assertThat(unwired.ownMapping(4, 1)).isZero();
        assertThat(unwired.ownMapping(5, 1)).isEqualTo(IortNode.NONE);
        assertThat(unwired.ownMapping(0, 1)).isEqualTo(IortNode.NONE);
    }

    @Test
    @Tag("M033")
    void aFirstMappingWithoutTargetFailsEveryId() {
        Iort iort = table(throughSmmu(), map(0x500, 0, 0, 0, 0), map(0, 0xffff, 0, ITS, 0));
        assertThat(device(iort, 0x100)).isEqualTo("none");
        assertThat(device(iort, 0x500)).isEqualTo("none");
    }

    @Test
    @Tag("M113")
    void aNodeOfAnUnknownTypeIsSteppedOverByItsLength() {
        TableBytes unknown =
                TableBytes.part().u8(200).u16(40).u8(0).u32(0, 0, 0).u64(0).u64(0).u64(0);
        Iort iort = read(unknown, map(0, 0xffff, 0, ITS, 0));
        assertThat(iort.nodes()).hasSize(3);
        assertThat(device(iort, 0x123)).isEqualTo("0x123");
    }
}
