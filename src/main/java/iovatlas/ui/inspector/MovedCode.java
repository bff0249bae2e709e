package iovatlas.ui.inspector;

import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;

/// Code that stands in one file up to a release and in another one after it.
///
/// @param before where it was at first
/// @param since where it is now
record MovedCode(Place before, Place since) {
    private static final Releases OLD = Releases.until(KernelRelease.V6_1, KernelRelease.V6_1);
    private static final Releases NEW =
            Releases.since(KernelRelease.of(6, 2), KernelRelease.V6_12, KernelRelease.V7_3);

    /// A group that VFIO makes without an IOMMU.
    static final MovedCode NO_IOMMU_GROUP =
            after61(
                    Source.of("drivers/vfio/vfio_main.c", "vfio_noiommu_group_alloc"),
                    Source.of("drivers/vfio/group.c", "vfio_noiommu_group_alloc"));

    /// A driver asks for vectors.
    static final MovedCode ALLOC_VECTORS =
            after61(
                    Source.of("drivers/pci/msi/msi.c", "pci_alloc_irq_vectors_affinity"),
                    Source.of("drivers/pci/msi/api.c", "pci_alloc_irq_vectors_affinity"));

    /// A driver pins pages of user space.
    static final MovedCode PIN_PAGES =
            after61(
                    Source.of("drivers/vfio/container.c", "vfio_pin_pages"),
                    Source.of("drivers/vfio/vfio_main.c", "vfio_pin_pages"));

    /// A doorbell gets its page, whoever owns the domain.
    static final MovedCode DOORBELL_PAGE =
            new MovedCode(
                    new Place(
                            Source.of("drivers/iommu/dma-iommu.c", "iommu_dma_prepare_msi"),
                            Releases.until(
                                    KernelRelease.of(6, 14),
                                    KernelRelease.V6_1,
                                    KernelRelease.V6_12)),
                    new Place(
                            Source.of("drivers/iommu/iommu.c", "iommu_dma_prepare_msi"),
                            Releases.since(KernelRelease.of(6, 15), KernelRelease.V7_3)));

    private static MovedCode after61(Source before, Source since) {
        return new MovedCode(new Place(before, OLD), new Place(since, NEW));
    }

    /// The place in a release.
    Place in(KernelRelease release) {
        return before.releases().includes(release) ? before : since;
    }

    /// A place in the kernel.
    ///
    /// @param releases for which releases, and in which of them it was read
    record Place(Source source, Releases releases) {
        Why says(String text) {
            return Why.of(text, source.path(), source.function(), releases);
        }
    }
}
