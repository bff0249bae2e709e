package iovatlas.kernel.iommufd;

/// What pinned memory is held against.
///
/// Source: `drivers/iommu/iommufd/io_pagetable.h:enum IOPT_PAGES_ACCOUNT_NONE`.
public enum Accounting {
    /// Nothing: the process had CAP_IPC_LOCK when it mapped.
    NONE,
    /// What the user has locked through io_uring, iommufd and the like, in all processes.
    USER,
    /// What the process has locked, as VFIO counts it.
    MM
}
