package iovatlas.topology;

/// The kinds of IOMMU that the model knows.
public enum IommuKind {
    SMMU_V2("smmuv2", "SMMUv2"),
    SMMU_V3("smmuv3", "SMMUv3"),
    VTD("vtd", "Intel VT-d"),
    AMD_VI("amd-vi", "AMD-Vi"),
    VIRTIO_IOMMU("virtio-iommu", "virtio-iommu");

    private final String spelling;
    private final String title;

    IommuKind(String spelling, String title) {
        this.spelling = spelling;
        this.title = title;
    }

    /// @throws IllegalArgumentException when no kind has that spelling
    public static IommuKind parse(String text) {
        for (IommuKind kind : values()) {
            if (kind.spelling.equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is not a kind of IOMMU");
    }

    /// The word of the document.
    public String spelling() {
        return spelling;
    }

    /// The name for people.
    public String title() {
        return title;
    }
}
