package iovatlas.edit.vmm;

import iovatlas.address.ByteSize;
import iovatlas.topology.GuestInterrupts;

/// QEMU's machine `pseries` for POWER, with one PCI host bridge. RAM begins at 0, but a device of
/// the guest reaches it through DMA windows of its own: of 1 GiB at bus address 0 (LIOBN
/// 0x80000000), and, when the guest asks for it, one at 0x800000000000000 (LIOBN 0x80000001).
///
/// Source: QEMU `hw/ppc/spapr.c:spapr_phb_placement`, `phb_placement_2_7`;
/// `include/hw/pci-host/spapr.h`, `include/hw/ppc/spapr.h`; `hw/ppc/spapr_pci.c` (DMA windows).
final class QemuPseries {
    private static final long GIB = 0x4000_0000L;
    private static final long TIB = 0x100_0000_0000L;
    private static final long BRIDGES = 32 * TIB;

    private QemuPseries() {}

    /// A single window, above the RAM at a multiple of 1 TiB.
    static GuestRegions v27(GuestWish wish) {
        wish.atMost("QEMU pseries", ByteSize.TIB.times(32));
        long bridge = GuestRegions.alignUp(wish.ram().unsignedBytes(), TIB);
        return new GuestRegions()
                .ram(0, wish.ram())
                .mmio("pci-io", bridge + 0x8000_0000L, 0x1_0000L)
                .mmio("pci", bridge + 0xa000_0000L, 0xf_8000_0000L);
    }

    /// From 2.8 on the windows lie between 32 and 64 TiB.
    static GuestRegions v28(GuestWish wish) {
        wish.atMost("QEMU pseries", ByteSize.TIB.times(32));
        return new GuestRegions()
                .ram(0, wish.ram())
                .mmio("pci-io", BRIDGES, 0x1_0000L)
                .mmio("pci", BRIDGES + 2 * GIB, 2 * GIB)
                .mmio("pci64", BRIDGES + TIB, TIB);
    }

    static GuestInterrupts interrupts(GuestWish wish) {
        return new GuestInterrupts.VirtualXics();
    }
}
