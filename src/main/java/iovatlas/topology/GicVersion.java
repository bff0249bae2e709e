package iovatlas.topology;

/// How much of the GIC architecture an ITS and the redistributors behind it have.
public enum GicVersion {
    /// Physical LPIs only.
    V3("3"),
    /// Virtual LPIs, injected by hardware; one doorbell LPI for each virtual processor.
    V4("4"),
    /// The same with default doorbells and virtual SGIs.
    V4_1("4.1");

    private final String spelling;

    GicVersion(String spelling) {
        this.spelling = spelling;
    }

    /// As the document writes it: `3`, `4`, `4.1`.
    public String spelling() {
        return spelling;
    }

    public boolean hasVirtualLpis() {
        return this != V3;
    }
}
