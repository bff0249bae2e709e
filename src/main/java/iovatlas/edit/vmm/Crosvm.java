package iovatlas.edit.vmm;

import iovatlas.address.GuestPhysical;
import iovatlas.topology.GuestInterrupts;

/// crosvm, which numbers no releases. On Arm its configuration space was at the same place in 2019,
/// 2022 and 2024; the window behind it was smaller in 2019.
///
/// Source: crosvm `x86_64/src/lib.rs` (MEM_32BIT_GAP_SIZE, RESERVED_MEM_SIZE,
/// DEFAULT_PCIE_CFG_MMIO_START, get_pcie_vcfg_mmio_range), `aarch64/src/lib.rs`
/// (AARCH64_PCI_CAM_BASE_DEFAULT, AARCH64_PCI_MEM_BASE_DEFAULT),
/// `devices/src/irqchip/kvm/aarch64.rs` (AARCH64_GIC_ITS_BASE).
final class Crosvm {
    private static final long GAP = 0xd000_0000L;
    private static final long RESERVED = 0xf800_0000L;
    private static final long ECAM_SIZE = 0x400_0000L;
    private static final long ECAM = RESERVED - ECAM_SIZE;
    private static final long VIRTUAL_ALIGN = 0x20_0000L;
    private static final long ARM_RAM = 0x8000_0000L;
    private static final long ARM_AXI = 0x4000_0000L;
    private static final long ARM_PLATFORM_SIZE = 0x80_0000L;

    private Crosvm() {}

    static GuestRegions x86(GuestWish wish) {
        long end =
                wish.fits(GAP)
                        ? GuestRegions.FOUR_GIB
                        : GuestRegions.FOUR_GIB + wish.ram().unsignedBytes() - GAP;
        return new GuestRegions()
                .split(wish.ram(), 0, GAP, GuestRegions.FOUR_GIB)
                .mmio("pci", GAP, ECAM - GAP)
                .mmio("ecam", ECAM, ECAM_SIZE)
                .mmio("vcfg", GuestRegions.alignUp(end, VIRTUAL_ALIGN), 2 * ECAM_SIZE);
    }

    /// The configuration space of 256 buses, as PCI without Express has it, lies at 64 KiB, the GIC
    /// below 1 GiB and its ITS above.
    static GuestRegions arm(GuestWish wish) {
        GuestRegions regions =
                new GuestRegions()
                        .ram(ARM_RAM, wish.ram())
                        .mmio("pci-cfg", 0x1_0000L, 0x100_0000L)
                        .mmio("pci", 0x200_0000L, 0x200_0000L);
        return GicBelow.of(ARM_AXI, wish)
                .regions(regions, false)
                .mmio("gic-its", ARM_AXI, GicBelow.ITS_SIZE)
                .mmio("platform", ARM_RAM + wish.ram().unsignedBytes(), ARM_PLATFORM_SIZE);
    }

    static GuestInterrupts its(GuestWish wish) {
        return new GuestInterrupts.VirtualIts(GuestPhysical.of(ARM_AXI));
    }
}
