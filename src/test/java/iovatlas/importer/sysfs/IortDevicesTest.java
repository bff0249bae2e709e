package iovatlas.importer.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressWidth;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.acpi.TableBytes;
import iovatlas.importer.pci.ConfigBytes;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Topology;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Which device of the kernel is which node of the IORT.
class IortDevicesTest {

    private static final String ROOT = "sys/devices/pci0000:00";
    private static final int ITS = 48;
    private static final int FIRST = ITS + 24;
    private static final int SECOND = FIRST + 68;
    private static final String SECOND_SPEAKS_FIRST =
            """
            arm-smmu-v3 arm-smmu-v3.8.auto: oas 40-bit (features 0x00008305)
            arm-smmu-v3 arm-smmu-v3.7.auto: oas 44-bit (features 0x00008305)
            """;

    private static TableBytes smmu(long base) {
        return TableBytes.part()
                .u8(4)
                .u16(68)
                .u8(4)
                .u32(0, 0, 68)
                .u64(base)
                .u32(1, 0)
                .u64(0)
                .u32(0, 74, 75, 77, 76, 0, 0);
    }

    /// A device with one stream ID at the second SMMU and a device ID at the ITS.
    private static TableBytes component() {
        String path = "\\_SB_.NET0";
        int end = 29 + path.length() + 3;
        return TableBytes.part()
                .u8(1)
                .u16(end + 40)
                .u8(4)
                .u32(0, 2, end)
                .u32(0)
                .u64(0)
                .u8(48)
                .text(path)
                .zeros(3)
                .u32(0, 0, 0x77, ITS, 1)
                .u32(0, 0, 0x42, SECOND, 1);
    }

    private static MachineFiles machine(String log) {
        byte[] table =
                TableBytes.table("IORT", 5)
                        .u32(4, ITS, 0)
                        .add(TableBytes.part().u8(0).u16(24).u8(1).u32(0, 0, 0).u32(1, 7))
                        .add(smmu(0x2b40_0000L))
                        .add(smmu(0x2b60_0000L))
                        .add(component())
                        .finished();
        return new MachineFiles()
                .file("proc/version", MachineFiles.ARM)
                .file("run/dmesg", log)
                .file("sys/firmware/acpi/tables/IORT", table)
                .function(ROOT, "0000:01:00.0", new ConfigBytes(256));
    }

    private static List<AddressWidth> outputs(Topology topology) {
        return topology.iommus().stream()
                .map(Iommu::hardware)
                .map(hardware -> ((IommuHardware.SmmuV3) hardware).output())
                .toList();
    }

    @Test
    void numberedNamesFollowTheTableWhateverSpeaksFirst() throws ImportFailure {
        assertThat(outputs(machine(SECOND_SPEAKS_FIRST).open().topology()))
                .containsExactly(new AddressWidth(44), new AddressWidth(40));
    }

    @Test
    void theMemoryMapTellsWhoseTheRegistersAre() throws ImportFailure {
        MachineFiles files =
                machine(SECOND_SPEAKS_FIRST)
                        .file(
                                "proc/iomem",
                                """
                                2b400000-2b41ffff : arm-smmu-v3.8.auto
                                  2b400000-2b400dff : arm-smmu-v3.8.auto
                                2b600000-2b61ffff : arm-smmu-v3.7.auto
                                """);
        assertThat(outputs(files.open().topology()))
                .containsExactly(new AddressWidth(40), new AddressWidth(44));
    }

    @Test
    void hiddenAddressesTellNothing() throws ImportFailure {
        MachineFiles files =
                machine(SECOND_SPEAKS_FIRST)
                        .file("proc/iomem", "00000000-00000000 : arm-smmu-v3.8.auto\n");
        assertThat(outputs(files.open().topology()))
                .containsExactly(new AddressWidth(44), new AddressWidth(40));
    }

    @Test
    void theRegistersOfAnSmmuThatOnlyTheLogNamesAreInTheMemoryMap() throws ImportFailure {
        Topology topology =
                new MachineFiles()
                        .file("proc/version", MachineFiles.ARM)
                        .file("run/dmesg", SECOND_SPEAKS_FIRST)
                        .file("proc/iomem", "2b600000-2b61ffff : arm-smmu-v3.7.auto\n")
                        .function(ROOT, "0000:01:00.0", new ConfigBytes(256))
                        .open()
                        .topology();
        assertThat(topology.iommus())
                .extracting(iommu -> String.valueOf(iommu.base()))
                .containsExactly("null", "0x000000002b600000");
    }

    @Test
    void aNamedComponentHasTheStreamIdsThatLeadToAnSmmu() throws ImportFailure {
        String device = "sys/devices/platform/NET0:00";
        MachineFiles files =
                machine("")
                        .file(device + "/firmware_node/path", "\\_SB_.NET0\n")
                        .link(
                                "sys/kernel/iommu_groups/0/devices/NET0:00",
                                "../../../../devices/platform/NET0:00");
        assertThat(files.open().topology().platformDevices())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.name()).isEqualTo("NET0:00");
                    assertThat(found.iommu()).isEqualTo("smmu1");
                    assertThat(found.streamIds()).containsExactly(0x42);
                })
                .isInstanceOf(PlatformDevice.class);
    }
}
