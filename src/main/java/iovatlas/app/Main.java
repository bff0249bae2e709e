package iovatlas.app;

import iovatlas.cli.Console;
import iovatlas.cli.Iovatlas;

import java.nio.file.Path;
import java.util.List;

/// The program's entry point.
///
/// Does not extend `javafx.application.Application`: on the class path the Java launcher would then
/// refuse to start, and the command line would load JavaFX.
public final class Main {
    private static final int NO_DISPLAY = 4;

    private Main() {}

    /// Runs the program and ends the process with its exit code. With a window the process lives on
    /// until that is closed.
    public static void main(String[] arguments) {
        int code = run(List.of(arguments));
        if (code != 0) {
            System.exit(code);
        }
    }

    /// Runs one command line and returns its exit code, without ending the process.
    static int run(List<String> arguments) {
        return switch (StartMode.of(arguments)) {
            case VERSION -> {
                System.out.println("IOVAtlas " + Version.text());
                yield 0;
            }
            case WINDOW -> window(arguments);
            case DEMO -> new DemoMode(console()).run(arguments.subList(1, arguments.size()));
            case COMMAND_LINE -> Iovatlas.run(arguments, console());
        };
    }

    private static Console console() {
        return Console.ofProcess(System.in, System.out, System.err);
    }

    private static int window(List<String> inputs) {
        try {
            WindowMode.open(inputs.stream().map(Path::of).toList());
            return 0;
        } catch (NoDisplay e) {
            System.err.println(e.getMessage());
            return NO_DISPLAY;
        }
    }
}
