package iovatlas.topology;

/// The processor architecture of a host or a guest.
public enum Architecture {
    ARM64("arm64"),
    X86_64("x86_64");

    private final String spelling;

    Architecture(String spelling) {
        this.spelling = spelling;
    }

    /// @throws IllegalArgumentException for anything else
    public static Architecture parse(String text) {
        return switch (text) {
            case "arm64", "aarch64" -> ARM64;
            case "x86_64", "amd64", "x86-64" -> X86_64;
            default ->
                    throw new IllegalArgumentException("\"" + text + "\" is not arm64 or x86_64");
        };
    }

    public String spelling() {
        return spelling;
    }
}
