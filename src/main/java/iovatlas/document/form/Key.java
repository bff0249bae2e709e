package iovatlas.document.form;

/// A key of a mapping and how its value is spelled.
///
/// @param name as it stands in the document
/// @param <T> the kind of value
public record Key<T>(String name, Spelling<T> spelling) {
    public static <T> Key<T> of(String name, Spelling<T> spelling) {
        return new Key<>(name, spelling);
    }
}
