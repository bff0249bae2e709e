package iovatlas.kernel.iommu;

/// The page tables behind a domain. Two domains have the same operations pointer in the kernel
/// exactly if this is equal.
public enum PageTableFormat {
    SMMU_V2("SMMUv2"),
    SMMU_V3("SMMUv3"),
    VTD_FIRST_STAGE("VT-d first stage"),
    VTD_SECOND_STAGE("VT-d second stage"),
    /// All VT-d domains before first and second stage got operations of their own.
    VTD("VT-d"),
    AMD_V1("AMD v1"),
    AMD_V2("AMD v2"),
    VIRTIO("virtio-iommu");

    private final String title;

    PageTableFormat(String title) {
        this.title = title;
    }

    /// The name for people.
    public String title() {
        return title;
    }
}
