package iovatlas.document;

import iovatlas.document.yaml.NodeError;

import java.io.Serial;

/// A text that is no document: one sentence, and where in the text.
public final class DocumentError extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /// @param sentence what is wrong
    /// @param line 1-based
    /// @param column 1-based
    public DocumentError(String sentence, int line, int column) {
        super(sentence);
        this.line = line;
        this.column = column;
    }

    DocumentError(NodeError error, int line, int column) {
        super(error.sentence(), error);
        this.line = line;
        this.column = column;
    }

    /// 1-based line of the text in which the document stands.
    public int line() {
        return line;
    }

    /// 1-based column, in Unicode characters.
    public int column() {
        return column;
    }

    /// What is wrong, without the place.
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /// `FILE:LINE:COLUMN: sentence`.
    public String text(String file) {
        return file + ":" + line + ":" + column + ": " + sentence();
    }
}
