package iovatlas.importer;

import java.io.Serial;

/// An input that cannot be opened. The message says what it is, what is wrong with it and what can
/// be done, in one or two sentences for a person.
public final class ImportFailure extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final String where;

    /// @param where the input as the person named it
    /// @param message what is wrong and what to do
    public ImportFailure(String where, String message) {
        super(where + ": " + message);
        this.where = where;
    }

    /// @param cause what went wrong below
    public ImportFailure(String where, String message, Throwable cause) {
        super(where + ": " + message, cause);
        this.where = where;
    }

    /// The input as the person named it.
    public String where() {
        return where;
    }
}
