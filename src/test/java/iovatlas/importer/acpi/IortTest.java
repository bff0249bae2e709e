package iovatlas.importer.acpi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The walk through ID mappings with the oddities of the format.
class IortTest {

    /// ITS group, then an SMMUv3, then a root complex, each at an offset that the mappings name.
    private static final int ITS = 48;

    private static final int SMMU = ITS + 24;
    private static final int ROOT = SMMU + 88;

    private static TableBytes table(TableBytes smmuMapping, TableBytes... rootMappings) {
        TableBytes root =
                node(2, 36 + 20 * rootMappings.length, 3, rootMappings.length, 36)
                        .u32(1, 0)
                        .u32(0, 0)
                        .u8(64, 0, 0, 0);
        for (TableBytes mapping : rootMappings) {
            root.add(mapping);
        }
        return TableBytes.table("IORT", 5)
                .u32(3, ITS, 0)
                .add(node(0, 24, 1, 0, 0).u32(1, 7))
                .add(
                        node(4, 88, 4, 1, 68)
                                .u64(0x9050000)
                                .u32(1, 0)
                                .u64(0)
                                .u32(0, 74, 75, 77, 76, 0, 0)
                                .add(smmuMapping))
                .add(root);
    }

    private static TableBytes node(int type, int length, int revision, int maps, int mapsAt) {
        return TableBytes.part().u8(type).u16(length).u8(revision).u32(0, maps, mapsAt);
    }

    private static TableBytes mapping(int input, int count, int output, int reference, int flags) {
        return TableBytes.part().u32(input, count, output, reference, flags);
    }

    private static TableBytes throughSmmu() {
        return mapping(0, 0xffff, 0, ITS, 0);
    }

    private static Iort read(TableBytes table) {
        Iort iort = Iort.read(table.read());
        assertThat(iort.notes()).isEmpty();
        return iort;
    }

    private static String stream(Iort iort, int requester) {
        var arrival = new IortWalk(iort).toSmmu(iort.rootComplex(0).orElseThrow(), requester);
        return arrival == null ? "none" : "0x%x".formatted(arrival.id());
    }

    private static String device(Iort iort, int requester) {
        var arrival = new IortWalk(iort).toIts(iort.rootComplex(0).orElseThrow(), requester);
        return arrival == null ? "none" : "0x%x".formatted(arrival.id());
    }

    @Test
    void countsAreOneLessThanTheNumberOfIds() {
        Iort iort = read(table(throughSmmu(), mapping(0x100, 0xff, 0x1000, SMMU, 0)));
        assertThat(stream(iort, 0xff)).isEqualTo("none");
        assertThat(stream(iort, 0x100)).isEqualTo("0x1000");
        assertThat(stream(iort, 0x1ff)).isEqualTo("0x10ff");
        assertThat(stream(iort, 0x200)).isEqualTo("none");
    }

    @Test
    void anIdAtTheVeryEndGivesWayToARangeThatBeginsThere() {
        Iort iort =
                read(
                        table(
                                throughSmmu(),
                                mapping(0, 0x400, 0, SMMU, 0),
                                mapping(0x400, 0xfbff, 0x400, ITS, 0)));
        assertThat(stream(iort, 0x3ff)).isEqualTo("0x3ff");
        assertThat(stream(iort, 0x400)).isEqualTo("none");
        assertThat(device(iort, 0x400)).isEqualTo("0x400");
    }

    @Test
    void anIdAtTheVeryEndStaysWhenNoRangeBeginsThere() {
        Iort iort =
                read(
                        table(
                                throughSmmu(),
                                mapping(0, 0x400, 0, SMMU, 0),
                                mapping(0x200, 0xfdff, 0x9200, SMMU, 0)));
        assertThat(stream(iort, 0x400)).isEqualTo("0x400");
    }

    @Test
    void aRangeOfOneIdIsFirm() {
        Iort iort =
                read(
                        table(
                                throughSmmu(),
                                mapping(0x8, 0, 0x80, SMMU, 0),
                                mapping(0x8, 0xff, 0x900, SMMU, 0)));
        assertThat(stream(iort, 0x8)).isEqualTo("0x80");
        assertThat(stream(iort, 0x9)).isEqualTo("0x901");
    }

    @Test
    void theFirstFirmMatchWins() {
        Iort iort =
                read(
                        table(
                                throughSmmu(),
                                mapping(0, 0xffff, 0x10000, SMMU, 0),
                                mapping(0x100, 0xff, 0, SMMU, 0)));
        assertThat(stream(iort, 0x100)).isEqualTo("0x10100");
    }

    @Test
    void aStreamIdIsTheInputOfTheSmmusOwnMappings() {
        Iort iort =
                read(
                        table(
                                mapping(0x1000, 0xfff, 0x20000, ITS, 0),
                                mapping(0x100, 0xff, 0x1000, SMMU, 0)));
        assertThat(device(iort, 0x180)).isEqualTo("0x20080");
    }

    @Test
    void aRootComplexMayMapEveryIdToOne() {
        Iort iort = read(table(throughSmmu(), mapping(0, 0, 0x42, SMMU, 1)));
        assertThat(stream(iort, 0xabc)).isEqualTo("0x42");
    }

    @Test
    void aSingleMappingOfAnSmmuTakesNoPart() {
        Iort iort = read(table(mapping(0, 0, 0x77, ITS, 1), mapping(0, 0xffff, 0, SMMU, 0)));
        assertThat(device(iort, 0x10)).isEqualTo("none");
    }

    @Test
    void aMappingWithoutATargetEndsTheWalk() {
        Iort iort =
                read(table(throughSmmu(), mapping(0, 0, 0, 0, 0), mapping(0, 0xffff, 0, SMMU, 0)));
        assertThat(stream(iort, 0x10)).isEqualTo("none");
    }

    @Test
    void mappingsThatLeadInACircleEnd() {
        Iort iort = read(table(mapping(0, 0xffff, 0, ROOT, 0), mapping(0, 0xffff, 0, SMMU, 0)));
        assertThat(device(iort, 0x10)).isEqualTo("none");
    }

    @Test
    void notesANodeThatDoesNotFitAndKeepsTheOthers() {
        byte[] bytes = table(throughSmmu(), mapping(0, 0xffff, 0, SMMU, 0)).finished();
        bytes[ROOT + 1] = (byte) 0xff;
        Iort iort =
                Iort.read(AcpiTable.read("test", bytes, new java.util.ArrayList<>()).orElseThrow());
        assertThat(iort.nodes()).containsOnlyKeys(ITS, SMMU);
        assertThat(iort.notes().getFirst().text()).contains("node 3 of 3");
    }

    @Test
    void notesAMappingCountThatIsALie() {
        byte[] bytes = table(throughSmmu(), mapping(0, 0xffff, 0, SMMU, 0)).finished();
        bytes[ROOT + 11] = 0x40;
        Iort iort =
                Iort.read(AcpiTable.read("test", bytes, new java.util.ArrayList<>()).orElseThrow());
        assertThat(iort.notes().getFirst().text()).contains("does not fit into the node");
        assertThat(stream(iort, 0x10)).isEqualTo("0x10");
    }
}
