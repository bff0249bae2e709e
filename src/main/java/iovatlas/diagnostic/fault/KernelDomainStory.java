package iovatlas.diagnostic.fault;

import iovatlas.address.Iova;

import java.util.List;

/// Why a device that the kernel's own drivers use may have faulted. What drivers map is not part of
/// a machine, so only the address itself and the reserved regions speak.
final class KernelDomainStory {

    private static final long PAGE = 0x1000;

    /// The kernel gives IOVAs out from the top of the 32-bit space downwards first.
    ///
    /// Source: `drivers/iommu/dma-iommu.c:iommu_dma_alloc_iova`.
    private static final long TOP_32 = 0xffffffffL;

    private static final long USUAL_SPAN = 0x1000_0000L;

    private KernelDomainStory() {}

    static String tell(Fault fault, Iova address, List<String> facts) {
        long bits = address.unsignedBits();
        facts.add("the device belongs to a domain of the kernel, whose mappings are not recorded");
        if (Long.compareUnsigned(bits, PAGE) < 0) {
            return "Address 0: the device works on a pointer that nobody gave it, as after a reset"
                    + " or when firmware left it running.";
        }
        if (facts.stream().anyMatch(fact -> fact.startsWith("inside the reserved region"))) {
            return "Memory that is reserved for the device: the kernel has not mapped it one to"
                    + " one, or not yet.";
        }
        if (Long.compareUnsigned(bits, TOP_32) <= 0
                && Long.compareUnsigned(bits, TOP_32 - USUAL_SPAN) > 0) {
            return "The kernel gives out such addresses: most likely a use after unmap"
                    + (fault.access() == Fault.Access.WRITE
                            ? ", the device still writing into a freed buffer."
                            : ".");
        }
        return "The address does not look like one that the kernel gave out: a physical address"
                + " that firmware or a driver used untranslated, or a wrong pointer.";
    }
}
