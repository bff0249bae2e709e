package iovatlas.importer.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.acpi.TableBytes;
import iovatlas.importer.devicetree.BlobBytes;
import iovatlas.importer.pci.ConfigBytes;
import iovatlas.topology.IdMap;
import iovatlas.topology.PciAddress;
import iovatlas.topology.RequesterId;
import iovatlas.topology.ReservedMemory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/// Odd cases of what firmware and sysfs say about IDs and windows.
class FirmwareIdsTest {

    private static final String ROOT = "sys/devices/pci0000:00";

    @Test
    @Tag("M045")
    void anMsiParentWithoutCellsKeepsTheRequesterId() throws ImportFailure {
        byte[] blob =
                new BlobBytes()
                        .open("")
                        .cells("#address-cells", 1)
                        .cells("#size-cells", 1)
                        .open("its@8080000")
                        .text("compatible", "arm,gic-v3-its")
                        .cells("reg", 0x8080000, 0x20000)
                        .cells("phandle", 1)
                        .cells("#msi-cells", 0)
                        .close()
                        .open("pcie@10000000")
                        .text("compatible", "pci-host-ecam-generic")
                        .text("device_type", "pci")
                        .cells("#address-cells", 3)
                        .cells("#size-cells", 2)
                        .cells("reg", 0x10000000, 0x1000000)
                        .cells("bus-range", 0, 255)
                        .cells("msi-parent", 1)
                        .close()
                        .close()
                        .finished();
        var atlas =
                new MachineFiles()
                        .file("proc/version", MachineFiles.ARM)
                        .function(ROOT, "0000:02:01.0", new ConfigBytes(256))
                        .file("sys/firmware/fdt", blob)
                        .open();
        assertThat(atlas.topology().idMaps())
                .anySatisfy(map -> {
                    assertThat(map.role()).isEqualTo(IdMap.Role.MSI);
                    assertThat(map.contains(0, new RequesterId(0x208))).isTrue();
                    assertThat(map.map(new RequesterId(0x208))).isEqualTo(0x208);
                });
    }

    private static List<ReservedMemory> reserved(int revision) throws ImportFailure {
        int smmu = 48;
        TableBytes unit =
                TableBytes.part()
                        .u8(4)
                        .u16(68)
                        .u8(4)
                        .u32(0, 0, 68)
                        .u64(0x9050000)
                        .u32(1, 0)
                        .u64(0)
                        .u32(0, 74, 75, 77, 76, 0, 0);
        TableBytes complex =
                TableBytes.part()
                        .u8(2)
                        .u16(56)
                        .u8(3)
                        .u32(0, 1, 36)
                        .u32(1, 0)
                        .u32(0, 0)
                        .u8(64, 0, 0, 0)
                        .u32(0, 0xffff, 0, smmu, 0);
        TableBytes range =
                TableBytes.part()
                        .u8(6)
                        .u16(68)
                        .u8(3)
                        .u32(0, 1, 48)
                        .u32(0, 1, 28)
                        .u64(0x80000000L)
                        .u64(0x10000)
                        .u32(0)
                        .u32(0xdead, 3, 0x100, smmu, 0);
        var files = new MachineFiles().file("proc/version", MachineFiles.ARM);
        for (int function = 0; function < 6; function++) {
            files.function(ROOT, "0000:01:00." + function, new ConfigBytes(256));
        }
        return files.file(
                        "sys/firmware/acpi/tables/IORT",
                        TableBytes.table("IORT", revision)
                                .u32(3, smmu, 0)
                                .add(unit)
                                .add(complex)
                                .add(range)
                                .finished())
                .open()
                .topology()
                .reservedMemory();
    }

    @Test
    @Tag("M039")
    void aReservedRangeNamesStreamIdsByItsOutputOnly() throws ImportFailure {
        assertThat(reserved(5))
                .singleElement()
                .satisfies(memory -> {
                    assertThat(memory.source()).isEqualTo(ReservedMemory.Source.RMR);
                    assertThat(memory.devices())
                            .containsExactly(
                                    PciAddress.parse("01:00.0"),
                                    PciAddress.parse("01:00.1"),
                                    PciAddress.parse("01:00.2"),
                                    PciAddress.parse("01:00.3"));
                });
        assertThat(reserved(3)).isEmpty();
    }

    @Test
    @Tag("M117")
    void theMsiWindowIsReadFromReservedRegions() throws ImportFailure {
        var atlas =
                new MachineFiles()
                        .file("proc/version", MachineFiles.ARM)
                        .function(ROOT, "0000:01:00.0", new ConfigBytes(256))
                        .link(
                                "sys/kernel/iommu_groups/0/devices/0000:01:00.0",
                                "../../../../devices/pci0000:00/0000:01:00.0")
                        .file(
                                "sys/kernel/iommu_groups/0/reserved_regions",
                                "0x0000000008000000 0x00000000080fffff msi\n")
                        .open();
        assertThat(atlas.observation().groups())
                .singleElement()
                .satisfies(group ->
                        assertThat(group.regions())
                                .singleElement()
                                .satisfies(region -> {
                                    assertThat(region.word()).isEqualTo("msi");
                                    assertThat(region.range())
                                            .isEqualTo(
                                                    AddressRange.ofSize(
                                                            Iova.of(0x0800_0000), ByteSize.MIB));
                                }));
    }
}
