package iovatlas.kernel.iommu;

import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Releases;

/// The rules by which IOMMU drivers shape a page table. Read in 6.1, 6.12 and 7.3; where the code
/// moved, there is a rule for each place.
public final class ShapeRules {
    private static final String SMMU = "drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c";
    private static final String SMMU_V2 = "drivers/iommu/arm/arm-smmu/arm-smmu.c";
    private static final String VTD = "drivers/iommu/intel/iommu.c";
    private static final String AMD = "drivers/iommu/amd/iommu.c";
    private static final String VIRTIO = "drivers/iommu/virtio-iommu.c";

    private static final Releases UP_TO_6_12 =
            Releases.until(KernelRelease.V6_12, KernelRelease.V6_1, KernelRelease.V6_12);
    private static final Releases AFTER_6_12 =
            Releases.since(KernelRelease.of(6, 13), KernelRelease.V7_3);

    public static final KernelRule SMMU_STAGE_1 =
            KernelRule.of(
                    "shape-smmu-stage-1",
                    "stage 1 of {0} translates the smaller of what the SMMU takes as input ({1}"
                            + " bits) and the kernel's virtual addresses (VA_BITS {2})",
                    SMMU,
                    "arm_smmu_domain_finalise");

    /// Up to 6.12 at least 40 bits where the SMMU also has the tables of 32-bit Arm.
    public static final KernelRule SMMU_STAGE_2 =
            KernelRule.of(
                    "shape-smmu-stage-2",
                    "stage 2 of {0} translates as many bits as the SMMU puts out: {1}",
                    SMMU,
                    "arm_smmu_domain_finalise");

    public static final KernelRule SMMU_V2_STAGE_1 =
            KernelRule.of(
                    "shape-smmuv2-stage-1",
                    "stage 1 of {0} translates as many bits as get to it from upstream (ID2.UBS):"
                            + " {1}",
                    SMMU_V2,
                    "arm_smmu_init_domain_context");

    public static final KernelRule SMMU_V2_STAGE_2 =
            KernelRule.of(
                    "shape-smmuv2-stage-2",
                    "stage 2 of {0} translates as many bits as its intermediate addresses have"
                            + " (ID2.IAS): {1}",
                    SMMU_V2,
                    "arm_smmu_init_domain_context");

    public static final KernelRule ONE_GRANULE =
            KernelRule.of(
                    "shape-one-granule",
                    "of the page sizes of {0} ({1}) those of one granule are kept: the CPU's page"
                            + " size ({2}) where the SMMU has it, else the next smaller, else the"
                            + " next larger",
                    "drivers/iommu/io-pgtable-arm.c",
                    "arm_lpae_restrict_pgsizes");

    private static final String FIRST_WIDTH =
            "first-stage tables of {0} hold {1} bits, of which the highest is a sign: the lower"
                    + " half is for DMA";

    public static final KernelRule VTD_FIRST_WIDTH =
            KernelRule.of(
                    "shape-vtd-first-width",
                    FIRST_WIDTH,
                    VTD,
                    "domain_update_iommu_cap",
                    UP_TO_6_12);

    public static final KernelRule VTD_FIRST_WIDTH_BY_STAGE =
            KernelRule.of(
                    "shape-vtd-first-width-by-stage",
                    FIRST_WIDTH,
                    VTD,
                    "intel_iommu_domain_alloc_first_stage",
                    AFTER_6_12);

    private static final String SECOND_WIDTH =
            "second-stage tables of {0} hold {1} bits: as many as its levels (SAGAW) and its guest"
                    + " address width (MGAW) in the CAP register allow";

    public static final KernelRule VTD_SECOND_WIDTH =
            KernelRule.of(
                    "shape-vtd-second-width",
                    SECOND_WIDTH,
                    VTD,
                    "domain_update_iommu_cap",
                    UP_TO_6_12);

    public static final KernelRule VTD_SECOND_WIDTH_BY_STAGE =
            KernelRule.of(
                    "shape-vtd-second-width-by-stage",
                    SECOND_WIDTH,
                    VTD,
                    "intel_iommu_domain_alloc_second_stage",
                    AFTER_6_12);

    private static final String PAGES =
            "{0} maps 4K always and the large pages that {1} say it has";

    public static final KernelRule VTD_PAGES =
            KernelRule.of("shape-vtd-pages", PAGES, VTD, "domain_super_pgsize_bitmap", UP_TO_6_12);

    public static final KernelRule VTD_FIRST_PAGES =
            KernelRule.of(
                    "shape-vtd-first-pages",
                    PAGES,
                    VTD,
                    "intel_iommu_domain_alloc_first_stage",
                    AFTER_6_12);

    public static final KernelRule VTD_SECOND_PAGES =
            KernelRule.of(
                    "shape-vtd-second-pages",
                    PAGES,
                    VTD,
                    "intel_iommu_domain_alloc_second_stage",
                    AFTER_6_12);

    private static final String AMD_REACH = "tables of {0} in format {1} reach {2} bits";

    public static final KernelRule AMD_WIDTH =
            KernelRule.of("shape-amd-width", AMD_REACH, AMD, "dma_max_address", UP_TO_6_12);

    public static final KernelRule AMD_V1_WIDTH =
            KernelRule.of(
                    "shape-amd-v1-width",
                    AMD_REACH,
                    AMD,
                    "amd_iommu_domain_alloc_paging_v1",
                    AFTER_6_12);

    public static final KernelRule AMD_V2_WIDTH =
            KernelRule.of(
                    "shape-amd-v2-width",
                    AMD_REACH,
                    AMD,
                    "amd_iommu_domain_alloc_paging_v2",
                    AFTER_6_12);

    private static final String AMD_SIZES = "the format {1} of {0} maps these sizes: {2}";

    public static final KernelRule AMD_V1_PAGES =
            KernelRule.of(
                    "shape-amd-v1-pages",
                    AMD_SIZES,
                    "drivers/iommu/amd/io_pgtable.c",
                    "v1_alloc_pgtable",
                    UP_TO_6_12);

    public static final KernelRule AMD_V2_PAGES =
            KernelRule.of(
                    "shape-amd-v2-pages",
                    AMD_SIZES,
                    "drivers/iommu/amd/io_pgtable_v2.c",
                    "v2_alloc_pgtable",
                    UP_TO_6_12);

    public static final KernelRule AMD_V1_PAGES_GENERIC =
            KernelRule.of(
                    "shape-amd-v1-pages-generic",
                    AMD_SIZES,
                    AMD,
                    "amd_iommu_domain_alloc_paging_v1",
                    AFTER_6_12);

    public static final KernelRule AMD_V2_PAGES_GENERIC =
            KernelRule.of(
                    "shape-amd-v2-pages-generic",
                    AMD_SIZES,
                    AMD,
                    "amd_iommu_domain_alloc_paging_v2",
                    AFTER_6_12);

    public static final KernelRule VIRTIO_INPUT =
            KernelRule.of(
                    "shape-virtio-input",
                    "{0} says in its configuration which addresses it translates (input_range)",
                    VIRTIO,
                    "viommu_probe");

    public static final KernelRule VIRTIO_PAGES =
            KernelRule.of(
                    "shape-virtio-pages",
                    "{0} says in its configuration which pages it maps (page_size_mask)",
                    VIRTIO,
                    "viommu_probe");

    private ShapeRules() {}
}
