package iovatlas.task;

import java.io.Serial;

/// Thrown by long work that was told to stop. Not an error.
public final class Cancelled extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    public Cancelled() {
        super("cancelled", null, false, false);
    }
}
