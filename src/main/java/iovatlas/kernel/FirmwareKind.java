package iovatlas.kernel;

/// How the machine describes itself to Linux.
public enum FirmwareKind {
    ACPI("acpi"),
    DEVICE_TREE("device-tree");

    private final String spelling;

    FirmwareKind(String spelling) {
        this.spelling = spelling;
    }

    /// @throws IllegalArgumentException for anything else
    public static FirmwareKind parse(String text) {
        for (FirmwareKind kind : values()) {
            if (kind.spelling.equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is not acpi or device-tree");
    }

    public String spelling() {
        return spelling;
    }
}
