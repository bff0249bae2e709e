package iovatlas.edit.vmm;

import iovatlas.topology.GuestInterrupts;

/// kvmtool (lkvm) for arm64 with `--irqchip=gicv3-its`; it numbers no releases. Since it knows PCI
/// Express (2021) the configuration space has 256 MiB.
///
/// Source: kvmtool `arm/include/arm-common/kvm-arch.h` (ARM_PCI_CFG_SIZE), `arm/gic.c:gic__create`.
final class Kvmtool {
    private static final long RAM = 0x8000_0000L;
    private static final long AXI = 0x4000_0000L;
    private static final long CONFIG_SIZE = 0x1000_0000L;

    private Kvmtool() {}

    static GuestRegions arm(GuestWish wish) {
        return gic(wish)
                .regions(new GuestRegions().ram(RAM, wish.ram()), true)
                .mmio("pci-cfg", AXI, CONFIG_SIZE)
                .mmio("pci", AXI + CONFIG_SIZE, RAM - AXI - CONFIG_SIZE);
    }

    static GuestInterrupts its(GuestWish wish) {
        return gic(wish).virtualIts();
    }

    private static GicBelow gic(GuestWish wish) {
        return GicBelow.of(AXI, wish);
    }
}
