package iovatlas.edit.vmm;

import iovatlas.address.ByteSize;
import iovatlas.topology.GuestInterrupts;

import java.util.List;

/// Firecracker. Its guests have PCI from 1.13 on when it is started with `--enable-pci`; RAM and
/// windows are laid out for it in any case.
///
/// Source: Firecracker `src/vmm/src/arch/x86_64/layout.rs`, `src/vmm/src/arch/aarch64/layout.rs`
/// (1.13, main; pull requests 5364 and 5563), `src/vmm/src/arch/mod.rs:arch_memory_regions_with_gap`,
/// `src/vmm/src/arch/aarch64/mod.rs:arch_memory_regions`,
/// `src/vmm/src/arch/aarch64/gic/gicv3/mod.rs` (1.13); before that
/// `src/arch/src/x86_64/mod.rs:arch_memory_regions` (0.20), `src/vmm/src/arch/x86_64/mod.rs` (1.12).
final class Firecracker {
    private static final long GIB = 0x4000_0000L;
    private static final long X86_HOLE = 3 * GIB;
    private static final long X86_MMCONFIG = 0xeec0_0000L;
    private static final long X86_OLD_HOLE = 0xd000_0000L;
    private static final long ARM_MMIO = GIB;
    private static final long ARM_RAM = 2 * GIB;
    private static final long MMCONFIG_SIZE = 0x1000_0000L;
    private static final GuestRegions.Hole MMIO_64 = new GuestRegions.Hole(256 * GIB, 512 * GIB);

    private Firecracker() {}

    /// 768 MiB for devices, which are on no PCI bus, and for the interrupt controllers.
    static GuestRegions x86v112(GuestWish wish) {
        return new GuestRegions()
                .split(wish.ram(), 0, X86_OLD_HOLE, GuestRegions.FOUR_GIB)
                .mmio("mmio", X86_OLD_HOLE, GuestRegions.IO_APIC - X86_OLD_HOLE);
    }

    /// RAM leaves out 1 GiB below 4 GiB and 256 GiB from 256 GiB on.
    static GuestRegions x86v113(GuestWish wish) {
        return new GuestRegions()
                .around(
                        wish.ram(),
                        0,
                        List.of(new GuestRegions.Hole(X86_HOLE, GuestRegions.FOUR_GIB), MMIO_64))
                .mmio("pci", X86_HOLE, X86_MMCONFIG - X86_HOLE)
                .mmio("mmconfig", X86_MMCONFIG, MMCONFIG_SIZE)
                .mmio("pci64", MMIO_64.first(), MMIO_64.end() - MMIO_64.first());
    }

    static GuestRegions armV113(GuestWish wish) {
        wish.atMost("Firecracker aarch64", ByteSize.GIB.times(1022 - 256));
        GuestRegions regions = new GuestRegions().around(wish.ram(), ARM_RAM, List.of(MMIO_64));
        return gic(wish)
                .regions(regions, true)
                .mmio("pci", ARM_MMIO, ARM_RAM - MMCONFIG_SIZE - ARM_MMIO)
                .mmio("mmconfig", ARM_RAM - MMCONFIG_SIZE, MMCONFIG_SIZE)
                .mmio("pci64", MMIO_64.first(), MMIO_64.end() - MMIO_64.first());
    }

    static GuestInterrupts its(GuestWish wish) {
        return gic(wish).virtualIts();
    }

    private static GicBelow gic(GuestWish wish) {
        return GicBelow.of(ARM_MMIO, wish);
    }
}
