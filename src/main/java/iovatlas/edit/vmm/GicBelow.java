package iovatlas.edit.vmm;

import iovatlas.address.GuestPhysical;
import iovatlas.topology.GuestInterrupts;

/// A GICv3 that grows downwards from an address: the distributor, below it one redistributor for
/// each vCPU, and below those the ITS.
///
/// Source: Linux `Documentation/virt/kvm/devices/arm-vgic-v3.rst` and `arm-vgic-its.rst` (sizes),
/// `include/kvm/arm_vgic.h` (VGIC_V3_MAX_CPUS).
///
/// @param top the first address above the distributor
record GicBelow(long top, int vcpus) {
    private static final long DISTRIBUTOR_SIZE = 0x1_0000L;
    private static final long REDISTRIBUTOR_SIZE = 0x2_0000L;
    static final long ITS_SIZE = 0x2_0000L;
    private static final int MOST_VCPUS = 512;

    /// @throws IllegalArgumentException for more vCPUs than a GICv3 of KVM has
    static GicBelow of(long top, GuestWish wish) {
        wish.atMostVcpus("A GICv3 of KVM", MOST_VCPUS);
        return new GicBelow(top, wish.vcpus());
    }

    GuestRegions regions(GuestRegions regions, boolean withIts) {
        if (withIts) {
            regions.mmio("gic-its", its(), ITS_SIZE);
        }
        return regions.mmio("gic-redist", redistributors(), distributor() - redistributors())
                .mmio("gic-dist", distributor(), DISTRIBUTOR_SIZE);
    }

    GuestInterrupts virtualIts() {
        return new GuestInterrupts.VirtualIts(GuestPhysical.of(its()));
    }

    private long its() {
        return redistributors() - ITS_SIZE;
    }

    private long redistributors() {
        return distributor() - REDISTRIBUTOR_SIZE * vcpus;
    }

    private long distributor() {
        return top - DISTRIBUTOR_SIZE;
    }
}
