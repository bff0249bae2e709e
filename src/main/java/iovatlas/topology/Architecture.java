package iovatlas.topology;

/// The processor architecture of a host or a guest.
public enum Architecture {
    ARM64("arm64"),
    X86_64("x86_64"),
    /// POWER, of guests only: on a host of another architecture they are emulated.
    PPC64("ppc64");

    private final String spelling;

    Architecture(String spelling) {
        this.spelling = spelling;
    }

    /// The architecture of a host.
    ///
    /// @throws IllegalArgumentException for anything else
    public static Architecture parse(String text) {
        return switch (text) {
            case "arm64", "aarch64" -> ARM64;
            case "x86_64", "amd64", "x86-64" -> X86_64;
            default ->
                    throw new IllegalArgumentException("\"" + text + "\" is not arm64 or x86_64");
        };
    }

    /// The architecture of a guest.
    ///
    /// @throws IllegalArgumentException for anything else
    public static Architecture parseGuest(String text) {
        return switch (text) {
            case "ppc64", "ppc64le" -> PPC64;
            case "arm64", "aarch64", "x86_64", "amd64", "x86-64" -> parse(text);
            default ->
                    throw new IllegalArgumentException(
                            "\"" + text + "\" is not arm64, x86_64 or ppc64");
        };
    }

    public String spelling() {
        return spelling;
    }
}
