package iovatlas.kernel.doorbell;

import iovatlas.kernel.KernelRelease;

/// What a release does with vectors, controller by controller.
///
/// @param release the running kernel
/// @param messagesOff `pci=nomsi`
record VectorPolicy(KernelRelease release, boolean messagesOff) {

    /// Since when an ITS device lives as long as the function's interrupt domain.
    private static final KernelRelease DEVICE_LIVES_WITH_DOMAIN = KernelRelease.of(6, 16);

    /// Since when functions have interrupt domains of their own.
    private static final KernelRelease DOMAIN_PER_FUNCTION = KernelRelease.of(6, 2);

    private static final KernelRelease DYNAMIC_X86 = KernelRelease.of(6, 5);
    private static final KernelRelease DYNAMIC_ITS = KernelRelease.V7_3;

    /// Whether MSI-X vectors can be added one by one (flag NORESIZE clear).
    ///
    /// Source: `drivers/pci/msi/irqdomain.c:pci_msix_can_alloc_dyn`,
    /// `drivers/irqchip/irq-gic-its-msi-parent.c:ITS_MSI_FLAGS_SUPPORTED`,
    /// `arch/x86/include/asm/msi.h`.
    boolean growsDynamically(MsiParent parent) {
        return switch (parent) {
            case MsiParent.OfIts _ -> release.atLeast(DYNAMIC_ITS);
            case MsiParent.OfIntel _, MsiParent.OfAmd _, MsiParent.OfApic _ ->
                    release.atLeast(DYNAMIC_X86);
            case MsiParent.OfFrame _, MsiParent.OfNothing _ -> false;
        };
    }

    /// Whether a failed call leaves vectors alone because it is refused before anything is done.
    ///
    /// Source: `drivers/vfio/pci/vfio_pci_intrs.c:vfio_msi_set_block`.
    boolean checksRangeFirst() {
        return release.before(DYNAMIC_X86);
    }

    boolean deviceLivesWithDomain() {
        return release.atLeast(DEVICE_LIVES_WITH_DOMAIN);
    }

    boolean hasDomainPerFunction() {
        return release.atLeast(DOMAIN_PER_FUNCTION);
    }

    /// Whether one request can get several neighbouring MSI vectors.
    static boolean multiMessage(MsiParent parent) {
        return switch (parent) {
            case MsiParent.OfFrame of -> of.blocks();
            case MsiParent.OfIts _, MsiParent.OfIntel _, MsiParent.OfAmd _ -> true;
            case MsiParent.OfApic _, MsiParent.OfNothing _ -> false;
        };
    }
}
