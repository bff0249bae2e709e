package iovatlas.kernel.iommu;

import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Releases;

/// The rules by which drivers report reserved regions.
public final class RegionRules {

    private static final String INTEL = "drivers/iommu/intel/iommu.c";
    private static final String AMD = "drivers/iommu/amd/iommu.c";

    public static final KernelRule MERGE =
            KernelRule.of(
                    "region-merge",
                    "regions of one type that touch or overlap become one",
                    "drivers/iommu/iommu.c",
                    "iommu_insert_resv_region",
                    Releases.since(
                            KernelRelease.of(5, 4),
                            KernelRelease.V5_15,
                            KernelRelease.V6_1,
                            KernelRelease.V6_12,
                            KernelRelease.V7_3));

    public static final KernelRule RELAXABLE =
            KernelRule.of(
                    "region-relaxable",
                    "a direct region that the driver of a display or USB function may give up",
                    INTEL,
                    "device_rmrr_is_relaxable",
                    Releases.since(
                            KernelRelease.of(5, 3),
                            KernelRelease.V5_15,
                            KernelRelease.V6_1,
                            KernelRelease.V6_12,
                            KernelRelease.V7_3));

    public static final KernelRule RMRR =
            KernelRule.of(
                    "region-rmrr",
                    "the DMAR table reserves {0} for {1}",
                    INTEL,
                    "intel_iommu_get_resv_regions");

    public static final KernelRule RMRR_BELOW_BRIDGE =
            KernelRule.of(
                    "region-rmrr-bridge",
                    "a DMAR scope that names a bridge holds for every function below it",
                    INTEL,
                    "is_downstream_to_pci_bridge",
                    Releases.since(
                            KernelRelease.of(5, 3),
                            KernelRelease.V5_15,
                            KernelRelease.V6_1,
                            KernelRelease.V6_12,
                            KernelRelease.V7_3));

    public static final KernelRule FLOPPY =
            KernelRule.of(
                    "region-floppy",
                    "an ISA bridge keeps the first 16 MiB for the floppy controller",
                    INTEL,
                    "intel_iommu_get_resv_regions",
                    Releases.since(
                            KernelRelease.of(5, 4),
                            KernelRelease.V6_1,
                            KernelRelease.V6_12,
                            KernelRelease.V7_3));

    /// The work-around is built only together with the floppy driver.
    public static final KernelRule FLOPPY_WITH_DRIVER =
            KernelRule.of(
                    "region-floppy-driver",
                    "a kernel without the floppy driver keeps nothing for it",
                    "drivers/iommu/intel/Kconfig",
                    "",
                    Releases.since(KernelRelease.V6_18, KernelRelease.V7_3));

    public static final KernelRule INTEL_MSI =
            KernelRule.of(
                    "region-vtd-msi",
                    "VT-d takes every write to this window for an interrupt",
                    INTEL,
                    "intel_iommu_get_resv_regions");

    public static final KernelRule IVMD =
            KernelRule.of(
                    "region-ivmd",
                    "the IVRS table reserves {0} for {1}",
                    AMD,
                    "amd_iommu_get_resv_regions");

    public static final KernelRule AMD_MSI =
            KernelRule.of(
                    "region-amd-msi",
                    "the AMD IOMMU takes every write to this window for an interrupt",
                    AMD,
                    "amd_iommu_get_resv_regions");

    public static final KernelRule HYPERTRANSPORT =
            KernelRule.of(
                    "region-hypertransport",
                    "HyperTransport uses these addresses itself",
                    AMD,
                    "amd_iommu_get_resv_regions");

    /// An IOMMU may say that the HyperTransport range is ordinary memory.
    public static final KernelRule HYPERTRANSPORT_IGNORED =
            KernelRule.of(
                    "region-hypertransport-ignored",
                    "the IOMMU says that the HyperTransport range need not be kept free",
                    AMD,
                    "amd_iommu_get_resv_regions",
                    Releases.since(KernelRelease.V6_18, KernelRelease.V6_18, KernelRelease.V7_3));

    public static final KernelRule SMMU_SW_MSI =
            KernelRule.of(
                    "region-smmu-sw-msi",
                    "the SMMU driver keeps this window for MSI doorbells, on every device",
                    "drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c",
                    "arm_smmu_get_resv_regions");

    public static final KernelRule VIRTIO_SW_MSI =
            KernelRule.of(
                    "region-virtio-sw-msi",
                    "the device announces no MSI window, so the driver keeps its own",
                    "drivers/iommu/virtio-iommu.c",
                    "viommu_get_resv_regions");

    public static final KernelRule VIRTIO_MSI =
            KernelRule.of(
                    "region-virtio-msi",
                    "the virtio-iommu device announces this MSI window",
                    "drivers/iommu/virtio-iommu.c",
                    "viommu_get_resv_regions");

    public static final KernelRule VIRTIO_RESERVED =
            KernelRule.of(
                    "region-virtio-reserved",
                    "the virtio-iommu device announces that it does not translate this range",
                    "drivers/iommu/virtio-iommu.c",
                    "viommu_add_resv_mem");

    public static final KernelRule ITS_WINDOW =
            KernelRule.of(
                    "region-hi161x-its",
                    "on this SMMU model the translate page of {0} is not translated",
                    "drivers/acpi/arm64/iort.c",
                    "iort_iommu_msi_get_resv_regions");

    public static final KernelRule RMR =
            KernelRule.of(
                    "region-rmr",
                    "the IORT table reserves {0} for {1}",
                    "drivers/acpi/arm64/iort.c",
                    "iort_get_rmrs",
                    Releases.since(KernelRelease.of(6, 0), KernelRelease.V6_1, KernelRelease.V7_3));

    public static final KernelRule DEVICE_TREE =
            KernelRule.of(
                    "region-device-tree",
                    "the device tree reserves {0} for {1}",
                    "drivers/iommu/of_iommu.c",
                    "of_iommu_get_resv_regions",
                    Releases.since(
                            KernelRelease.of(6, 3), KernelRelease.V6_12, KernelRelease.V7_3));

    private RegionRules() {}
}
