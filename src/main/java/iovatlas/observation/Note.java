package iovatlas.observation;

/// Something that a reader of foreign data wants a person to know: what it could not read, what it
/// did not understand and how often.
///
/// @param severity how much it matters
/// @param where the file, with line or byte offset where there is one
/// @param text one sentence
public record Note(Severity severity, String where, String text) {

    /// How much a note matters.
    public enum Severity {
        INFORMATION,
        WARNING
    }

    public static Note information(String where, String text) {
        return new Note(Severity.INFORMATION, where, text);
    }

    public static Note warning(String where, String text) {
        return new Note(Severity.WARNING, where, text);
    }
}
