package iovatlas.diagram.iova;

/// What a map can show besides the owner's memory and the page tables.
public enum MapLayer {
    /// Which ranges user space is told that it may use, and the container's own list of mappings,
    /// beside the page tables that the kernel really has.
    USER_VIEW(
            "told",
            "U",
            "What user space is told and what the container keeps, beside the page tables"),
    /// Addresses that a PCI host bridge forwards to its own devices. VFIO does not know them: a write
    /// to one never reaches the IOMMU.
    BRIDGE_WINDOWS("bridges", "W", "Windows of PCI host bridges, which VFIO does not know");

    private final String word;
    private final String letter;
    private final String meaning;

    MapLayer(String word, String letter, String meaning) {
        this.word = word;
        this.letter = letter;
        this.meaning = meaning;
    }

    /// The key that shows it, which also names it on the command line.
    public String letter() {
        return letter;
    }

    /// What it shows, as a short line.
    public String meaning() {
        return meaning;
    }

    /// For buttons and the command line.
    public String word() {
        return word;
    }
}
