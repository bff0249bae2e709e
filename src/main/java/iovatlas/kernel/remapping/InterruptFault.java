package iovatlas.kernel.remapping;

/// Why VT-d hardware drops an interrupt request, with the reason code of its fault record.
///
/// Source: `drivers/iommu/intel/dmar.c:irq_remap_fault_reasons`; the VT-d specification for the
/// order of the checks.
public enum InterruptFault {
    RESERVED_REQUEST_FIELD(
            0x20, "Detected reserved fields in the decoded interrupt-remapped request"),
    INDEX_BEYOND_TABLE(0x21, "Interrupt index exceeded the interrupt-remapping table size"),
    ENTRY_NOT_PRESENT(0x22, "Present field in the IRTE entry is clear"),
    TABLE_UNREACHABLE(0x23, "Error accessing interrupt-remapping table pointed by IRTA_REG"),
    RESERVED_ENTRY_FIELD(0x24, "Detected reserved fields in the IRTE entry"),
    COMPATIBILITY_BLOCKED(0x25, "Blocked a compatibility format interrupt request"),
    SOURCE_ID(0x26, "Blocked an interrupt request due to source-id verification failure"),
    ADDRESS_IN_INTERRUPT_RANGE(0x87, "SM: Invalid address-interrupt address");

    private final int code;
    private final String text;

    InterruptFault(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /// The reason code, e.g. 0x26.
    public int code() {
        return code;
    }

    /// The kernel's words for it.
    public String text() {
        return text;
    }

    /// The line that the kernel logs, without its prefix.
    ///
    /// @param device the requester as the release prints it
    /// @param index the entry asked for
    public String logLine(String device, int index) {
        return "DMAR: [INTR-REMAP] Request device [%s] fault index 0x%x [fault reason 0x%02x] %s"
                .formatted(device, index, code, text);
    }
}
