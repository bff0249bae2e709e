package iovatlas.edit.vmm;

import iovatlas.address.GuestPhysical;
import iovatlas.topology.GuestInterrupts;

/// kvmtool (lkvm) for arm64 with `--irqchip=gicv3-its`; it numbers no releases.
///
/// Source: kvmtool `arm/include/arm-common/kvm-arch.h`, `arm/gic.c:gic__create`.
final class Kvmtool {
    private static final long RAM = 0x8000_0000L;
    private static final long AXI = 0x4000_0000L;
    private static final long GIC_DIST = AXI - 0x1_0000L;
    private static final long ITS_SIZE = 0x2_0000L;
    private static final long CONFIG_SIZE = 0x100_0000L;

    private Kvmtool() {}

    static GuestRegions arm(GuestWish wish) {
        long redistributors = redistributors(wish);
        return new GuestRegions()
                .ram(RAM, wish.ram())
                .mmio("gic-its", redistributors - ITS_SIZE, ITS_SIZE)
                .mmio("gic-redist", redistributors, GIC_DIST - redistributors)
                .mmio("gic-dist", GIC_DIST, 0x1_0000L)
                .mmio("pci-cfg", AXI, CONFIG_SIZE)
                .mmio("pci", AXI + CONFIG_SIZE, RAM - AXI - CONFIG_SIZE);
    }

    static GuestInterrupts its(GuestWish wish) {
        return new GuestInterrupts.VirtualIts(GuestPhysical.of(redistributors(wish) - ITS_SIZE));
    }

    private static long redistributors(GuestWish wish) {
        return GIC_DIST - 0x2_0000L * wish.vcpus();
    }
}
