package iovatlas.app;

import java.io.Serial;

/// There is no display, or a library for it is missing. The message says which, in one sentence.
final class NoDisplay extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    NoDisplay(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
