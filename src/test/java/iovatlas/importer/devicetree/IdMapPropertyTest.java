package iovatlas.importer.devicetree;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Objects;

class IdMapPropertyTest {

    private static final int SMMU = 1;
    private static final int OTHER = 2;

    private static @Nullable IdMapProperty read(int idCells, @Nullable Integer mask, int... map) {
        BlobBytes blob =
                new BlobBytes()
                        .open("")
                        .open("smmu")
                        .cells("phandle", SMMU)
                        .cells("#iommu-cells", idCells)
                        .close()
                        .open("other")
                        .cells("phandle", OTHER)
                        .close()
                        .open("pcie")
                        .cells("iommu-map", map);
        if (mask != null) {
            blob.cells("iommu-map-mask", mask);
        }
        DeviceTree tree =
                DeviceTree.read(blob.close().close().finished(), new ArrayList<>()).orElseThrow();
        return IdMapProperty.read(
                tree, tree.node("/pcie").orElseThrow(), "iommu-map", "#iommu-cells");
    }

    private static String map(@Nullable IdMapProperty property, int id) {
        IdMapProperty.@Nullable Arrival arrival = Objects.requireNonNull(property).map(id);
        return arrival == null
                ? "none"
                : "%s 0x%x".formatted(arrival.target().name(), arrival.id());
    }

    @Test
    void aLengthIsATrueCount() {
        IdMapProperty property = read(1, null, 0x100, SMMU, 0x1000, 0x100);
        assertThat(map(property, 0x1ff)).isEqualTo("smmu 0x10ff");
        assertThat(map(property, 0x200)).isEqualTo("none");
    }

    @Test
    @Tag("M041")
    void aMaskThatHidesTheFunctionGivesTheDevice() {
        IdMapProperty property = read(1, 0xfff8, 0, SMMU, 0x4000, 0x10000);
        assertThat(map(property, 0x103)).isEqualTo("smmu 0x4100");
    }

    @Test
    @Tag("M043")
    void anIdBetweenTwoEntriesHasNoController() {
        IdMapProperty property = read(1, null, 0, SMMU, 0, 8, 9, SMMU, 9, 0xfff7);
        assertThat(map(property, 8)).isEqualTo("none");
        assertThat(map(property, 9)).isEqualTo("smmu 0x9");
    }

    @Test
    void theMaskIsAppliedBeforeTheSearch() {
        IdMapProperty property = read(1, 0xff00, 0x100, SMMU, 0x40, 0x100);
        assertThat(map(property, 0x1ab)).isEqualTo("smmu 0x40");
    }

    @Test
    void anEntryOutsideTheMaskEndsTheSearch() {
        IdMapProperty property = read(1, 0xff00, 0x101, SMMU, 0, 1, 0, SMMU, 0, 0x10000);
        assertThat(map(property, 0x300)).isEqualTo("none");
    }

    @Test
    void theFirstEntryThatContainsTheIdCounts() {
        IdMapProperty property = read(1, null, 0, OTHER, 0, 0x200, 0x100, SMMU, 0, 0x100);
        assertThat(map(property, 0x150)).isEqualTo("other 0x150");
    }

    @Test
    void anUnknownTargetEndsTheSearch() {
        IdMapProperty property = read(1, null, 0, 99, 0, 0x100, 0x100, SMMU, 0, 0x100);
        assertThat(map(property, 0x150)).isEqualTo("none");
    }

    @Test
    void aTargetWithoutIdCellsKeepsTheId() {
        IdMapProperty property = read(0, null, 0x100, SMMU, 0x100);
        assertThat(map(property, 0x123)).isEqualTo("smmu 0x123");
    }

    @Test
    void aTargetThatAsksForTwoCellsMayBeWrittenWithOne() {
        IdMapProperty property = read(2, null, 0x100, SMMU, 0x7, 1, 0x200, SMMU, 0x9, 1);
        assertThat(map(property, 0x200)).isEqualTo("smmu 0x9");
    }

    @Test
    void aPropertyThatIsNoRowOfCellsIsNoMap() {
        DeviceTree tree =
                DeviceTree.read(
                                new BlobBytes()
                                        .open("")
                                        .property("iommu-map", new byte[7])
                                        .close()
                                        .finished(),
                                new ArrayList<>())
                        .orElseThrow();
        assertThat(IdMapProperty.read(tree, tree.root(), "iommu-map", "#iommu-cells")).isNull();
    }
}
