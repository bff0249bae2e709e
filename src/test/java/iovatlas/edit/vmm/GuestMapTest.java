package iovatlas.edit.vmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GuestInterrupts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/// Where each monitor puts things, address by address as its source says.
class GuestMapTest {

    private static ContainerOwner.Guest guest(String word, String ram, int vcpus, boolean amd) {
        return GuestMap.of(word)
                .orElseThrow()
                .guest("vm", true, new GuestWish(ByteSize.parse(ram), vcpus, amd));
    }

    private static List<String> regions(String word, String ram) {
        return regions(guest(word, ram, 2, false));
    }

    private static List<String> regions(ContainerOwner.Guest guest) {
        return guest.memory().stream()
                .filter(r -> !r.name().endsWith("apic"))
                .map(r ->
                        r.name().substring(3)
                                + " "
                                + r.range().first().hex()
                                + " "
                                + r.range().size())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(GuestMap.class)
    void itsWordFindsItAgain(GuestMap map) {
        assertThat(GuestMap.of(map.word())).contains(map);
    }

    @ParameterizedTest
    @CsvSource({
        "qemu-virt-11.0, QEMU_VIRT",
        "qemu-virt-9.1, QEMU_VIRT_10_1",
        "qemu-virt-3.0, QEMU_VIRT_3_1",
        "qemu-q35-7.0, QEMU_Q35_7_0",
        "qemu-q35-8.2, QEMU_Q35",
        "qemu-pc-1.6, QEMU_PC_1_7",
        "qemu-pseries-2.5, QEMU_PSERIES_2_7",
        "cloud-hypervisor-43.0, CLOUD_HYPERVISOR",
        "cloud-hypervisor-20.2, CLOUD_HYPERVISOR_21",
        "cloud-hypervisor-arm-22.1, CLOUD_HYPERVISOR_ARM_22",
        "cloud-hypervisor-arm-0.14.1, CLOUD_HYPERVISOR_ARM_0_14",
        "firecracker-1.13.1, FIRECRACKER",
        "firecracker-1.7, FIRECRACKER_1_12",
        "firecracker-arm-1.14, FIRECRACKER_ARM"
    })
    void findsTheSpanOfARelease(String word, GuestMap map) {
        assertThat(GuestMap.of(word)).contains(map);
    }

    @Test
    void saysWhichReleaseIsNotKnown() {
        assertThat(GuestMap.of("nic")).isEmpty();
        assertThatThrownBy(() -> GuestMap.of("qemu-virt-1.0"))
                .hasMessage("The memory map of QEMU virt 1.0 is not known; the first is 2.6.");
        assertThatThrownBy(() -> GuestMap.of("qemu-virt-new"))
                .hasMessage("\"new\" is no release such as 10.2.");
        assertThatThrownBy(() -> GuestMap.of("cloud-hypervisor-arm-15.0"))
                .hasMessage(
                        "The memory map of cloud-hypervisor aarch64 15.0 is not known; known are"
                                + " 0.9 to 0.14, 16.0 to 22.1, 23.0+.");
        assertThatThrownBy(() -> GuestMap.of("firecracker-arm-1.12"))
                .hasMessage(
                        "The memory map of Firecracker aarch64 1.12 is not known; the first is"
                                + " 1.13.");
    }

    @Test
    void q35KeepsTwoGibibytesLowFrom2816MebibytesOn() {
        assertThat(regions("qemu-q35", "2815M"))
                .containsExactly(
                        "ram 0x00000000 2815M",
                        "mmconfig 0xb0000000 256M",
                        "pci 0xc0000000 1004M",
                        "pci64 0x100000000 32G");
        assertThat(regions("qemu-q35", "2816M"))
                .startsWith("low 0x00000000 2G", "high 0x100000000 768M")
                .endsWith("pci64 0x140000000 32G");
        assertThat(regions("qemu-q35-1.7", "4G"))
                .containsExactly(
                        "low 0x00000000 2816M",
                        "high 0x100000000 1280M",
                        "mmconfig 0xb0000000 256M",
                        "pci 0xc0000000 1004M");
    }

    @Test
    void pcSplitsAtThreeGibibytesSince20() {
        assertThat(regions("qemu-pc", "4G"))
                .containsExactly(
                        "low 0x00000000 3G",
                        "high 0x100000000 1G",
                        "pci 0xc0000000 1004M",
                        "pci64 0x140000000 2G");
        assertThat(regions("qemu-pc-1.7", "4G"))
                .containsExactly(
                        "low 0x00000000 3584M", "high 0x100000000 512M", "pci 0xe0000000 492M");
        assertThat(regions("qemu-pc-2.10", "1G"))
                .containsExactly("ram 0x00000000 1G", "pci 0x40000000 3052M");
    }

    @Test
    void amdGuestsLeaveTheHyperTransportRangeSince71() {
        assertThat(regions(guest("qemu-q35", "1T", 2, true)))
                .contains("low 0x00000000 2G", "high 0x10000000000 1022G")
                .endsWith("pci64 0x1ff80000000 32G");
        assertThat(regions(guest("qemu-q35", "1T", 2, false))).contains("high 0x100000000 1022G");
        assertThat(regions(guest("qemu-q35-7.0", "1T", 2, true)))
                .contains("high 0x100000000 1022G");
        // 974G reach 976G, and the window of 32G ends below 1012G; with 978G it does not.
        assertThat(regions(guest("qemu-q35", "978G", 2, true))).contains("high 0x100000000 976G");
        assertThat(regions(guest("qemu-q35", "979G", 2, true))).contains("high 0x10000000000 977G");
    }

    @Test
    void virtHasRamAtOneGibibyteAndMovesTheRestByRelease() {
        assertThat(regions("qemu-virt", "2G"))
                .containsExactly(
                        "ram 0x40000000 2G",
                        "gic-dist 0x08000000 64K",
                        "gic-its 0x08080000 128K",
                        "gic-redist 0x080a0000 0xf60000",
                        "pci 0x10000000 0x2eff0000",
                        "ecam 0xd0000000 256M",
                        "pci64 0x8000000000 512G");
        assertThat(regions("qemu-virt-10.1", "2G"))
                .endsWith("ecam 0x4010000000 256M", "pci64 0x8000000000 512G");
        assertThat(regions("qemu-virt-10.1", "300G")).contains("ecam 0x4b50000000 256M");
        assertThat(regions("qemu-virt-2.12", "2G"))
                .endsWith("ecam 0x3f000000 16M", "pci64 0x8000000000 512G");
        assertThat(guest("qemu-virt", "2G", 2, false).interrupts())
                .isEqualTo(new GuestInterrupts.VirtualIts(GuestPhysical.of(0x0808_0000L)));
        assertThat(guest("qemu-virt-2.7", "2G", 2, false).interrupts())
                .isEqualTo(new GuestInterrupts.VirtualV2m(GuestPhysical.of(0x0802_0000L), 80, 64));
        assertThatThrownBy(() -> guest("qemu-virt-3.1", "256G", 2, false))
                .hasMessage("QEMU virt up to 3.1 has room for 255G of RAM, not 256G.");
        assertThat(regions(guest("qemu-virt-10.1", "2G", 124, false)))
                .contains("gic-redist2 0x4000000000 64M");
    }

    @Test
    void pseriesHasRamAtZeroAndItsWindowsFarAbove() {
        assertThat(regions("qemu-pseries", "4G"))
                .containsExactly(
                        "ram 0x00000000 4G",
                        "pci-io 0x200000000000 64K",
                        "pci 0x200080000000 2G",
                        "pci64 0x210000000000 1T");
        assertThat(regions("qemu-pseries-2.7", "4G"))
                .containsExactly(
                        "ram 0x00000000 4G", "pci-io 0x10080000000 64K", "pci 0x100a0000000 62G");
    }

    @Test
    void crosvmLeavesAGapOf768Mebibytes() {
        assertThat(regions("crosvm", "4G"))
                .containsExactly(
                        "low 0x00000000 3328M",
                        "high 0x100000000 768M",
                        "pci 0xd0000000 576M",
                        "ecam 0xf4000000 64M",
                        "vcfg 0x130000000 128M");
        assertThat(regions("crosvm-arm", "2G"))
                .containsExactly(
                        "ram 0x80000000 2G",
                        "pci-cfg 0x00010000 16M",
                        "pci 0x02000000 32M",
                        "gic-redist 0x3ffb0000 256K",
                        "gic-dist 0x3fff0000 64K",
                        "gic-its 0x40000000 128K",
                        "platform 0x100000000 8M");
    }

    @Test
    void kvmtoolHasRamAtTwoGibibytes() {
        assertThat(regions("kvmtool-arm", "1G"))
                .containsExactly(
                        "ram 0x80000000 1G",
                        "gic-its 0x3ff90000 128K",
                        "gic-redist 0x3ffb0000 256K",
                        "gic-dist 0x3fff0000 64K",
                        "pci-cfg 0x40000000 256M",
                        "pci 0x50000000 768M");
    }

    @Test
    void aGuestNeedsRamAndAVcpu() {
        assertThatThrownBy(() -> guest("crosvm", "0", 2, false)).hasMessage("A guest needs RAM.");
        assertThatThrownBy(() -> guest("kvmtool-arm", "1G", 513, false))
                .hasMessage("A GICv3 of KVM serves 512 vCPUs, not 513.");
        assertThatThrownBy(() -> guest("qemu-virt-2.7", "1G", 9, false))
                .hasMessage("A GICv2 serves 8 vCPUs, not 9.");
        assertThatThrownBy(() -> guest("crosvm", "1G", 0, false))
                .hasMessage("A guest needs a vCPU.");
    }
}
