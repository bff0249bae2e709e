package iovatlas.edit.vmm;

import iovatlas.address.ByteSize;

/// QEMU's machines for x86.
///
/// Source: QEMU `hw/i386/pc_piix.c:pc_init1`, `hw/i386/pc_q35.c:pc_q35_init` (how much RAM lies
/// below 4 GiB), `hw/i386/pc.c:pc_memory_init` (HyperTransport range), `pc_pci_hole64_start`,
/// `hw/pci-host/i440fx.c`, `hw/pci-host/q35.c` (windows).
final class QemuPc {
    private static final long GIB = 0x4000_0000L;
    private static final long MMCONFIG = 0xb000_0000L;
    private static final long MMCONFIG_END = 0xc000_0000L;
    private static final long PC_MOST_LOW = 0xe000_0000L;
    private static final long HYPER_TRANSPORT = 0xfd_0000_0000L;
    private static final long ABOVE_1_TIB = 0x100_0000_0000L;
    private static final long PC_HOLE_64 = 2 * GIB;
    private static final long Q35_HOLE_64 = 32 * GIB;

    private QemuPc() {}

    /// Before 2.0 RAM was not split at a whole gibibyte.
    static GuestRegions pc17(GuestWish wish) {
        return pc(wish, PC_MOST_LOW, GuestRegions.FOUR_GIB);
    }

    static GuestRegions pc210(GuestWish wish) {
        return pc(wish, pcLow(wish), GuestRegions.FOUR_GIB);
    }

    /// From 2.11 on the 64-bit window has its size also where firmware puts nothing into it.
    static GuestRegions pc70(GuestWish wish) {
        return withHole(pc210(wish), wish, pcLow(wish), GuestRegions.FOUR_GIB, PC_HOLE_64);
    }

    static GuestRegions pc71(GuestWish wish) {
        long high = high(wish, pcLow(wish), PC_HOLE_64);
        return withHole(pc(wish, pcLow(wish), high), wish, pcLow(wish), high, PC_HOLE_64);
    }

    private static long pcLow(GuestWish wish) {
        return wish.fits(PC_MOST_LOW - 1) ? PC_MOST_LOW : 0xc000_0000L;
    }

    private static GuestRegions pc(GuestWish wish, long low, long high) {
        long start = wish.fits(low) ? wish.ram().unsignedBytes() : low;
        return new GuestRegions()
                .split(wish.ram(), 0, low, high)
                .mmio("pci", start, GuestRegions.IO_APIC - start);
    }

    static GuestRegions q35v17(GuestWish wish) {
        return q35(wish, MMCONFIG, GuestRegions.FOUR_GIB);
    }

    static GuestRegions q35v210(GuestWish wish) {
        return q35(wish, q35Low(wish), GuestRegions.FOUR_GIB);
    }

    static GuestRegions q35v70(GuestWish wish) {
        return withHole(q35v210(wish), wish, q35Low(wish), GuestRegions.FOUR_GIB, Q35_HOLE_64);
    }

    static GuestRegions q35v71(GuestWish wish) {
        long high = high(wish, q35Low(wish), Q35_HOLE_64);
        return withHole(q35(wish, q35Low(wish), high), wish, q35Low(wish), high, Q35_HOLE_64);
    }

    /// From 2.75 GiB on the guest keeps 2 GiB below 4 GiB.
    private static long q35Low(GuestWish wish) {
        return wish.fits(MMCONFIG - 1) ? MMCONFIG : 0x8000_0000L;
    }

    private static GuestRegions q35(GuestWish wish, long low, long high) {
        return new GuestRegions()
                .split(wish.ram(), 0, low, high)
                .mmio("mmconfig", MMCONFIG, MMCONFIG_END - MMCONFIG)
                .mmio("pci", MMCONFIG_END, GuestRegions.IO_APIC - MMCONFIG_END);
    }

    /// From 7.1 on a guest with an AMD processor has its high RAM above 1 TiB when RAM and window
    /// would reach the HyperTransport range, which no device of such a host can address.
    private static long high(GuestWish wish, long low, long window) {
        long last = windowStart(wish, low, GuestRegions.FOUR_GIB) + window - 1;
        return wish.amd() && Long.compareUnsigned(last, HYPER_TRANSPORT) >= 0
                ? ABOVE_1_TIB
                : GuestRegions.FOUR_GIB;
    }

    private static GuestRegions withHole(
            GuestRegions regions, GuestWish wish, long low, long high, long window) {
        return regions.mmio("pci64", windowStart(wish, low, high), window);
    }

    private static long windowStart(GuestWish wish, long low, long high) {
        ByteSize below = ByteSize.ofBytes(low);
        long above = wish.ram().compareTo(below) > 0 ? wish.ram().minus(below).unsignedBytes() : 0;
        return GuestRegions.alignUp(high + above, GIB);
    }
}
