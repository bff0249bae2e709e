package iovatlas.cli;

import iovatlas.export.json.JsonText;

import java.io.PrintStream;

/// Prints JSON values.
final class Json {

    private Json() {}

    /// Prints a value over several lines, ended by a line feed.
    static void print(PrintStream out, Object value) {
        out.print(text(value) + "\n");
    }

    /// The value over several lines, without a line feed at the end.
    static String text(Object value) {
        return JsonText.of(value);
    }
}
