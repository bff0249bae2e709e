package iovatlas.diagnostic.recorded;

import iovatlas.address.Iova;
import iovatlas.kernel.doorbell.KernelDomainDoorbells;
import iovatlas.kernel.doorbell.MsiParent;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.scenario.KernelState;
import iovatlas.topology.PciAddress;

/// Which bits of the message of a host driver the rules determine. The others follow from the order
/// in which drivers allocated: the page in a DMA-API domain, the number in a GICv2m frame, the entry
/// of a remapping table, the vector and the CPU on x86.
///
/// @param address bits of the address
/// @param data bits of the data
record DeterminedBits(long address, int data) {

    private static final long ALL = -1;
    private static final long IN_PAGE = 0xfff;

    /// The window 0xfee.....
    private static final long APIC_WINDOW = 0xffff_ffff_fff0_0000L;

    /// The window, the format bit and the sub-handle-valid bit of a remappable message.
    ///
    /// Source: `drivers/iommu/intel/irq_remapping.c:fill_msi_msg` (4.9 on).
    private static final long REMAPPABLE = APIC_WINDOW | 0x18;

    static DeterminedBits of(KernelState boot, PciAddress at, Iova address) {
        return switch (boot.interrupts().parentOf(at)) {
            case MsiParent.OfIts _ -> new DeterminedBits(arm(boot, at, address), -1);
            case MsiParent.OfFrame _ -> new DeterminedBits(arm(boot, at, address), 0);
            case MsiParent.OfIntel _ -> new DeterminedBits(REMAPPABLE, -1);
            case MsiParent.OfAmd _, MsiParent.OfApic _ -> new DeterminedBits(APIC_WINDOW, 0);
            case MsiParent.OfNothing _ -> new DeterminedBits(0, 0);
        };
    }

    private static long arm(KernelState boot, PciAddress at, Iova address) {
        boolean allocated =
                boot.groups()
                        .groupOf(at)
                        .map(IommuGroup::number)
                        .flatMap(boot.interrupts()::kernelDomain)
                        .map(KernelDomainDoorbells::pages)
                        .filter(pages ->
                                pages.stream().anyMatch(page -> page.iova().contains(address)))
                        .isPresent();
        return allocated ? IN_PAGE : ALL;
    }

    boolean sameAddress(long first, long second) {
        return ((first ^ second) & address) == 0;
    }

    boolean sameData(int first, int second) {
        return ((first ^ second) & data) == 0;
    }
}
