package iovatlas.scenario;

/// The interrupt indexes of a VFIO PCI device.
///
/// Source: `include/uapi/linux/vfio.h:VFIO_PCI_INTX_IRQ_INDEX` and following.
public enum IrqIndex {
    INTX("intx"),
    MSI("msi"),
    MSIX("msix");

    private final String spelling;

    IrqIndex(String spelling) {
        this.spelling = spelling;
    }

    /// @throws IllegalArgumentException for another word
    public static IrqIndex parse(String text) {
        for (IrqIndex index : values()) {
            if (index.spelling.equals(text)) {
                return index;
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is not intx, msi or msix");
    }

    /// The word of the document.
    public String spelling() {
        return spelling;
    }
}
