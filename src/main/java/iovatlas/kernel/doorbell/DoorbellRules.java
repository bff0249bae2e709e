package iovatlas.kernel.doorbell;

import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;

/// The rules that decide about vectors and doorbell addresses.
public final class DoorbellRules {

    /// Since when a domain without a cookie refuses instead of leaving the physical address.
    public static final KernelRelease NO_COOKIE_REFUSES = KernelRelease.of(6, 15);

    public static final KernelRule COOKIE_PAGE =
            KernelRule.of(
                    "msi-cookie-page",
                    "the domain's MSI cookie gives {0} the page {1}",
                    "drivers/iommu/dma-iommu.c",
                    "iommu_dma_get_msi_page");
    public static final KernelRule COOKIE_OCCUPIED =
            KernelRule.of(
                    "msi-cookie-occupied",
                    "the next doorbell page {0} is behind the window and user space has mapped it",
                    "drivers/iommu/dma-iommu.c",
                    "iommu_dma_get_msi_page");
    public static final KernelRule NO_COOKIE =
            new KernelRule(
                    "msi-no-cookie",
                    "the domain has no MSI cookie, so no address can be made for {0}",
                    Source.of("drivers/iommu/iommu.c", "iommu_dma_prepare_msi"),
                    Releases.since(NO_COOKIE_REFUSES, KernelRelease.V6_18, KernelRelease.V7_3));
    public static final KernelRule NO_COOKIE_PHYSICAL =
            new KernelRule(
                    "msi-no-cookie-physical",
                    "the domain has no MSI cookie: the message keeps the physical address {0}",
                    Source.of("drivers/iommu/dma-iommu.c", "iommu_dma_prepare_msi"),
                    Releases.until(
                            KernelRelease.of(6, 14), KernelRelease.V6_1, KernelRelease.V6_12));
    public static final KernelRule CONTEXT_FULL =
            new KernelRule(
                    "iommufd-sw-msi-full",
                    "the context already has {0} doorbell pages",
                    Source.of("drivers/iommu/iommufd/driver.c", "iommufd_sw_msi_get_map"),
                    Releases.since(NO_COOKIE_REFUSES, KernelRelease.V6_18));
    public static final KernelRule DMA_FULL =
            KernelRule.of(
                    "dma-no-iova-for-doorbell",
                    "the domain has no free IOVA for the doorbell page of {0}",
                    "drivers/iommu/dma-iommu.c",
                    "iommu_dma_get_msi_page");

    public static final KernelRule NO_MSI_DOMAIN =
            KernelRule.of(
                    "msi-no-domain",
                    "no interrupt controller takes messages of {0}",
                    "drivers/pci/msi/msi.c",
                    "__pci_enable_msix_range");
    public static final KernelRule MSI_OFF =
            KernelRule.of(
                    "msi-switched-off",
                    "the command line switches message-signalled interrupts off (pci=nomsi)",
                    "drivers/pci/msi/msi.c",
                    "pci_msi_supported");
    public static final KernelRule NO_DEVICE_DOMAIN =
            KernelRule.of(
                    "msi-no-device-domain",
                    "the function's interrupt domain could not be made: {0}",
                    "drivers/pci/msi/irqdomain.c",
                    "pci_setup_msix_device_domain");
    public static final KernelRule FIRST_VECTOR_FAILED =
            KernelRule.of(
                    "msi-first-vector-failed",
                    "the first vector could not be allocated ({0}); every cause reads ENOSPC",
                    "kernel/irq/msi.c",
                    "msi_handle_pci_fail");
    public static final KernelRule NOT_DYNAMIC =
            KernelRule.of(
                    "vfio-vector-not-allocated",
                    "vector {0} was not allocated when {1} was switched on, and the interrupt"
                            + " controller does not add vectors one by one",
                    "drivers/vfio/pci/vfio_pci_intrs.c",
                    "vfio_msi_alloc_irq");
    public static final KernelRule NO_CPU_VECTOR =
            KernelRule.of(
                    "x86-no-vector-left",
                    "no CPU has a free interrupt vector",
                    "kernel/irq/matrix.c",
                    "irq_matrix_alloc");

    private DoorbellRules() {}
}
