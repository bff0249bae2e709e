package iovatlas.app;

import iovatlas.cli.Console;
import iovatlas.cli.ExitCode;
import iovatlas.cli.Iovatlas;

import java.nio.file.Path;
import java.util.List;

/// What `mvn` alone starts: the window on a sample; without a display the same sample as a check
/// and as pictures, so that the command shows something real on every machine.
final class DemoMode {

    private record Ending(String format, String file) {}

    private static final List<String> VIEWS = List.of("topology", "iova", "msi");
    private static final List<Ending> ENDINGS =
            List.of(new Ending("svg", "svg"), new Ending("png", "png"), new Ending("text", "txt"));

    private final Console console;

    DemoMode(Console console) {
        this.console = console;
    }

    /// @param arguments the sample, and the folder for pictures
    /// @return an exit code; 0 also without a display
    int run(List<String> arguments) {
        if (arguments.size() != 2) {
            console.err().println("usage: iovatlas --demo SAMPLE FOLDER");
            return ExitCode.USAGE;
        }
        String sample = arguments.getFirst();
        try {
            WindowMode.open(List.of(Path.of(sample)));
            return ExitCode.FINE;
        } catch (NoDisplay e) {
            console.out().println(e.getMessage());
            return withoutWindow(sample, Path.of(arguments.getLast()));
        }
    }

    /// The check's own exit code says that the sample has problems, which is its point.
    int withoutWindow(String sample, Path folder) {
        console.out().println("What the check of " + sample + " finds:");
        console.out().println();
        int checked = Iovatlas.run(List.of("check", sample), console);
        if (checked > ExitCode.PROBLEMS) {
            return checked;
        }
        console.out().println();
        for (String view : VIEWS) {
            for (Ending ending : ENDINGS) {
                Path file = folder.resolve(view + "." + ending.file());
                int drawn =
                        Iovatlas.run(
                                List.of(
                                        "render",
                                        sample,
                                        "--view",
                                        view,
                                        "--format",
                                        ending.format(),
                                        "-o",
                                        file.toString()),
                                console);
                if (drawn != ExitCode.FINE) {
                    return drawn;
                }
            }
        }
        console.out()
                .println(
                        "Its topology, its IOVA map and the way of its message are drawn in "
                                + folder
                                + " (svg, png, txt).");
        return ExitCode.FINE;
    }
}
