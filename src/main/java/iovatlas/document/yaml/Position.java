package iovatlas.document.yaml;

/// A place in the text, as people count: the first character is line 1, column 1.
///
/// @param line 1-based, 0 for "not in a text"
/// @param column 1-based, in Unicode characters
public record Position(int line, int column) {
    /// The position of a node that was not read from a text.
    public static final Position NONE = new Position(0, 0);

    /// The start of the text.
    public static final Position START = new Position(1, 1);
}
