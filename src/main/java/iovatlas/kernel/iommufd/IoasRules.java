package iovatlas.kernel.iommufd;

import iovatlas.kernel.KernelRule;

import java.util.List;

/// What can decide a call on an I/O address space.
public final class IoasRules {

    private static final String IOAS = "drivers/iommu/iommufd/ioas.c";
    private static final String TABLE = "drivers/iommu/iommufd/io_pagetable.c";
    private static final String PAGES = "drivers/iommu/iommufd/pages.c";

    static final KernelRule BAD_FLAGS =
            rule("iommufd-flags", "The call knows no flags {0}.", IOAS, "iommufd_ioas_map");
    static final KernelRule TOO_LARGE =
            rule(
                    "iommufd-field-too-large",
                    "2^64-1 is neither an address nor a length here: {0}.",
                    IOAS,
                    "iommufd_ioas_map");
    static final KernelRule NO_ACCESS =
            rule(
                    "ioas-map-no-access",
                    "A mapping has to be readable or writable.",
                    IOAS,
                    "iommufd_ioas_map");
    static final KernelRule WRAPS =
            rule("ioas-range-wraps", "The range leaves 64 bits: {0}.", TABLE, "iopt_check_iova");
    static final KernelRule BAD_LENGTH =
            rule("ioas-bad-length", "No length to map: {0}.", PAGES, "iopt_alloc_pages");
    static final KernelRule MISALIGNED =
            rule(
                    "ioas-misaligned",
                    "{0} is no multiple of the alignment {1}.",
                    TABLE,
                    "iopt_alloc_area_pages");
    static final KernelRule RESERVED =
            rule("ioas-map-reserved", "The range meets {0}.", TABLE, "iopt_check_iova");
    static final KernelRule OVERLAP =
            rule("ioas-map-overlaps", "The range overlaps {0}.", TABLE, "iopt_check_iova");
    static final KernelRule NO_SPACE =
            rule("ioas-no-space", "No gap takes {0} aligned to {1}.", TABLE, "iopt_alloc_iova");
    static final KernelRule READ_ONLY =
            rule(
                    "ioas-pages-read-only",
                    "The pages were mapped for reading; a copy cannot make them writable.",
                    TABLE,
                    "iopt_insert_area");
    static final KernelRule FAULT =
            rule("ioas-pin-fault", "Memory cannot be pinned: {0}.", PAGES, "pfn_reader_user_pin");
    static final KernelRule NOTHING_MAPPED =
            rule("ioas-nothing-mapped", "Nothing is mapped in {0}.", IOAS, "iommufd_ioas_unmap");
    static final KernelRule CUTS_AREA =
            rule(
                    "ioas-unmap-cuts-area",
                    "Unmapping takes whole mappings only, and {0} sticks out.",
                    TABLE,
                    "iopt_unmap_iova_range");
    static final KernelRule SOURCE_HOLE =
            rule(
                    "ioas-copy-hole",
                    "The source is not mapped throughout: {0}.",
                    TABLE,
                    "iopt_get_pages");
    static final KernelRule BAD_INTERVAL =
            rule(
                    "ioas-allow-bad-interval",
                    "An allowed interval needs two addresses at least and meets no other: {0}.",
                    IOAS,
                    "iommufd_ioas_load_iovas");
    static final KernelRule ALLOW_RESERVED =
            rule(
                    "ioas-allow-reserved",
                    "An allowed interval meets {0}.",
                    TABLE,
                    "iopt_set_allow_iova");
    static final KernelRule RESERVE_USED =
            rule(
                    "ioas-reserve-used",
                    "{0} would have to be reserved, and {1} is in the way.",
                    TABLE,
                    "iopt_reserve_iova");
    static final KernelRule APERTURE =
            rule(
                    "ioas-aperture",
                    "The page table does not reach there.",
                    TABLE,
                    "iopt_table_add_domain");
    static final KernelRule PAGE_TOO_LARGE =
            rule(
                    "ioas-domain-page",
                    "The page table's smallest page {0} is larger than the CPU's.",
                    TABLE,
                    "iopt_table_add_domain");
    static final KernelRule AREA_MISALIGNED =
            rule(
                    "ioas-area-misaligned",
                    "{0} does not fit the alignment {1} that would be needed.",
                    TABLE,
                    "iopt_check_iova_alignment");
    static final KernelRule HUGE_PAGES_USED =
            rule(
                    "ioas-huge-pages-used",
                    "Large pages cannot be switched off while page tables hold mappings.",
                    TABLE,
                    "iopt_disable_large_pages");
    static final KernelRule BAD_OPTION =
            rule(
                    "iommufd-bad-option",
                    "No such value or option: {0}.",
                    "drivers/iommu/iommufd/main.c",
                    "iommufd_option");
    static final KernelRule MEMLOCK =
            rule(
                    "ioas-memlock",
                    "More would be pinned than RLIMIT_MEMLOCK allows ({0}), and the process has no"
                            + " CAP_IPC_LOCK.",
                    PAGES,
                    "pfn_reader_user_update_pinned");
    static final KernelRule MSI_MIX =
            rule(
                    "ioas-msi-regions",
                    "A device cannot have a software window and another MSI window.",
                    TABLE,
                    "iopt_table_enforce_dev_resv_regions");

    private IoasRules() {}

    private static KernelRule rule(String id, String summary, String path, String function) {
        return IommufdRules.rule(id, summary, path, function);
    }

    /// Every rule, for explanations.
    public static List<KernelRule> all() {
        return List.of(
                BAD_FLAGS,
                TOO_LARGE,
                NO_ACCESS,
                WRAPS,
                BAD_LENGTH,
                MISALIGNED,
                RESERVED,
                OVERLAP,
                NO_SPACE,
                READ_ONLY,
                FAULT,
                NOTHING_MAPPED,
                CUTS_AREA,
                SOURCE_HOLE,
                BAD_INTERVAL,
                ALLOW_RESERVED,
                RESERVE_USED,
                APERTURE,
                PAGE_TOO_LARGE,
                AREA_MISALIGNED,
                HUGE_PAGES_USED,
                BAD_OPTION,
                MEMLOCK,
                MSI_MIX);
    }
}
