package iovatlas.document.yaml;

import java.io.Serial;

/// Says in one sentence what is wrong with a text, and where.
public final class NodeError extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Position at;

    public NodeError(String sentence, Position at) {
        super(sentence);
        this.at = at;
    }

    public NodeError(String sentence, Position at, Throwable cause) {
        super(sentence, cause);
        this.at = at;
    }

    /// Where the offending value begins.
    public Position at() {
        return at;
    }

    /// The sentence; never null.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
