package iovatlas.cli;

import java.io.Serial;

/// The command line asks for something that is not there. Its message is one sentence for people.
final class UsageProblem extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    UsageProblem(String message) {
        super(message);
    }
}
