package iovatlas.document;

/// A document's text and where it stands in the text around it.
///
/// @param text of the document alone
/// @param linesBefore lines of the whole text before the document
/// @param prefix how many characters stand before each line of it, as in a quoted reply
/// @param embedded whether anything stands around it
record EmbeddedText(String text, int linesBefore, int prefix, boolean embedded) {
    /// A text that is a document and nothing else.
    static EmbeddedText whole(String text) {
        return new EmbeddedText(text, 0, 0, false);
    }

    /// The line of the whole text.
    int line(int line) {
        return line + linesBefore;
    }

    /// The column of the whole text.
    int column(int column) {
        return column + prefix;
    }
}
