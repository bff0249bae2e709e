package iovatlas.scenario;

import iovatlas.scenario.MsiHop.Field;

import java.util.List;

/// Where a person sees on a real host that a message went wrong.
///
/// @param name `log` for a line of the kernel log, `seen at` for another place
/// @param text the line, or the place
/// @param printer the kernel function that prints the line, empty for another place
record MsiTracerSight(String name, String text, String printer) {

    /// The name of the field that holds a line of the kernel log.
    static final String LOG = "log";

    /// The name of the field that holds the function that prints it.
    static final String PRINTER = "printed by";

    private static final String PLACE = "seen at";

    /// A line of the kernel log; an empty one stands for nothing.
    ///
    /// @param printer the kernel function that prints it
    static MsiTracerSight log(String line, String printer) {
        return line.isEmpty() ? nowhere() : new MsiTracerSight(LOG, line, printer);
    }

    /// A file, a register, a tool.
    static MsiTracerSight place(String text) {
        return new MsiTracerSight(PLACE, text, "");
    }

    /// Nothing shows it.
    static MsiTracerSight nowhere() {
        return place("nowhere");
    }

    /// Whether a field of that name tells where something is seen.
    static boolean isSight(String name) {
        return name.equals(LOG) || name.equals(PLACE);
    }

    List<Field> fields() {
        Field what = new Field(name, text);
        return printer.isEmpty() ? List.of(what) : List.of(new Field(PRINTER, printer), what);
    }
}
