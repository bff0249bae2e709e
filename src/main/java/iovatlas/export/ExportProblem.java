package iovatlas.export;

import java.io.Serial;

/// Something was asked for that cannot be written. Its message is one sentence for people.
public final class ExportProblem extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    public ExportProblem(String message) {
        super(message);
    }
}
