package iovatlas.kernel.doorbell.design;

/// How sure a statement about a doorbell design is.
public enum Certainty {
    /// Read in the kernel's source, in the patch, or measured.
    CERTAIN("certain", ""),
    /// Follows from what is certain; nobody stated or measured it.
    EXPECTED("expected", "expected, not measured"),
    /// The original text was not found.
    UNVERIFIED("unverified", "unverified");

    private final String word;
    private final String mark;

    Certainty(String word, String mark) {
        this.word = word;
        this.mark = mark;
    }

    /// The word of tables and JSON.
    public String word() {
        return word;
    }

    /// What stands behind a statement, empty for a certain one.
    public String mark() {
        return mark;
    }

    /// The less sure of the two.
    public Certainty and(Certainty other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
