package iovatlas.kernel.iommu;

import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Releases;

/// The rules by which Linux chooses default domains and shapes page tables.
public final class DomainRules {

    private static final String IOMMU = "drivers/iommu/iommu.c";

    public static final KernelRule TYPE_DEFAULT =
            KernelRule.of(
                    "domain-type-default",
                    "the default domain type of this kernel ({0})",
                    IOMMU,
                    "iommu_subsys_init");

    public static final KernelRule STRICT_BY_CACHING_MODE =
            KernelRule.of(
                    "domain-strict-caching-mode",
                    "{0} is in caching mode, so lazy invalidation is off for every group",
                    "drivers/iommu/intel/iommu.c",
                    "intel_iommu_init",
                    Releases.since(
                            KernelRelease.of(5, 14),
                            KernelRelease.V6_1,
                            KernelRelease.V6_12,
                            KernelRelease.V7_3));

    public static final KernelRule STRICT_BY_NP_CACHE =
            KernelRule.of(
                    "domain-strict-np-cache",
                    "{0} caches absent entries (NpCache), so lazy invalidation is off for every"
                            + " group",
                    "drivers/iommu/amd/init.c",
                    "iommu_init_pci",
                    Releases.since(
                            KernelRelease.of(5, 14),
                            KernelRelease.V6_1,
                            KernelRelease.V6_12,
                            KernelRelease.V7_3));

    /// In the VT-d driver since 5.0, for every driver since 5.11.
    public static final KernelRule UNTRUSTED =
            KernelRule.of(
                    "domain-untrusted",
                    "{0} is outside the machine and not trusted, so its DMA is translated and"
                            + " invalidated at once",
                    IOMMU,
                    "iommu_get_default_domain_type",
                    Releases.since(
                            KernelRelease.of(5, 11),
                            KernelRelease.V6_1,
                            KernelRelease.V6_12,
                            KernelRelease.V7_3));

    public static final KernelRule IDENTITY_FOR_PASID =
            KernelRule.of(
                    "domain-identity-pasid",
                    "the AMD driver wants {0} untranslated because it can use PASIDs",
                    "drivers/iommu/amd/iommu.c",
                    "amd_iommu_def_domain_type");

    /// The PASID capability alone decides; older kernels wanted ATS and PRI with it.
    public static final KernelRule PASID_ALONE =
            KernelRule.of(
                    "domain-identity-pasid-alone",
                    "the PASID capability alone makes the AMD driver want {0} untranslated",
                    "drivers/iommu/amd/iommu.c",
                    "amd_iommu_def_domain_type",
                    Releases.since(KernelRelease.of(6, 7), KernelRelease.V7_3));

    public static final KernelRule VIRTIO_LAZY =
            KernelRule.of(
                    "domain-virtio-lazy",
                    "the virtio-iommu driver can invalidate lazily",
                    "drivers/iommu/virtio-iommu.c",
                    "viommu_capable",
                    Releases.since(
                            KernelRelease.of(6, 8), KernelRelease.V6_12, KernelRelease.V7_3));

    public static final KernelRule VTD_OPS_BY_STAGE =
            KernelRule.of(
                    "domain-vtd-ops",
                    "first-stage and second-stage domains have operations of their own",
                    "drivers/iommu/intel/iommu.c",
                    "intel_fs_paging_domain_ops",
                    Releases.since(KernelRelease.of(6, 17), KernelRelease.V7_3));

    public static final KernelRule AMD_SIZED_TABLES =
            KernelRule.of(
                    "domain-amd-levels",
                    "the reach of an AMD v1 table follows from the number of its levels",
                    "drivers/iommu/amd/iommu.c",
                    "amd_iommu_domain_alloc_paging_v1",
                    Releases.since(KernelRelease.of(6, 19), KernelRelease.V7_3));

    public static final KernelRule AMD_SECOND_VERSION =
            KernelRule.of(
                    "domain-amd-v2",
                    "amd_iommu=pgtbl_v2 chooses guest page tables",
                    "drivers/iommu/amd/init.c",
                    "parse_amd_iommu_options",
                    Releases.since(KernelRelease.V6_1, KernelRelease.V7_3));

    public static final KernelRule NO_PASS_THROUGH =
            KernelRule.of(
                    "domain-vtd-no-pass-through",
                    "a VT-d unit without pass-through (ECAP bit 6) always translates",
                    "drivers/iommu/intel/iommu.c",
                    "device_def_domain_type",
                    Releases.since(
                            KernelRelease.of(6, 11), KernelRelease.V6_12, KernelRelease.V7_3));

    public static final KernelRule VIRTIO_STRICT =
            KernelRule.of(
                    "domain-virtio-strict",
                    "the virtio-iommu driver cannot invalidate lazily",
                    "drivers/iommu/virtio-iommu.c",
                    "viommu_capable",
                    Releases.until(KernelRelease.of(6, 7), KernelRelease.V6_1));

    public static final KernelRule FIRST_STAGE_DEFAULT =
            KernelRule.of(
                    "domain-vtd-first-stage",
                    "a VT-d unit in scalable mode uses first-stage tables when it has both kinds",
                    "drivers/iommu/intel/iommu.c",
                    "intel_iommu_domain_alloc_paging_flags",
                    Releases.since(KernelRelease.V6_12, KernelRelease.V7_3));

    public static final KernelRule TYPE_WRITE_ONE_DEVICE =
            KernelRule.of(
                    "domain-type-one-device",
                    "the type of a group with several devices cannot be changed",
                    IOMMU,
                    "iommu_group_store_type",
                    Releases.until(KernelRelease.V6_1, KernelRelease.V6_1));

    public static final KernelRule TYPE_WRITE_READ_ONLY =
            KernelRule.of(
                    "domain-type-read-only",
                    "the type file can only be read",
                    IOMMU,
                    "iommu_group_show_type",
                    Releases.until(KernelRelease.of(5, 10), KernelRelease.V4_19));

    public static final KernelRule TYPE_WRITE_UNKNOWN =
            KernelRule.of(
                    "domain-type-unknown-word",
                    "only identity, DMA and DMA-FQ can be written, not {0}",
                    IOMMU,
                    "iommu_group_store_type");

    public static final KernelRule TYPE_WRITE_LAZY =
            KernelRule.of(
                    "domain-type-lazy-word",
                    "DMA-FQ can be written",
                    IOMMU,
                    "iommu_group_store_type",
                    Releases.since(KernelRelease.V5_15, KernelRelease.V6_1, KernelRelease.V7_3));

    public static final KernelRule TYPE_WRITE_IN_USE =
            KernelRule.of(
                    "domain-type-in-use",
                    "the group is in use: {0}",
                    IOMMU,
                    "iommu_group_store_type");

    public static final KernelRule TYPE_WRITE_CONFLICT =
            KernelRule.of(
                    "domain-type-conflict",
                    "the IOMMU driver demands another type for {0}",
                    IOMMU,
                    "iommu_get_default_domain_type");

    public static final KernelRule NO_GROUP =
            KernelRule.of("domain-no-group", "{0} has no IOMMU group", IOMMU, "iommu_group_get");

    private DomainRules() {}
}
