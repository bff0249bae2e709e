package iovatlas.document.yaml;

/// How much a document may hold. A text beyond a limit is refused, never read in part.
///
/// @param characters length of the text, in UTF-16 units
/// @param depth how deep lists and mappings may nest
/// @param nodes how many scalars, lists and mappings there may be
/// @param scalar length of one scalar, in UTF-16 units
public record Limits(int characters, int depth, int nodes, int scalar) {
    /// Room for a machine of some ten thousand functions with everything that was recorded of it.
    public static final Limits STANDARD = new Limits(64 << 20, 12, 4_000_000, 1 << 20);
}
