package iovatlas.importer.sysfs.tree;

import java.io.Serial;

/// A tree cannot be opened, or is hostile. The message is one sentence for a person.
public final class TreeRefusal extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    public TreeRefusal(String message) {
        super(message);
    }

    public TreeRefusal(String message, Throwable cause) {
        super(message, cause);
    }
}
