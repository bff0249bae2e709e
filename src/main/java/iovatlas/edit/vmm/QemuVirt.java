package iovatlas.edit.vmm;

import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.topology.GuestInterrupts;

/// QEMU's machine `virt` for arm64, on a host with at least 40 bits of guest-physical addresses.
///
/// Source: QEMU `hw/arm/virt.c:base_memmap`, `extended_memmap`, `virt_set_memmap`,
/// `virt_set_high_memmap` and the options of the machine types.
final class QemuVirt {
    private static final long MIB = 0x10_0000L;
    private static final long GIB = 0x4000_0000L;
    private static final long RAM = GIB;
    private static final long FIXED_HIGH = 256 * GIB;
    private static final ByteSize FIXED_RAM = ByteSize.GIB.times(255);
    private static final long REDISTRIBUTORS = 0x080a_0000L;
    private static final long REDISTRIBUTORS_SIZE = 0x00f6_0000L;
    private static final long REDISTRIBUTOR = 0x2_0000L;
    private static final int MOST_VCPUS = 512;
    private static final long MORE_REDISTRIBUTORS = 64 * MIB;
    private static final long HIGH_ECAM = 256 * MIB;
    private static final long HIGH_MMIO = 512 * GIB;

    private QemuVirt() {}

    /// GICv2 with a GICv2m frame.
    static GuestRegions v27(GuestWish wish) {
        wish.atMost("QEMU virt up to 2.7", FIXED_RAM);
        wish.atMostVcpus("A GICv2", 8);
        return new GuestRegions()
                .ram(RAM, wish.ram())
                .mmio("gic-dist", 0x0800_0000L, 0x1_0000L)
                .mmio("gic-cpu", 0x0801_0000L, 0x1_0000L)
                .mmio("gic-v2m", 0x0802_0000L, 0x1000L)
                .mmio("pci", 0x1000_0000L, 0x2eff_0000L)
                .mmio("ecam", 0x3f00_0000L, 16 * MIB)
                .mmio("pci64", HIGH_MMIO, HIGH_MMIO);
    }

    /// The ITS came with 2.8; ECAM for 16 buses below 1 GiB.
    static GuestRegions v212(GuestWish wish) {
        wish.atMost("QEMU virt up to 2.12", FIXED_RAM);
        return low(wish).mmio("ecam", 0x3f00_0000L, 16 * MIB).mmio("pci64", HIGH_MMIO, HIGH_MMIO);
    }

    /// From 3.0 on ECAM for 256 buses and room for more redistributors lie above 256 GiB.
    static GuestRegions v31(GuestWish wish) {
        wish.atMost("QEMU virt up to 3.1", FIXED_RAM);
        return high(low(wish), wish, FIXED_HIGH);
    }

    /// From 4.0 on what is above 256 GiB makes room for more RAM.
    static GuestRegions v101(GuestWish wish) {
        long behind = behindRam(wish);
        return high(
                low(wish),
                wish,
                Long.compareUnsigned(behind, FIXED_HIGH) < 0 ? FIXED_HIGH : behind);
    }

    /// From 10.2 on it follows the RAM, however little that is.
    static GuestRegions v102(GuestWish wish) {
        return high(low(wish), wish, behindRam(wish));
    }

    private static long behindRam(GuestWish wish) {
        return GuestRegions.alignUp(RAM + wish.ram().unsignedBytes(), GIB);
    }

    private static GuestRegions low(GuestWish wish) {
        wish.atMostVcpus("QEMU virt", MOST_VCPUS);
        return new GuestRegions()
                .ram(RAM, wish.ram())
                .mmio("gic-dist", 0x0800_0000L, 0x1_0000L)
                .mmio("gic-its", 0x0808_0000L, 0x2_0000L)
                .mmio("gic-redist", REDISTRIBUTORS, REDISTRIBUTORS_SIZE)
                .mmio("pci", 0x1000_0000L, 0x2eff_0000L);
    }

    /// Each region begins at a multiple of its own size; the second redistributor region keeps its
    /// place also where nobody needs it.
    private static GuestRegions high(GuestRegions regions, GuestWish wish, long base) {
        long more = GuestRegions.alignUp(base, MORE_REDISTRIBUTORS);
        long ecam = GuestRegions.alignUp(more + MORE_REDISTRIBUTORS, HIGH_ECAM);
        if (wish.vcpus() > REDISTRIBUTORS_SIZE / REDISTRIBUTOR) {
            regions.mmio("gic-redist2", more, MORE_REDISTRIBUTORS);
        }
        return regions.mmio("ecam", ecam, HIGH_ECAM)
                .mmio("pci64", GuestRegions.alignUp(ecam + HIGH_ECAM, HIGH_MMIO), HIGH_MMIO);
    }

    static GuestInterrupts its(GuestWish wish) {
        return new GuestInterrupts.VirtualIts(GuestPhysical.of(0x0808_0000L));
    }

    static GuestInterrupts v2m(GuestWish wish) {
        return new GuestInterrupts.VirtualV2m(GuestPhysical.of(0x0802_0000L), 80, 64);
    }
}
