package iovatlas.diagnostic;

/// How bad a problem is.
public enum Severity {
    /// Fails, or silently does the wrong thing.
    ERROR("error"),
    /// Works now and will not always.
    WARNING("warning"),
    /// Worth knowing.
    NOTE("note");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
