package iovatlas.diagram.iova;

/// What a map can show besides the owner's memory and the page tables.
public enum MapLayer {
    /// Which ranges user space is told that it may use, and the container's own list of mappings,
    /// beside the page tables that the kernel really has.
    USER_VIEW("told"),
    /// Addresses that a PCI host bridge forwards to its own devices. VFIO does not know them: a write
    /// to one never reaches the IOMMU.
    BRIDGE_WINDOWS("bridges");

    private final String word;

    MapLayer(String word) {
        this.word = word;
    }

    /// For buttons and the command line.
    public String word() {
        return word;
    }
}
