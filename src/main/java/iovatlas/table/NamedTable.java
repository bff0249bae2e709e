package iovatlas.table;

/// A table of a report.
///
/// @param name the word that command lines and JSON know it by, e.g. `id-maps`
/// @param title for people
/// @param facts what is in it
public record NamedTable(String name, String title, FactTable facts) {

    /// One of the tables that can be chosen.
    public static NamedTable of(TableKind kind, TableSource source) {
        return new NamedTable(kind.word(), kind.title(), kind.of(source));
    }
}
