package iovatlas.importer.sysfs.tree;

import java.io.Serial;

/// A tree cannot be opened, or is hostile. The message is one sentence for a person.
public final class TreeRefusal extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final String sentence;

    public TreeRefusal(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    public TreeRefusal(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    /// The message, one sentence for a person.
    public String sentence() {
        return sentence;
    }
}
