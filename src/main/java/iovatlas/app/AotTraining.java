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
        for (List<String> line : commandLines()) {
            Main.run(line);
        }
    }

    private static List<List<String>> commandLines() {
        return List.of(List.of("--version"));
    }
}
