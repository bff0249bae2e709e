package iovatlas.kernel;

/// What a group's default domain does, with the word of its sysfs `type` file.
///
/// Source: `drivers/iommu/iommu.c:iommu_group_show_type`.
public enum DomainType {
    DMA("DMA"),
    DMA_FQ("DMA-FQ"),
    IDENTITY("identity"),
    BLOCKED("blocked"),
    UNMANAGED("unmanaged"),
    UNKNOWN("unknown");

    private final String word;

    DomainType(String word) {
        this.word = word;
    }

    /// @throws IllegalArgumentException for a word that sysfs never prints
    public static DomainType parse(String text) {
        for (DomainType type : values()) {
            if (type.word.equals(text)) {
                return type;
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is not a domain type such as DMA");
    }

    public String word() {
        return word;
    }
}
