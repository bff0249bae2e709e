package iovatlas.edit.vmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GuestInterrupts;

import org.junit.jupiter.api.Test;

import java.util.List;

/// cloud-hypervisor and Firecracker, address by address and release by release.
class RustMonitorsTest {

    private static ContainerOwner.Guest guest(String word, String ram) {
        return GuestMap.of(word)
                .orElseThrow()
                .guest("vm", true, new GuestWish(ByteSize.parse(ram), 2, false));
    }

    private static List<String> regions(String word, String ram) {
        return guest(word, ram).memory().stream()
                .filter(r -> !r.name().endsWith("apic"))
                .map(r ->
                        r.name().substring(3)
                                + " "
                                + r.range().first().hex()
                                + " "
                                + r.range().size())
                .toList();
    }

    @Test
    void cloudHypervisorSplitsAtThreeGibibytes() {
        assertThat(regions("cloud-hypervisor-21.0", "4G"))
                .containsExactly(
                        "low 0x00000000 3G",
                        "high 0x100000000 1G",
                        "pci 0xc0000000 640M",
                        "mmconfig 0xe8000000 256M");
        assertThat(regions("cloud-hypervisor-21.0", "3G")).startsWith("ram 0x00000000 3G");
    }

    @Test
    void cloudHypervisorsWindowFollowsTheRamInUnitsOf4Gibibytes() {
        assertThat(regions("cloud-hypervisor", "2G"))
                .endsWith("pci64 0x100000000 " + ByteSize.GIB.times((64 << 10) - 8));
        assertThat(regions("cloud-hypervisor", "4G"))
                .endsWith("pci64 0x140000000 " + ByteSize.GIB.times((64 << 10) - 8));
        assertThat(regions("cloud-hypervisor-arm", "2G"))
                .endsWith("pci64 0x100000000 " + ByteSize.GIB.times((64 << 10) - 8));
    }

    @Test
    void cloudHypervisorOnArmMovedItsRamTwice() {
        assertThat(regions("cloud-hypervisor-arm-0.14", "4G"))
                .containsExactly(
                        "ram 0x80000000 4G",
                        "gic-its 0x08f90000 128K",
                        "gic-redist 0x08fb0000 256K",
                        "gic-dist 0x08ff0000 64K",
                        "pci 0x10000000 768M",
                        "mmconfig 0x40000000 256M");
        assertThat(regions("cloud-hypervisor-arm-16.0", "4G"))
                .containsExactly(
                        "ram 0x40000000 4G",
                        "gic-its 0x08f90000 128K",
                        "gic-redist 0x08fb0000 256K",
                        "gic-dist 0x08ff0000 64K",
                        "pci 0x10000000 512M",
                        "mmconfig 0x30000000 256M");
        assertThat(regions("cloud-hypervisor-arm-23.0", "4G"))
                .startsWith("low 0x40000000 3008M", "high 0x100000000 1088M")
                .contains("pci 0x10000000 512M", "mmconfig 0x30000000 256M");
        assertThat(guest("cloud-hypervisor-arm-16.0", "4G").interrupts())
                .isEqualTo(new GuestInterrupts.VirtualIts(GuestPhysical.of(0x08f9_0000L)));
    }

    @Test
    void firecrackerWidenedItsHoleForPciWith113() {
        assertThat(regions("firecracker-1.12", "4G"))
                .containsExactly(
                        "low 0x00000000 3328M", "high 0x100000000 768M", "mmio 0xd0000000 748M");
        assertThat(regions("firecracker-1.13", "4G"))
                .containsExactly(
                        "low 0x00000000 3G",
                        "high 0x100000000 1G",
                        "pci 0xc0000000 748M",
                        "mmconfig 0xeec00000 256M",
                        "pci64 0x4000000000 256G");
        assertThat(regions("firecracker-1.12", "300G")).contains("high 0x100000000 0x4a30000000");
        assertThat(regions("firecracker", "255G"))
                .startsWith("low 0x00000000 3G", "high 0x100000000 252G", "pci 0xc0000000 748M");
        assertThat(regions("firecracker", "300G"))
                .startsWith("low 0x00000000 3G", "high 0x100000000 252G", "top 0x8000000000 45G");
    }

    @Test
    void firecrackerOnArmHasItsItsBelowTheRedistributors() {
        assertThat(regions("firecracker-arm", "300G"))
                .containsExactly(
                        "low 0x80000000 254G",
                        "high 0x8000000000 46G",
                        "gic-its 0x3ff90000 128K",
                        "gic-redist 0x3ffb0000 256K",
                        "gic-dist 0x3fff0000 64K",
                        "pci 0x40000000 768M",
                        "mmconfig 0x70000000 256M",
                        "pci64 0x4000000000 256G");
        assertThat(guest("firecracker-arm", "1G").interrupts())
                .isEqualTo(new GuestInterrupts.VirtualIts(GuestPhysical.of(0x3ff9_0000L)));
        assertThatThrownBy(() -> guest("firecracker-arm", "767G"))
                .hasMessage("Firecracker aarch64 has room for 766G of RAM, not 767G.");
    }

    @Test
    void saysFromWhichSizeOnRamLiesElsewhere() {
        assertThat(GuestMap.QEMU_Q35.ramPlaces(true).text())
                .isEqualTo(
                        """
                        RAM: all at 0x00000000
                        RAM from 2816M on: 2G at 0x00000000, the rest at 0x100000000
                        RAM above 978G: 2G at 0x00000000, the rest at 0x10000000000\
                        """);
        assertThat(GuestMap.FIRECRACKER_ARM.ramPlaces(false).text())
                .isEqualTo(
                        """
                        RAM: all at 0x80000000
                        RAM above 254G: 254G at 0x80000000, the rest at 0x8000000000
                        RAM at most 766G\
                        """);
        assertThat(GuestMap.QEMU_VIRT_2_12.ramPlaces(false).text())
                .isEqualTo("RAM: all at 0x40000000\nRAM at most 255G");
    }
}
