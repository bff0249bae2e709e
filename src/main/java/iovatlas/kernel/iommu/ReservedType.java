package iovatlas.kernel.iommu;

/// The types of reserved regions, in the kernel's numeric order (which decides sorting).
///
/// Source: `include/linux/iommu.h:enum iommu_resv_type`.
public enum ReservedType {
    DIRECT("direct", 'D', "direct"),
    DIRECT_RELAXABLE("direct-relaxable", 'R', "relaxable"),
    RESERVED("reserved", 'X', "reserved"),
    /// A window that hardware decodes before translation.
    MSI("msi", 'M', "MSI"),
    /// A window that the kernel manages; sysfs prints the same word as for [#MSI].
    SW_MSI("msi", 'S', "SW_MSI");

    private final String word;
    private final char letter;
    private final String title;

    ReservedType(String word, char letter, String title) {
        this.word = word;
        this.letter = letter;
        this.title = title;
    }

    /// The word in sysfs `reserved_regions`.
    public String word() {
        return word;
    }

    /// The letter code of the drawings.
    public char letter() {
        return letter;
    }

    /// The name for people.
    public String title() {
        return title;
    }

    /// False only for [#DIRECT_RELAXABLE]: type1 and iommufd ignore those.
    public boolean excludesMappings() {
        return this != DIRECT_RELAXABLE;
    }
}
