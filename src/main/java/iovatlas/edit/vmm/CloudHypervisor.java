package iovatlas.edit.vmm;

import iovatlas.address.GuestPhysical;
import iovatlas.topology.GuestInterrupts;

/// cloud-hypervisor.
///
/// Source: cloud-hypervisor `arch/src/x86_64/layout.rs`, `arch/src/aarch64/layout.rs`.
final class CloudHypervisor {
    private static final long ARM_GIC_DIST = 0x08ff_0000L;
    private static final long ARM_ITS_SIZE = 0x2_0000L;

    private CloudHypervisor() {}

    static GuestRegions x86(GuestWish wish) {
        return new GuestRegions()
                .split(wish.ram(), 0, 0xc000_0000L, GuestRegions.FOUR_GIB)
                .mmio("pci", 0xc000_0000L, 0x2800_0000L)
                .mmio("mmconfig", 0xe800_0000L, 0x1000_0000L);
    }

    /// The GIC grows downwards from 144 MiB: distributor, redistributors, ITS.
    static GuestRegions arm(GuestWish wish) {
        long redistributors = redistributors(wish);
        return new GuestRegions()
                .split(wish.ram(), 0x4000_0000L, 0xfc00_0000L, GuestRegions.FOUR_GIB)
                .mmio("gic-its", redistributors - ARM_ITS_SIZE, ARM_ITS_SIZE)
                .mmio("gic-redist", redistributors, ARM_GIC_DIST - redistributors)
                .mmio("gic-dist", ARM_GIC_DIST, 0x1_0000L)
                .mmio("pci", 0x1000_0000L, 0x2000_0000L)
                .mmio("mmconfig", 0x3000_0000L, 0x1000_0000L);
    }

    static GuestInterrupts its(GuestWish wish) {
        return new GuestInterrupts.VirtualIts(
                GuestPhysical.of(redistributors(wish) - ARM_ITS_SIZE));
    }

    private static long redistributors(GuestWish wish) {
        return ARM_GIC_DIST - 0x2_0000L * wish.vcpus();
    }
}
