package iovatlas.scenario;

/// How a guest's table entry was written, which decides whether a VMM makes a route of it.
public enum GuestEntry {
    /// While it was masked: the VMM makes the route when the guest unmasks it.
    MASKED("masked"),
    /// While it was not masked: a route that is there stays as it is.
    LIVE("live"),
    /// With an address for which the guest's own IOMMU has no mapping.
    UNTRANSLATED("untranslated");

    private final String word;

    GuestEntry(String word) {
        this.word = word;
    }

    /// The word of the document.
    public String word() {
        return word;
    }
}
