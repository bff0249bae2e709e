package iovatlas.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Where a command reads and prints.
///
/// @param in standard input
/// @param out results
/// @param err errors and progress
/// @param folder what relative paths are relative to
public record Console(InputStream in, PrintStream out, PrintStream err, Path folder) {

    /// The process's own streams, in UTF-8.
    public static Console ofProcess(InputStream in, PrintStream out, PrintStream err) {
        return new Console(
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Path.of(""));
    }
}
