package iovatlas.kernel.vfio;

import static iovatlas.kernel.KernelRelease.V4_19;
import static iovatlas.kernel.KernelRelease.V5_15;
import static iovatlas.kernel.KernelRelease.V5_4;
import static iovatlas.kernel.KernelRelease.V6_1;
import static iovatlas.kernel.KernelRelease.V6_12;
import static iovatlas.kernel.KernelRelease.V6_18;
import static iovatlas.kernel.KernelRelease.V7_3;

import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;

import java.util.List;

/// What can decide a call to the type1 back end.
public final class Type1Rules {

    static final KernelRule BAD_ARGUMENTS =
            rule(
                    "type1-bad-arguments",
                    "The argument structure is too short or has flags that type1 does not know:"
                            + " {0}.",
                    "vfio_iommu_type1_ioctl");
    static final KernelRule FLAGS =
            rule(
                    "type1-map-flags",
                    "A mapping is readable or writable, or moves to another process address, and"
                            + " not both: {0}.",
                    "vfio_dma_do_map");
    static final KernelRule MISALIGNED =
            rule(
                    "type1-misaligned",
                    "Size, IOVA and process address have to be multiples of the smallest page size"
                            + " that all domains share: {0}, {1}.",
                    "vfio_dma_do_map");
    static final KernelRule WRAPS =
            rule(
                    "type1-range-wraps",
                    "The range would wrap at 2^64: {0}. (EINVAL up to 6.12, EOVERFLOW since 6.18.)",
                    "vfio_iommu_type1_map_dma");
    static final KernelRule OVERLAP =
            rule(
                    "type1-map-overlaps-mapping",
                    "The range overlaps the {0}: type1 never replaces or merges mappings.",
                    "vfio_dma_do_map");
    static final KernelRule LIMIT =
            new KernelRule(
                    "type1-entry-limit",
                    "The container holds as many mappings as dma_entry_limit allows: {0}.",
                    source("vfio_dma_do_map"),
                    Releases.since(V5_4, V6_1, V6_12, V7_3));
    static final KernelRule NOT_PERMITTED =
            new KernelRule(
                    "type1-map-outside-iova-ranges",
                    "The range does not lie inside one of the IOVA ranges that the container"
                            + " permits: {0}.",
                    source("vfio_iommu_iova_dma_valid"),
                    Releases.since(V5_4, V6_1, V6_12, V7_3));
    static final KernelRule FAULT =
            rule(
                    "type1-map-fault",
                    "The process memory cannot be pinned from {0}: nothing is mapped there, or it"
                            + " is read-only and the device would write.",
                    "vaddr_get_pfns");
    static final KernelRule MEMLOCK =
            rule(
                    "type1-memlock",
                    "Pinning {0} would exceed RLIMIT_MEMLOCK ({1}), and the process has no"
                            + " CAP_IPC_LOCK.",
                    "vfio_pin_pages_remote");
    static final KernelRule DOORBELL_THERE =
            new KernelRule(
                    "type1-map-over-doorbell",
                    "The page table already has a {0} in the range.",
                    Source.of("drivers/iommu/io-pgtable-arm.c", "arm_lpae_init_pte"),
                    Releases.ALL);
    static final KernelRule PAGES_TOO_SMALL =
            new KernelRule(
                    "type1-map-pages-too-small",
                    "The IOMMU maps nothing smaller than {0}, and the {1} is not contiguous or not"
                            + " aligned to that.",
                    Source.of("drivers/iommu/iommu.c", "iommu_map"),
                    Releases.ALL);
    static final KernelRule VADDR_NO_MAPPING =
            rule(
                    "type1-vaddr-no-mapping",
                    "No mapping is in the range whose process address could be replaced: {0}.",
                    "vfio_dma_do_map");
    static final KernelRule VADDR_MISMATCH =
            rule(
                    "type1-vaddr-mismatch",
                    "A process address is replaced only for exactly one mapping that was"
                            + " invalidated before: {0}.",
                    "vfio_dma_do_map");
    static final KernelRule UNMAP_BISECTS =
            rule(
                    "type1-unmap-bisects",
                    "Type1v2 does not cut mappings: the {0} is only partly inside.",
                    "vfio_dma_do_unmap");
    static final KernelRule UNMAP_V1_STOPS =
            rule(
                    "type1-unmap-v1-stops",
                    "Type1 version 1 stops at a mapping that begins below the range: {0}.",
                    "vfio_dma_do_unmap");
    static final KernelRule UNMAP_NOTHING =
            rule(
                    "type1-unmap-nothing",
                    "Nothing is mapped in the range; that is a success of size 0.",
                    "vfio_dma_do_unmap");
    static final KernelRule UNMAP_ALL_RANGE =
            rule(
                    "type1-unmap-all-range",
                    "Unmapping all takes no range: IOVA and size have to be 0.",
                    "vfio_dma_do_unmap");
    static final KernelRule VADDR_TWICE =
            rule(
                    "type1-vaddr-invalidated-twice",
                    "The {0} has no valid process address already; the call undoes its marks.",
                    "vfio_dma_do_unmap");
    static final KernelRule LAST_PAGE_LOST =
            new KernelRule(
                    "type1-last-page-lost",
                    "A range that ends at the top of the 64-bit space is never found: iova + size"
                            + " is 0 ({0}).",
                    source("vfio_find_dma"),
                    Releases.until(V6_12, V4_19, V5_15, V6_1, V6_12));
    static final KernelRule DIRTY_VERSION =
            rule(
                    "type1-dirty-needs-v2",
                    "Dirty page tracking is for type1v2 only.",
                    "vfio_iommu_type1_dirty_pages");
    static final KernelRule DIRTY_RANGE =
            rule(
                    "type1-dirty-range",
                    "The dirty bitmap does not fit: {0}.",
                    "vfio_iova_dirty_bitmap");
    static final KernelRule UNKNOWN_CALL =
            new KernelRule(
                    "type1-unknown-call",
                    "The back end does not know the call in this release: {0}.",
                    source("vfio_iommu_type1_ioctl"),
                    Releases.ALL);

    static final KernelRule ALREADY_THERE =
            rule(
                    "type1-group-already-attached",
                    "The group is in this container already: {0}.",
                    "vfio_iommu_type1_attach_group");
    static final KernelRule INVALID_ADDRESS =
            new KernelRule(
                    "type1-attach-invalid-vaddr",
                    "A group cannot join while a mapping has no valid process address.",
                    source("vfio_iommu_type1_attach_group"),
                    Releases.since(V6_1, V6_1, V6_12, V7_3));
    static final KernelRule APERTURE =
            new KernelRule(
                    "type1-aperture-conflict",
                    "The new domain translates {0} only, and would cut off {1}.",
                    source("vfio_iommu_aper_conflict"),
                    Releases.since(V5_4, V6_1, V6_12, V7_3));
    static final KernelRule RESERVED =
            new KernelRule(
                    "type1-reserved-conflict",
                    "The group's {0} overlaps the {1}.",
                    source("vfio_iommu_resv_conflict"),
                    Releases.since(V5_4, V6_1, V6_12, V7_3));
    static final KernelRule NOTHING_LEFT =
            new KernelRule(
                    "type1-no-iova-left",
                    "No IOVA range would be left after the group's aperture and regions.",
                    source("vfio_iommu_resv_exclude"),
                    Releases.since(V5_4, V6_1, V6_12, V7_3));
    public static final KernelRule UNSAFE_INTERRUPTS =
            rule(
                    "type1-unsafe-interrupts",
                    "A device of the group could forge interrupts of others, and"
                            + " allow_unsafe_interrupts is off: {0}.",
                    "vfio_iommu_type1_attach_group");
    static final KernelRule NESTING =
            new KernelRule(
                    "type1-nesting",
                    "The IOMMU driver refuses a nesting domain: {0}.",
                    source("vfio_iommu_type1_attach_group"),
                    Releases.until(V6_12, V6_1, V6_12));
    public static final KernelRule DIRECT_VTD =
            new KernelRule(
                    "vtd-direct-region-refuses",
                    "VT-d refuses an unmanaged domain for a device with a fixed memory region of"
                            + " the firmware: {0}.",
                    Source.of("drivers/iommu/intel/iommu.c", "intel_iommu_attach_device"),
                    Releases.until(V6_1, V4_19, V5_15, V6_1));
    static final KernelRule DOMAIN_REUSED =
            rule(
                    "type1-domain-reused",
                    "The group joins domain d{1} of the container, on {0}: {2}.",
                    "vfio_iommu_type1_attach_group");
    static final KernelRule DOMAIN_MADE =
            rule(
                    "type1-domain-made",
                    "The group gets a domain of its own, on {0}; all mappings are replayed into"
                            + " it.",
                    "vfio_iommu_type1_attach_group");
    static final KernelRule DOMAIN_APART =
            rule(
                    "type1-domain-apart",
                    "The group cannot join domain d{0}: {1}.",
                    "vfio_iommu_type1_attach_group");
    static final KernelRule COOKIE =
            rule(
                    "type1-msi-cookie",
                    "The domain gets the software MSI {0} for doorbell pages.",
                    "vfio_iommu_type1_attach_group");
    static final KernelRule LAST_GROUP =
            rule(
                    "type1-last-group-left",
                    "The last group left: all mappings are gone, the container is without a back"
                            + " end.",
                    "vfio_iommu_type1_detach_group");

    private Type1Rules() {}

    /// Every rule, for explanations.
    public static List<KernelRule> all() {
        return List.of(
                BAD_ARGUMENTS,
                FLAGS,
                MISALIGNED,
                WRAPS,
                OVERLAP,
                LIMIT,
                NOT_PERMITTED,
                FAULT,
                MEMLOCK,
                DOORBELL_THERE,
                PAGES_TOO_SMALL,
                VADDR_NO_MAPPING,
                VADDR_MISMATCH,
                UNMAP_BISECTS,
                UNMAP_V1_STOPS,
                UNMAP_NOTHING,
                UNMAP_ALL_RANGE,
                VADDR_TWICE,
                LAST_PAGE_LOST,
                DIRTY_VERSION,
                DIRTY_RANGE,
                UNKNOWN_CALL,
                ALREADY_THERE,
                INVALID_ADDRESS,
                APERTURE,
                RESERVED,
                NOTHING_LEFT,
                UNSAFE_INTERRUPTS,
                NESTING,
                DIRECT_VTD,
                DOMAIN_REUSED,
                DOMAIN_MADE,
                DOMAIN_APART,
                COOKIE,
                LAST_GROUP);
    }

    /// Whether 64-bit sums are checked as since 6.18; the exact release between 6.12 and 6.18 is not
    /// known, so 6.18 counts.
    static boolean checksSums(iovatlas.kernel.KernelRelease release) {
        return release.atLeast(V6_18);
    }

    private static KernelRule rule(String id, String summary, String function) {
        return new KernelRule(id, summary, source(function), Releases.ALL);
    }

    private static Source source(String function) {
        return Source.of("drivers/vfio/vfio_iommu_type1.c", function);
    }
}
