package iovatlas.app;

import java.util.List;

/// The program's entry point.
///
/// Does not extend `javafx.application.Application`: on the class path the Java launcher would then
/// refuse to start, and the command line would load JavaFX.
public final class Main {
    private static final int USAGE = 2;

    private Main() {}

    /// Runs the program and ends the process with its exit code.
    public static void main(String[] arguments) {
        int code = run(List.of(arguments));
        if (code != 0) {
            System.exit(code);
        }
    }

    /// Runs one command line and returns its exit code, without ending the process.
    static int run(List<String> arguments) {
        if (StartMode.of(arguments) == StartMode.VERSION) {
            System.out.println("IOVAtlas " + Version.text());
            return 0;
        }
        System.err.println("usage: iovatlas --version");
        return USAGE;
    }
}
