package iovatlas.kernel.doorbell;

/// The two kinds of message-signalled interrupts.
public enum VectorKind {
    MSI,
    MSIX;

    /// The spelling of handler names: `msi`, `msix`.
    public String spelling() {
        return this == MSI ? "msi" : "msix";
    }
}
