package iovatlas.kernel;

/// A value that decides answers, and where it comes from.
public record Fact<T>(T value, Provenance provenance) {

    public static <T> Fact<T> of(T value, Provenance provenance) {
        return new Fact<>(value, provenance);
    }

    /// The stated default: nothing better is known.
    public static <T> Fact<T> standard(T value) {
        return new Fact<>(value, Provenance.DEFAULT);
    }

    /// A value written in the document.
    public static <T> Fact<T> given(T value) {
        return new Fact<>(value, Provenance.DOCUMENT);
    }
}
