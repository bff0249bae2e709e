package iovatlas.importer.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.acpi.TableBytes;
import iovatlas.importer.devicetree.BlobBytes;
import iovatlas.importer.pci.ConfigBytes;
import iovatlas.kernel.DomainType;
import iovatlas.kernel.Fact;
import iovatlas.kernel.IdleVectors;
import iovatlas.kernel.Provenance;
import iovatlas.observation.Note;
import iovatlas.observation.ObservedGroup;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.HostBridge;
import iovatlas.topology.IdMap;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PlatformDevice;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Recordings with something missing, rare or strange.
class OddMachinesTest {

    private static final String ROOT = "sys/devices/pci0000:00";

    private static MachineFiles x86() {
        return new MachineFiles().file("proc/version", MachineFiles.X86);
    }

    private static List<String> notes(Atlas atlas) {
        return atlas.observation().notes().stream().map(Note::text).toList();
    }

    @Test
    void aFunctionWithoutConfigurationSpaceIsListedWithANote() throws ImportFailure {
        Atlas atlas =
                x86().file(ROOT + "/0000:00:02.0/vendor", "0x8086\n")
                        .file(ROOT + "/0000:00:02.0/device", "0x1572\n")
                        .file(ROOT + "/0000:00:02.0/class", "0x020000\n")
                        .open();
        assertThat(atlas.topology().functions())
                .singleElement()
                .satisfies(f -> assertThat(f.identity().id()).hasToString("8086:1572"));
        assertThat(notes(atlas)).anyMatch(text -> text.contains("no configuration space file"));
    }

    @Test
    void aFunctionThatIsOnlyALinkIsListedWithANote() throws ImportFailure {
        Atlas atlas =
                x86().link(
                                "sys/bus/pci/devices/0000:00:05.0",
                                "../../../devices/pci0000:00/0000:00:05.0")
                        .open();
        assertThat(atlas.topology().functions()).hasSize(1);
        assertThat(notes(atlas)).anyMatch(text -> text.contains("folder was not captured"));
    }

    @Test
    void interruptNumbersTellInWhichOrderDriversTookTheirVectors() throws ImportFailure {
        MachineFiles files =
                new MachineFiles()
                        .file(
                                "proc/version",
                                MachineFiles.ARM.replace("6.12.5-example", "7.3.4-example"))
                        .function(ROOT, "0000:00:01.0", MachineFiles.bridge(4, 1, 1))
                        .function(ROOT, "0000:00:02.0", MachineFiles.endpoint(0x010802))
                        .function(ROOT, "0000:00:03.0", MachineFiles.endpoint(0x020000))
                        .file(ROOT + "/0000:00:01.0/msi_irqs/26", "msix\n")
                        .file(ROOT + "/0000:00:02.0/msi_irqs/9", "msix\n")
                        .file(ROOT + "/0000:00:02.0/msi_irqs/30", "msix\n");
        assertThat(files.open().boot().probeOrder())
                .isEqualTo(
                        Fact.of(
                                List.of(PciAddress.parse("00:02.0"), PciAddress.parse("00:01.0")),
                                Provenance.SYSFS));
    }

    private static MachineFiles withThreeInterrupts() {
        return x86().function(ROOT, "0000:00:02.0", MachineFiles.endpoint(0x010802))
                .function(ROOT, "0000:00:03.0", MachineFiles.endpoint(0x020000))
                .file(ROOT + "/0000:00:02.0/msi_irqs/9", "msix\n")
                .file(ROOT + "/0000:00:02.0/msi_irqs/30", "msix\n")
                .file(ROOT + "/0000:00:03.0/msi_irqs/24", "msix\n");
    }

    @Test
    void anInterruptThatIsNotListedHasNoHandler() throws ImportFailure {
        String listed = "      CPU0\n  9:  0  PCI-MSIX-0000:00:02.0 0-edge nvme0q0\nNMI: 0\n";
        assertThat(
                        withThreeInterrupts()
                                .file("proc/interrupts", listed)
                                .open()
                                .boot()
                                .idleVectors())
                .isEqualTo(
                        Fact.of(
                                List.of(
                                        IdleVectors.parse("00:02.0 1"),
                                        IdleVectors.parse("00:03.0 0")),
                                Provenance.PROC_INTERRUPTS));
    }

    @Test
    void nothingIsSaidOfHandlersWhereNoInterruptIsListed() throws ImportFailure {
        assertThat(withThreeInterrupts().open().boot().idleVectors())
                .isEqualTo(Fact.standard(List.of()));
    }

    private static Fact<Boolean> idleD3(int power, String enabled) throws ImportFailure {
        ConfigBytes config = MachineFiles.endpoint(0x020000);
        int at = 0xc8;
        config.put8(at, 1).put8(at + 1, config.bytes()[0x34]).put8(at + 4, power).put8(0x34, at);
        return x86().function(ROOT, "0000:00:02.0", config)
                .link(ROOT + "/0000:00:02.0/driver", "../../../bus/pci/drivers/vfio-pci")
                .file(ROOT + "/0000:00:02.0/enable", enabled)
                .file("proc/cmdline", "vfio_pci.disable_idle_d3=1\n")
                .open()
                .boot()
                .vfioIdleD3();
    }

    @Test
    void aClosedFunctionOfVfioTellsWhetherItSleeps() throws ImportFailure {
        assertThat(idleD3(3, "0\n")).isEqualTo(Fact.of(true, Provenance.SYSFS));
        assertThat(idleD3(0, "0\n")).isEqualTo(Fact.of(false, Provenance.SYSFS));
        assertThat(idleD3(0, "1\n")).isEqualTo(Fact.of(false, Provenance.COMMAND_LINE));
        assertThat(withThreeInterrupts().open().boot().vfioIdleD3()).isEqualTo(Fact.standard(true));
    }

    @Test
    void kindsAreGuessedWhereOnly64BytesWereReadable() throws ImportFailure {
        ConfigBytes bridge = new ConfigBytes(64).put8(0x0e, 1).put8(0x19, 1).put8(0x1a, 1);
        bridge.put16(6, 0x10).put16(9, 0x0400).put8(0xb, 6);
        Atlas atlas =
                x86().function(ROOT, "0000:00:01.0", bridge)
                        .link(ROOT + "/0000:00:01.0/driver", "../../../bus/pci/drivers/pcieport")
                        .function(ROOT + "/0000:00:01.0", "0000:01:00.0", new ConfigBytes(64))
                        .file(ROOT + "/0000:00:01.0/0000:01:00.0/max_link_speed", "8 GT/s\n")
                        .open();
        assertThat(atlas.topology().functions())
                .extracting(PciFunction::kind)
                .containsExactly(FunctionKind.ROOT_PORT, FunctionKind.ENDPOINT);
        assertThat(notes(atlas))
                .anyMatch(text -> text.contains("only 64 bytes") && text.endsWith("(2 times)"));
    }

    @Test
    void hostBridgesKeepTheOrderOfTheKernel() throws ImportFailure {
        Atlas atlas =
                x86().function(ROOT, "0000:00:01.0", new ConfigBytes(256))
                        .function("sys/devices/pci0000:40", "0000:40:01.0", new ConfigBytes(256))
                        .function("sys/devices/pci0000:80", "0000:80:01.0", new ConfigBytes(256))
                        .file(
                                "proc/bus/pci/devices",
                                "0008\t80861572\t0\n8008\t80861572\t0\n4008\t80861572\t0\n")
                        .open();
        assertThat(atlas.topology().hostBridges())
                .extracting(HostBridge::buses)
                .containsExactly(
                        new BusRange(0, 0x3f), new BusRange(0x80, 0xff), new BusRange(0x40, 0x7f));
    }

    @Test
    void segmentsBehindAnotherFunctionAreFound() throws ImportFailure {
        Atlas atlas =
                x86().function(ROOT, "0000:00:0e.0", new ConfigBytes(256))
                        .file(
                                ROOT + "/0000:00:0e.0/pci10000:e0/10000:e0:06.0/config",
                                MachineFiles.bridge(4, 0xe1, 0xe1).bytes())
                        .open();
        assertThat(atlas.topology().function(PciAddress.parse("10000:e0:06.0"))).isPresent();
        assertThat(atlas.topology().hostBridges())
                .extracting(HostBridge::text)
                .containsExactly("0000:00", "10000:e0");
    }

    @Test
    void groupsComeFromLinksWhenTheirFolderIsMissing() throws ImportFailure {
        Atlas atlas =
                x86().function(ROOT, "0000:00:01.0", new ConfigBytes(256))
                        .function(ROOT, "0000:00:02.0", new ConfigBytes(256))
                        .link(ROOT + "/0000:00:01.0/iommu_group", "../../kernel/iommu_groups/7")
                        .open();
        assertThat(atlas.observation().groups())
                .containsExactly(new ObservedGroup(7, List.of("0000:00:01.0"), "", List.of()));
        assertThat(atlas.observation().ungrouped()).containsExactly("0000:00:02.0");
    }

    @Test
    void withoutAnyGroupsNothingIsSaidAboutGroups() throws ImportFailure {
        Atlas atlas = x86().function(ROOT, "0000:00:01.0", new ConfigBytes(256)).open();
        assertThat(atlas.observation().hasGroups()).isFalse();
        assertThat(notes(atlas)).anyMatch(text -> text.contains("no IOMMU groups"));
    }

    @Test
    void linesThatAreNotUnderstoodAreCounted() throws ImportFailure {
        Atlas atlas =
                x86().function(ROOT, "0000:00:01.0", new ConfigBytes(256))
                        .file("sys/kernel/iommu_groups/0/type", "DMA\n")
                        .file(
                                "sys/kernel/iommu_groups/0/reserved_regions",
                                """
                                0x0000000008000000 0x00000000080fffff msi
                                what is this
                                0x2 0x1 msi
                                """)
                        .open();
        assertThat(atlas.observation().groups().getFirst().regions()).hasSize(1);
        assertThat(notes(atlas)).anyMatch(text -> text.contains("reserved_regions is not"));
    }

    @Test
    void anAcsWordThatTheKernelWouldNotSetIsKept() throws ImportFailure {
        ConfigBytes port = MachineFiles.bridge(4, 1, 1).extended(0x0d, 0x100);
        port.put16(0x104, 0x5f).put16(0x106, 0x03);
        Atlas atlas = x86().function(ROOT, "0000:00:01.0", port).open();
        assertThat(atlas.topology().functions().getFirst().capabilities().acs())
                .isNotNull()
                .satisfies(acs -> assertThat(acs.control()).isEqualTo(0x03));
        assertThat(notes(atlas)).anyMatch(text -> text.contains("ACS control word"));
    }

    @Test
    void parametersOfModulesComeFromSysfsBeforeTheCommandLine() throws ImportFailure {
        var facts =
                x86().function(ROOT, "0000:00:01.0", new ConfigBytes(256))
                        .file(
                                "proc/cmdline",
                                "iommu=pt vfio_iommu_type1.allow_unsafe_interrupts=1"
                                        + " vfio_iommu_type1.dma_entry_limit=8\n")
                        .file("sys/module/vfio_iommu_type1/parameters/dma_entry_limit", "99\n")
                        .file("sys/devices/virtual/misc/iommu/dev", "10:126\n")
                        .open()
                        .boot();
        assertThat(facts.dmaEntryLimit().value()).isEqualTo(99);
        assertThat(facts.unsafeInterrupts().provenance()).isEqualTo(Provenance.COMMAND_LINE);
        assertThat(facts.unsafeInterrupts().value()).isTrue();
        assertThat(facts.defaultDomain().value()).isEqualTo(DomainType.IDENTITY);
        assertThat(facts.iommufd().value()).isTrue();
        assertThat(facts.iommufd().provenance()).isEqualTo(Provenance.SYSFS);
    }

    @Test
    void theConfigurationOfTheKernelTellsHowItWasBuilt() throws ImportFailure, IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(
                    "CONFIG_ARM64_64K_PAGES=y\nCONFIG_ARM64_VA_BITS=52\nCONFIG_IOMMUFD=m\n"
                            .getBytes(StandardCharsets.UTF_8));
        }
        var facts =
                new MachineFiles()
                        .file("proc/version", MachineFiles.ARM)
                        .file("proc/config.gz", packed.toByteArray())
                        .function(ROOT, "0000:00:01.0", new ConfigBytes(256))
                        .open()
                        .boot();
        assertThat(facts.pageSize().value().unsignedBytes()).isEqualTo(65536);
        assertThat(facts.virtualAddressBits().value()).isEqualTo(52);
        assertThat(facts.iommufd().value()).isTrue();
    }

    @Test
    void aUnitForAllFunctionsServesWhatNoOtherUnitNames() throws ImportFailure {
        TableBytes dmar = TableBytes.table("DMAR", 1).u8(38, 1).zeros(10);
        dmar.u16(0, 16).u8(1, 0).u16(0).u64(0xfed91000L);
        dmar.u16(0, 24).u8(0, 0).u16(0).u64(0xfed90000L).u8(1, 8, 0, 0, 0, 0, 2, 0);
        Atlas atlas =
                x86().function(ROOT, "0000:00:02.0", MachineFiles.endpoint(0x030000))
                        .function(ROOT, "0000:00:1f.0", MachineFiles.endpoint(0x060100))
                        .file("sys/firmware/acpi/tables/DMAR", dmar.finished())
                        .open();
        assertThat(atlas.topology().idMaps())
                .extracting(map -> map.first() + "-" + map.last() + " " + map.target())
                .containsExactly(
                        "0x0000-0x000f dmar0", "0x0010-0x0010 dmar1", "0x0011-0xffff dmar0");
    }

    @Test
    void virtualFunctionsAreWhereTheirPhysicalFunctionIs() throws ImportFailure {
        TableBytes dmar = TableBytes.table("DMAR", 1).u8(38, 1).zeros(10);
        dmar.u16(0, 24).u8(0, 0).u16(0).u64(0xfed90000L).u8(1, 8, 0, 0, 0, 0, 2, 0);
        ConfigBytes physical = MachineFiles.endpoint(0x020000).extended(0x10, 0x100);
        physical.put16(0x10e, 3).put16(0x114, 0x80).put16(0x116, 2);
        Atlas atlas =
                x86().function(ROOT, "0000:00:02.0", physical)
                        .file("sys/firmware/acpi/tables/DMAR", dmar.finished())
                        .open();
        assertThat(atlas.topology().idMaps())
                .extracting(map -> map.first() + "-" + map.last())
                .containsExactly(
                        "0x0010-0x0010", "0x0090-0x0090", "0x0092-0x0092", "0x0094-0x0094");
    }

    @Test
    void withoutAnItsEveryFunctionUsesTheFirstGicV2mFrame() throws ImportFailure {
        TableBytes madt = TableBytes.table("APIC", 4).u32(0, 0);
        madt.u8(0x0d, 24, 0, 0).u32(0).u64(0x8020000).u32(1).u16(64, 80);
        Atlas atlas =
                new MachineFiles()
                        .file("proc/version", MachineFiles.ARM)
                        .function(ROOT, "0000:00:01.0", new ConfigBytes(256))
                        .file("sys/firmware/acpi/tables/APIC", madt.finished())
                        .open();
        assertThat(atlas.topology().idMaps())
                .singleElement()
                .satisfies(map -> {
                    assertThat(map.role()).isEqualTo(IdMap.Role.MSI);
                    assertThat(map.target()).isEqualTo("v2m0");
                });
    }

    @Test
    void aPlatformDeviceBringsItsStreamIdsFromTheDeviceTree() throws ImportFailure {
        byte[] blob =
                new BlobBytes()
                        .open("")
                        .cells("#address-cells", 1)
                        .cells("#size-cells", 1)
                        .open("iommu@5000")
                        .text("compatible", "arm,smmu-v3")
                        .cells("reg", 0x5000, 0x1000)
                        .cells("phandle", 1)
                        .cells("#iommu-cells", 1)
                        .close()
                        .open("dma@7000")
                        .cells("reg", 0x7000, 0x1000)
                        .cells("iommus", 1, 0x40, 1, 0x41)
                        .close()
                        .close()
                        .finished();
        String device = "sys/devices/platform/7000.dma";
        Atlas atlas =
                new MachineFiles()
                        .file("sys/firmware/fdt", blob)
                        .file(device + "/uevent", "")
                        .link(device + "/subsystem", "../../../bus/platform")
                        .link(device + "/driver", "../../../bus/platform/drivers/dw-dma")
                        .link(
                                "sys/kernel/iommu_groups/0/devices/7000.dma",
                                "../../../../devices/platform/7000.dma")
                        .open();
        assertThat(atlas.topology().platformDevices())
                .containsExactly(
                        new PlatformDevice(
                                "7000.dma",
                                "platform",
                                "smmu0",
                                List.of(0x40, 0x41),
                                null,
                                "dw-dma"));
    }

    @Test
    void withoutFirmwareTablesIommusComeFromSysfs() throws ImportFailure {
        Atlas atlas =
                x86().function(ROOT, "0000:00:02.0", new ConfigBytes(256))
                        .link("sys/class/iommu/dmar0", "../../devices/virtual/iommu/dmar0")
                        .file("sys/devices/virtual/iommu/dmar0/intel-iommu/cap", "d2008c40660462\n")
                        .file("sys/devices/virtual/iommu/dmar0/intel-iommu/ecap", "f050da\n")
                        .file("sys/devices/virtual/iommu/dmar0/intel-iommu/address", "fed91000\n")
                        .link("sys/devices/virtual/iommu/dmar0/devices/0000:00:02.0", "../x")
                        .open();
        assertThat(atlas.topology().iommus())
                .singleElement()
                .satisfies(iommu -> assertThat(iommu.base()).hasToString("0x00000000fed91000"));
        assertThat(atlas.topology().idMaps())
                .extracting(map -> map.first() + " " + map.target())
                .containsExactly("0x0010 dmar0");
        assertThat(notes(atlas)).anyMatch(text -> text.contains("no firmware table tells"));
    }

    @Test
    void aTableThatHoldsAnotherOneIsLeftOutWithANote() throws ImportFailure {
        Atlas atlas =
                x86().function(ROOT, "0000:00:01.0", new ConfigBytes(256))
                        .file(
                                "sys/firmware/acpi/tables/DMAR",
                                TableBytes.table("IVRS", 1).zeros(12).finished())
                        .open();
        assertThat(atlas.topology().iommus()).isEmpty();
        assertThat(notes(atlas)).anyMatch(text -> text.contains("another table"));
    }
}
