package iovatlas.edit.vmm;

import iovatlas.address.ByteSize;
import iovatlas.topology.GuestInterrupts;

/// cloud-hypervisor. The window for 64-bit BARs is that of one PCI segment on a host whose
/// processor addresses 46 bits or more, which is as much as the monitor uses unless told otherwise;
/// where it ended before 22.0 is not known and it is left out there.
///
/// 15.0 is not among the spans: whether it has the map of 14 or of 16 is not known.
///
/// Source: cloud-hypervisor `arch/src/x86_64/layout.rs` (main; MMCONFIG by pull request 310, window
/// by issue 3890), `arch/src/aarch64/layout.rs` (three forms, by pull requests 2491, 2636 and 3920),
/// `arch/src/aarch64/gic/gicv3_its.rs`; `vmm/src/memory_manager.rs:start_addr`,
/// `mmio_address_space_size`; `vmm/src/device_manager.rs:create_mmio_allocators`;
/// `vmm/src/vm_config.rs` (DEFAULT_MAX_PHYS_BITS); `release-notes.md` (0.9.0 PCI on aarch64).
final class CloudHypervisor {
    private static final long X86_HOLE = 0xc000_0000L;
    private static final long ARM_HOLE = 0xfc00_0000L;
    private static final long ARM_GIC_TOP = 0x0900_0000L;
    private static final long END_OF_DEVICES = (1L << 46) - 0x1_0000L - 0x10_0000L;
    private static final long SEGMENT_UNIT = GuestRegions.FOUR_GIB;

    private CloudHypervisor() {}

    static GuestRegions x86v21(GuestWish wish) {
        return new GuestRegions()
                .split(wish.ram(), 0, X86_HOLE, GuestRegions.FOUR_GIB)
                .mmio("pci", X86_HOLE, 0x2800_0000L)
                .mmio("mmconfig", 0xe800_0000L, 0x1000_0000L);
    }

    static GuestRegions x86v22(GuestWish wish) {
        return withWindow(x86v21(wish), wish, 0, X86_HOLE);
    }

    /// RAM begins at 2 GiB; PCI came with 0.9.
    static GuestRegions armV014(GuestWish wish) {
        return gic(wish)
                .regions(new GuestRegions().ram(0x8000_0000L, wish.ram()), true)
                .mmio("pci", 0x1000_0000L, 0x3000_0000L)
                .mmio("mmconfig", 0x4000_0000L, 0x1000_0000L);
    }

    /// RAM begins at 1 GiB, in one piece.
    static GuestRegions armV22(GuestWish wish) {
        return lowArm(wish, new GuestRegions().ram(0x4000_0000L, wish.ram()));
    }

    /// 64 MiB below 4 GiB are kept for devices.
    static GuestRegions armV23(GuestWish wish) {
        GuestRegions regions =
                new GuestRegions().split(wish.ram(), 0x4000_0000L, ARM_HOLE, GuestRegions.FOUR_GIB);
        return withWindow(lowArm(wish, regions), wish, 0x4000_0000L, ARM_HOLE);
    }

    private static GuestRegions lowArm(GuestWish wish, GuestRegions regions) {
        return gic(wish)
                .regions(regions, true)
                .mmio("pci", 0x1000_0000L, 0x2000_0000L)
                .mmio("mmconfig", 0x3000_0000L, 0x1000_0000L);
    }

    /// Behind the RAM and never below 4 GiB, in whole units of 4 GiB.
    private static GuestRegions withWindow(
            GuestRegions regions, GuestWish wish, long first, long hole) {
        wish.atMost(
                "cloud-hypervisor",
                ByteSize.ofBytes(
                        END_OF_DEVICES - GuestRegions.FOUR_GIB - SEGMENT_UNIT + (hole - first)));
        long low = hole - first;
        long start =
                wish.fits(low)
                        ? GuestRegions.FOUR_GIB
                        : GuestRegions.FOUR_GIB + wish.ram().unsignedBytes() - low;
        long size = (END_OF_DEVICES - start) / SEGMENT_UNIT * SEGMENT_UNIT;
        return regions.mmio("pci64", start, size);
    }

    static GuestInterrupts its(GuestWish wish) {
        return gic(wish).virtualIts();
    }

    private static GicBelow gic(GuestWish wish) {
        return GicBelow.of(ARM_GIC_TOP, wish);
    }
}
