package iovatlas.app;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The training run from which the build makes the AOT cache of the command line.
///
/// Runs ordinary command lines in one process with their output thrown away, so that the classes
/// they need are in the cache. Never part of a normal start.
final class AotTraining {
    private AotTraining() {}

    /// Runs every training command line; the outcome of a command does not matter here.
    public static void main(String[] arguments) {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        String sample = arguments.length == 0 ? "" : arguments[0];
        for (List<String> line : commandLines(sample)) {
            Main.run(line);
        }
    }

    private static List<List<String>> commandLines(String sample) {
        return List.of(
                List.of("--version"),
                List.of("--help"),
                List.of("check", sample),
                List.of("check", "--format", "json", sample),
                List.of("groups", "--json", sample),
                List.of("verify", sample),
                List.of("explain", "MAP_OVER_RESERVED"),
                List.of("render", sample, "--view", "all", "--format", "text", "-o", "-"),
                picture(sample, "all", "svg"),
                picture(sample, "all", "png"),
                picture(sample, "all", "pdf"),
                picture(sample, "all", "html"),
                picture(sample, "all", "dot"),
                picture(sample, "all", "csv"),
                picture(sample, "all", "json"),
                picture(sample, "compare", "png"));
    }

    private static List<String> picture(String sample, String view, String format) {
        return List.of("render", sample, "--view", view, "--format", format, "--legend", "-o", "-");
    }
}
