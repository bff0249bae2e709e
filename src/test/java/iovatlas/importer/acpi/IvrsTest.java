package iovatlas.importer.acpi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class IvrsTest {

    private static TableBytes header() {
        return TableBytes.table("IVRS", 2).u32(0x2801).u64(0);
    }

    private static TableBytes block(int type, int device, TableBytes entries) {
        int fixed = type == 0x10 ? 24 : 40;
        TableBytes block =
                TableBytes.part()
                        .u8(type, 0)
                        .u16(fixed + entries.size(), device, 0x40)
                        .u64(0xfed80000L)
                        .u16(0, 0)
                        .u32(0);
        if (type != 0x10) {
            block.u64(0x29d3).u64(0);
        }
        return block.add(entries);
    }

    private static TableBytes entry(int type, int device) {
        return TableBytes.part().u8(type).u16(device).u8(0);
    }

    private static TableBytes alias(int type, int device, int used) {
        return entry(type, device).u8(0).u16(used).u8(0);
    }

    @Test
    void usesOneTypeOfBlockForAllIommus() {
        Ivrs ivrs =
                Ivrs.read(
                        header().add(block(0x10, 8, entry(2, 0x100)))
                                .add(block(0x11, 8, entry(2, 0x200)))
                                .read());
        assertThat(ivrs.hardware()).extracting(IvrsHardware::type).containsExactly(0x11);
        assertThat(ivrs.hardware().getFirst().features()).isEqualTo(0x29d3);
        IvrsDevices devices = IvrsDevices.of(ivrs, 0);
        assertThat(devices.iommu(0x100)).isNull();
        assertThat(devices.iommu(0x200)).isNotNull();
    }

    @Test
    @Tag("M115")
    void everyKindOfEntryHasItsOwnLength() {
        TableBytes named = TableBytes.part().u8(0xf0).u16(0x38).u8(0).u64(0x1).u64(0).u8(2, 9);
        for (int i = 0; i < 9; i++) {
            named.u8('0');
        }
        TableBytes entries =
                entry(2, 0x10)
                        .add(alias(0x42, 0x20, 0x21))
                        .add(TableBytes.part().u8(0x48).u16(0).u8(0).u8(0).u16(0xa0).u8(1))
                        .add(named)
                        .add(entry(2, 0x40));
        Ivrs ivrs = Ivrs.read(header().add(block(0x40, 8, entries)).read());
        assertThat(ivrs.notes()).isEmpty();
        IvrsDevices devices = IvrsDevices.of(ivrs, 0);
        assertThat(devices.iommu(0x10)).isNotNull();
        assertThat(devices.alias(0x20)).isEqualTo(0x21);
        assertThat(devices.iommu(0x40)).isNotNull();
    }

    @Test
    void fillsRangesAndAliasRanges() {
        TableBytes entries =
                entry(3, 0x100)
                        .add(entry(4, 0x10f))
                        .add(alias(0x43, 0x300, 0x200))
                        .add(entry(4, 0x3ff))
                        .add(alias(0x42, 0x20, 0x21));
        IvrsDevices devices =
                IvrsDevices.of(Ivrs.read(header().add(block(0x11, 8, entries)).read()), 0);
        assertThat(devices.iommu(0xff)).isNull();
        assertThat(devices.iommu(0x10f)).isNotNull();
        assertThat(devices.alias(0x10f)).isEqualTo(0x10f);
        assertThat(devices.alias(0x3aa)).isEqualTo(0x200);
        assertThat(devices.iommu(0x200)).isNotNull();
        assertThat(devices.alias(0x20)).isEqualTo(0x21);
    }

    @Test
    void allDevicesMeansEveryRequesterButTheIommuItself() {
        IvrsDevices devices =
                IvrsDevices.of(Ivrs.read(header().add(block(0x11, 8, entry(1, 0))).read()), 0);
        assertThat(devices.iommu(0)).isNotNull();
        assertThat(devices.iommu(0xffff)).isNotNull();
        assertThat(devices.iommu(8)).isNull();
    }

    @Test
    void anExclusionRangeIsMappedAsAUnityRangeIs() {
        TableBytes memory = TableBytes.part().u8(0x21, 8).u16(32, 0x10, 0).zeros(8);
        Ivrs ivrs = Ivrs.read(header().add(memory.u64(0x1000).u64(0x2000)).read());
        assertThat(ivrs.memory()).singleElement().matches(Ivrs.Memory::isMapped);
    }

    @Test
    void notesABlockThatDoesNotFit() {
        byte[] bytes = header().add(block(0x11, 8, entry(2, 0x100))).finished();
        bytes[50] = 0x7f;
        Ivrs ivrs =
                Ivrs.read(AcpiTable.read("test", bytes, new java.util.ArrayList<>()).orElseThrow());
        assertThat(ivrs.hardware()).isEmpty();
        assertThat(ivrs.notes()).hasSize(1);
    }

    @Test
    void notesAnEntryOfInvalidLength() {
        Ivrs ivrs = Ivrs.read(header().add(block(0x11, 8, entry(0x80, 0).zeros(8))).read());
        assertThat(ivrs.notes().getFirst().text()).contains("0x80");
    }
}
