package iovatlas.topology;

/// How a function can be reset on its own.
///
/// Source: `drivers/pci/pci.c:pci_reset_fn_methods`.
public enum ResetMethod {
    /// Function Level Reset of the PCI Express capability.
    FLR,
    /// Function Level Reset of the Advanced Features capability.
    AF_FLR,
    /// Power management: D3hot and back clears the function (NoSoftRst is 0).
    PM,
    /// A device-specific method of the kernel.
    DEVICE_SPECIFIC,
    /// The ACPI method `_RST`.
    ACPI
}
