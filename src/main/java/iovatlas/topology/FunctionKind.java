package iovatlas.topology;

/// What a PCI function is, as its header type and its PCI Express capability say.
///
/// Source: PCI Express port types, `include/uapi/linux/pci_regs.h:PCI_EXP_TYPE_*`.
public enum FunctionKind {
    ROOT_PORT("root-port", 4, true),
    SWITCH_UPSTREAM("switch-upstream", 5, true),
    SWITCH_DOWNSTREAM("switch-downstream", 6, true),
    PCIE_TO_PCI_BRIDGE("pcie-to-pci-bridge", 7, true),
    PCI_TO_PCIE_BRIDGE("pci-to-pcie-bridge", 8, true),
    /// A bridge without a PCI Express capability.
    CONVENTIONAL_BRIDGE("conventional-bridge", -1, true),
    ENDPOINT("endpoint", 0, false),
    LEGACY_ENDPOINT("legacy-endpoint", 1, false),
    INTEGRATED_ENDPOINT("integrated-endpoint", 9, false),
    EVENT_COLLECTOR("event-collector", 10, false),
    /// A function without a PCI Express capability that is no bridge.
    CONVENTIONAL("conventional", -1, false);

    private final String spelling;
    private final int portType;
    private final boolean bridge;

    FunctionKind(String spelling, int portType, boolean bridge) {
        this.spelling = spelling;
        this.portType = portType;
        this.bridge = bridge;
    }

    /// @throws IllegalArgumentException when no kind has that spelling
    public static FunctionKind parse(String text) {
        for (FunctionKind kind : values()) {
            if (kind.spelling.equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is not a kind of PCI function");
    }

    /// The word of the document, e.g. `root-port`.
    public String spelling() {
        return spelling;
    }

    /// The device/port type field of the PCI Express capability, or -1 without that capability.
    public int portType() {
        return portType;
    }

    public boolean isPcie() {
        return portType >= 0;
    }

    /// True when the function has buses below it.
    public boolean isBridge() {
        return bridge;
    }
}
