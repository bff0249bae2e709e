package iovatlas.kernel.iommu;

import iovatlas.kernel.KernelRule;

/// The rules by which IOMMU drivers shape a page table.
public final class ShapeRules {
    private static final String SMMU = "drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c";
    private static final String VTD = "drivers/iommu/intel/iommu.c";
    private static final String AMD = "drivers/iommu/amd/iommu.c";
    private static final String VIRTIO = "drivers/iommu/virtio-iommu.c";

    public static final KernelRule SMMU_STAGE_1 =
            KernelRule.of(
                    "shape-smmu-stage-1",
                    "stage 1 of {0} translates the smaller of what the SMMU takes as input ({1}"
                            + " bits) and the kernel's virtual addresses (VA_BITS {2})",
                    SMMU,
                    "arm_smmu_domain_finalise");

    public static final KernelRule SMMU_STAGE_2 =
            KernelRule.of(
                    "shape-smmu-stage-2",
                    "stage 2 of {0} translates as many bits as the SMMU puts out: {1}",
                    SMMU,
                    "arm_smmu_domain_finalise");

    public static final KernelRule SMMU_V2_STAGE_1 =
            KernelRule.of(
                    "shape-smmuv2-stage-1",
                    "stage 1 of {0} translates the smaller of the upstream width ({1} bits) and the"
                            + " kernel's virtual addresses (VA_BITS {2})",
                    "drivers/iommu/arm/arm-smmu/arm-smmu.c",
                    "arm_smmu_init_domain_context");

    public static final KernelRule SMMU_V2_STAGE_2 =
            KernelRule.of(
                    "shape-smmuv2-stage-2",
                    "stage 2 of {0} translates as many bits as the SMMU puts out: {1}",
                    "drivers/iommu/arm/arm-smmu/arm-smmu.c",
                    "arm_smmu_init_domain_context");

    public static final KernelRule ONE_GRANULE =
            KernelRule.of(
                    "shape-one-granule",
                    "of the page sizes of {0} ({1}) those of one granule are kept: the CPU's page"
                            + " size ({2}) where the SMMU has it, else the next smaller, else the"
                            + " next larger",
                    "drivers/iommu/io-pgtable-arm.c",
                    "arm_lpae_restrict_pgsizes");

    public static final KernelRule VTD_FIRST_WIDTH =
            KernelRule.of(
                    "shape-vtd-first-width",
                    "first-stage tables of {0} hold {1} bits, of which the highest is a sign: the"
                            + " lower half is for DMA",
                    VTD,
                    "paging_domain_alloc");

    public static final KernelRule VTD_SECOND_WIDTH =
            KernelRule.of(
                    "shape-vtd-second-width",
                    "second-stage tables of {0} hold {1} bits: as many as its levels (SAGAW) and"
                            + " its guest address width (MGAW) in the CAP register allow",
                    VTD,
                    "paging_domain_alloc");

    public static final KernelRule VTD_PAGES =
            KernelRule.of(
                    "shape-vtd-pages",
                    "{0} maps 4K always and the large pages that {1} say it has",
                    VTD,
                    "paging_domain_alloc");

    public static final KernelRule AMD_WIDTH =
            KernelRule.of(
                    "shape-amd-width",
                    "tables of {0} in format {1} reach {2} bits",
                    AMD,
                    "protection_domain_alloc");

    public static final KernelRule AMD_PAGES =
            KernelRule.of(
                    "shape-amd-pages",
                    "the format {1} of {0} maps these sizes: {2}",
                    AMD,
                    "protection_domain_alloc");

    public static final KernelRule VIRTIO_INPUT =
            KernelRule.of(
                    "shape-virtio-input",
                    "{0} says in its configuration which addresses it translates (input_range)",
                    VIRTIO,
                    "viommu_domain_finalise");

    public static final KernelRule VIRTIO_PAGES =
            KernelRule.of(
                    "shape-virtio-pages",
                    "{0} says in its configuration which pages it maps (page_size_mask)",
                    VIRTIO,
                    "viommu_domain_finalise");

    private ShapeRules() {}
}
