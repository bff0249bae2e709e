package iovatlas.cli;

/// What the program's exit codes mean. They are a contract.
public final class ExitCode {

    public static final int FINE = 0;

    /// At least one error-level problem, or a mismatch.
    public static final int PROBLEMS = 1;

    /// The command line is wrong.
    public static final int USAGE = 2;

    /// An input cannot be read.
    public static final int UNREADABLE = 3;

    /// A window was asked for and there is no display.
    public static final int NO_DISPLAY = 4;

    private ExitCode() {}
}
