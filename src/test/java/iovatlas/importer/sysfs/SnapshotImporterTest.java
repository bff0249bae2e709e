package iovatlas.importer.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.acpi.TableBytes;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.DomainType;
import iovatlas.kernel.FirmwareKind;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Provenance;
import iovatlas.topology.HostBridge;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.ReservedMemory;

import org.junit.jupiter.api.Test;

import java.util.List;

/// What becomes of recorded machines beyond their functions and groups.
class SnapshotImporterTest {

    private static final String ARM_ACPI = "fw-arm-acpi-smmu-direct-kept-k7.3";
    private static final String ARM_TREE = "fw-arm-dt-smmu-resv-k7.3";
    private static final String OLD_TREE = "arm-dt-smmu-ppb-conv-k6.1";
    private static final String INTEL = "x86-vtd-sriov-igb-switch-k7.3";
    private static final String AMD = "x86-amd-rciep-k7.3";
    private static final String VIRTIO = "x86-viommu-switch-basic-k7.3";

    private static List<String> maps(Atlas atlas, IdMap.Role role) {
        return atlas.topology().idMaps().stream()
                .filter(map -> map.role() == role)
                .map(map ->
                        "%s-%s %s 0x%x"
                                .formatted(map.first(), map.last(), map.target(), map.output()))
                .toList();
    }

    @Test
    void readsTheIortOfAnArmMachine() throws ImportFailure {
        Atlas atlas = RecordedMachines.open(ARM_ACPI);
        Iommu smmu = atlas.topology().iommus().getFirst();
        assertThat(smmu.name()).isEqualTo("smmu0");
        assertThat(smmu.hardware())
                .isInstanceOfSatisfying(
                        IommuHardware.SmmuV3.class,
                        hardware -> {
                            assertThat(hardware.stage1()).isTrue();
                            assertThat(hardware.stage2()).isFalse();
                            assertThat(hardware.output().bits()).isEqualTo(44);
                        });
        assertThat(maps(atlas, IdMap.Role.MSI)).containsExactly("0x0000-0xffff its0 0x0");
        assertThat(atlas.topology().msiControllers())
                .singleElement()
                .isInstanceOfSatisfying(
                        MsiController.Its.class,
                        its -> assertThat(its.base().unsignedBits()).isEqualTo(0x8080000));
        assertThat(atlas.topology().cpus()).hasSize(2);
    }

    @Test
    void givesAnItsAsManyDeviceIdBitsAsItsMapsNeed() throws ImportFailure {
        TableBytes iort = TableBytes.table("IORT", 3).u32(2, 48, 0);
        iort.u8(0).u16(24).u8(1).u32(0, 0, 0).u32(1, 0);
        iort.u8(2).u16(56).u8(3).u32(0, 1, 36).u32(1, 0).u32(0, 0).u8(64, 0, 0, 0);
        iort.u32(0, 0xffff, 0x30000, 48, 0);
        TableBytes madt = TableBytes.table("APIC", 4).u32(0, 0);
        madt.u8(0x0f, 20, 0, 0).u32(0).u64(0x8080000).u32(0);
        Atlas atlas =
                new MachineFiles()
                        .function(
                                "sys/devices/pci0000:00",
                                "0000:00:01.0",
                                MachineFiles.endpoint(0x020000))
                        .file("sys/firmware/acpi/tables/IORT", iort.finished())
                        .file("sys/firmware/acpi/tables/APIC", madt.finished())
                        .open();
        assertThat(maps(atlas, IdMap.Role.MSI)).containsExactly("0x0000-0xffff its0 0x30000");
        assertThat(atlas.topology().msiControllers())
                .singleElement()
                .isInstanceOfSatisfying(
                        MsiController.Its.class,
                        its -> assertThat(its.deviceIdBits()).isEqualTo(18));
    }

    @Test
    void asksTheByteCodeWhetherTheConfigurationIsKept() throws ImportFailure {
        Atlas kept = RecordedMachines.open(ARM_ACPI);
        assertThat(kept.topology().hostBridges())
                .singleElement()
                .matches(HostBridge::preservesFirmwareConfig);
        assertThat(kept.topology().reservedMemory())
                .singleElement()
                .satisfies(rmr -> {
                    assertThat(rmr.source()).isEqualTo(ReservedMemory.Source.RMR);
                    assertThat(rmr.devices()).containsExactly(PciAddress.parse("02:00.0"));
                    assertThat(rmr.relaxable()).isFalse();
                });
        assertThat(RecordedMachines.open(INTEL).topology().hostBridges())
                .noneMatch(HostBridge::preservesFirmwareConfig);
    }

    @Test
    void findsTheFunctionsThatADeviceTreeReservesMemoryFor() throws ImportFailure {
        Atlas atlas = RecordedMachines.open(ARM_TREE);
        assertThat(atlas.topology().reservedMemory())
                .extracting(r -> r.devices() + " " + r.range())
                .containsExactlyInAnyOrder(
                        "[0000:01:00.0] 0x20000000-0x2003ffff",
                        "[0000:02:00.0] 0x10000000-0x1000ffff",
                        "[0000:03:01.0] 0x30000000-0x30001fff");
        assertThat(maps(atlas, IdMap.Role.IOMMU)).containsExactly("0x0000-0xffff smmu0 0x0");
    }

    @Test
    void aBridgeAboveWhatTheKernelCallsRemovableLeadsOutOfTheMachine() throws ImportFailure {
        String root = "sys/devices/pci0000:00";
        String port = root + "/0000:00:1c.0";
        String plug = port + "/0000:01:00.0";
        Atlas atlas =
                new MachineFiles()
                        .file("proc/version", MachineFiles.X86)
                        .function(root, "0000:00:1c.0", MachineFiles.bridge(4, 1, 2))
                        .function(port, "0000:01:00.0", MachineFiles.bridge(5, 2, 2))
                        .file(plug + "/removable", "removable\n")
                        .function(plug, "0000:02:00.0", MachineFiles.endpoint(0x020000))
                        .file(plug + "/0000:02:00.0/removable", "removable\n")
                        .function(root, "0000:00:1d.0", MachineFiles.bridge(4, 3, 3))
                        .open();
        assertThat(atlas.topology().functions())
                .filteredOn(PciFunction::externalFacing)
                .extracting(f -> f.at().toString())
                .containsExactly("0000:00:1c.0");
    }

    @Test
    void readsRegistersAndScopesOfAnIntelMachine() throws ImportFailure {
        Atlas atlas = RecordedMachines.open(INTEL);
        assertThat(atlas.topology().iommus())
                .singleElement()
                .satisfies(iommu -> {
                    assertThat(iommu.name()).isEqualTo("dmar0");
                    assertThat(iommu.hardware())
                            .isInstanceOfSatisfying(
                                    IommuHardware.Vtd.class,
                                    vtd -> assertThat(vtd.ecap().bits()).isEqualTo(0xf00f4a));
                });
        assertThat(maps(atlas, IdMap.Role.IOMMU))
                .containsExactly(
                        "0x0000-0x0000 dmar0 0x0",
                        "0x0018-0x0018 dmar0 0x18",
                        "0x00f8-0x00f8 dmar0 0xf8",
                        "0x00fa-0x00fb dmar0 0xfa",
                        "0x0100-0x04ff dmar0 0x100");
        assertThat(atlas.topology().msiControllers())
                .containsExactly(new MsiController.Apic("apic0"));
    }

    @Test
    void knowsVirtualFunctionsByTheirPhysicalFunction() throws ImportFailure {
        Atlas atlas = RecordedMachines.open(INTEL);
        PciFunction third = atlas.topology().function(PciAddress.parse("03:10.4")).orElseThrow();
        assertThat(third.virtual())
                .isNotNull()
                .satisfies(virtual -> {
                    assertThat(virtual.physical()).isEqualTo(PciAddress.parse("03:00.0"));
                    assertThat(virtual.index()).isEqualTo(2);
                });
        // Configuration space of a virtual function has all ones here.
        assertThat(third.identity().id()).hasToString("8086:10ca");
    }

    @Test
    void readsTheIvrsOfAnAmdMachine() throws ImportFailure {
        Atlas atlas = RecordedMachines.open(AMD);
        Iommu iommu = atlas.topology().iommus().getFirst();
        assertThat(iommu.name()).isEqualTo("ivhd0");
        assertThat(iommu.function()).isEqualTo(PciAddress.parse("00:01.0"));
        assertThat(iommu.hardware())
                .isInstanceOfSatisfying(
                        IommuHardware.AmdVi.class,
                        amd -> {
                            assertThat(amd.capability()).isEqualTo(0x1f03000f);
                            assertThat(amd.features().bits()).isEqualTo(0x29d3);
                        });
        assertThat(maps(atlas, IdMap.Role.IOMMU)).noneMatch(map -> map.startsWith("0x0008"));
    }

    @Test
    void takesTheDoorbellOfTheMachineForTheOneThatAVirtioIommuAnnounces() throws ImportFailure {
        Atlas atlas = RecordedMachines.open(VIRTIO);
        assertThat(atlas.topology().iommus().getFirst().hardware())
                .isInstanceOfSatisfying(
                        IommuHardware.VirtioIommu.class,
                        virtio ->
                                assertThat(virtio.msiWindow())
                                        .hasToString("0xfee00000-0xfeefffff"));
        assertThat(atlas.observation().notes())
                .anyMatch(note -> note.text().contains("is in no file"));
    }

    @Test
    void eachFactSaysWhereItComesFrom() throws ImportFailure {
        BootFacts amd = RecordedMachines.open(AMD).boot();
        assertThat(amd.interruptRemapping().value()).isFalse();
        assertThat(amd.interruptRemapping().provenance()).isEqualTo(Provenance.LOG);
        assertThat(amd.defaultDomain().value()).isEqualTo(DomainType.DMA_FQ);
        BootFacts old = RecordedMachines.open(OLD_TREE).boot();
        assertThat(old.release().value()).isEqualTo(KernelRelease.parse("6.1.192"));
        assertThat(old.firmware().value()).isEqualTo(FirmwareKind.DEVICE_TREE);
        assertThat(old.pageSize().value().unsignedBytes()).isEqualTo(4096);
        assertThat(old.pageSize().provenance()).isEqualTo(Provenance.LOG);
        assertThat(old.defaultDomain().value()).isEqualTo(DomainType.DMA);
    }

    @Test
    void namesTheMachineByWhatItIs() throws ImportFailure {
        assertThat(RecordedMachines.open(OLD_TREE).title())
                .isEqualTo("arm64, Linux 6.1.192, 7 PCI functions");
    }

    @Test
    void aLaterRecordingReplacesDriversAndGroups() throws ImportFailure {
        var folder = RecordedMachines.BUNDLED.resolve(OLD_TREE);
        Atlas bound =
                RecordedMachines.open(
                        folder.resolve("snapshot.tar.gz"),
                        List.of(folder.resolve("vfio-state.tar.gz")));
        Atlas boot = RecordedMachines.open(OLD_TREE);
        assertThat(bound.topology().functions())
                .filteredOn(f -> "vfio-pci".equals(f.driver()))
                .isNotEmpty();
        assertThat(boot.topology().functions()).noneMatch(f -> "vfio-pci".equals(f.driver()));
        assertThat(bound.boot().vfioIdleD3().provenance()).isEqualTo(Provenance.SYSFS);
        assertThat(bound.boot()).isEqualTo(boot.boot().withVfioIdleD3(bound.boot().vfioIdleD3()));
        assertThat(bound.topology().iommus()).isEqualTo(boot.topology().iommus());
    }
}
