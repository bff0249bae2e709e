package iovatlas.scenario;

import iovatlas.scenario.MsiHop.Field;

/// Where a person sees on a real host that a message went wrong.
///
/// @param name `log` for a line of the kernel log, `seen at` for another place
/// @param text the line, or the place
record MsiTracerSight(String name, String text) {

    /// The name of the field that holds a line of the kernel log.
    static final String LOG = "log";

    private static final String PLACE = "seen at";

    /// A line of the kernel log; an empty one stands for nothing.
    static MsiTracerSight log(String line) {
        return line.isEmpty() ? nowhere() : new MsiTracerSight(LOG, line);
    }

    /// A file, a register, a tool.
    static MsiTracerSight place(String text) {
        return new MsiTracerSight(PLACE, text);
    }

    /// Nothing shows it.
    static MsiTracerSight nowhere() {
        return new MsiTracerSight(PLACE, "nowhere");
    }

    /// Whether a field of that name tells where something is seen.
    static boolean isSight(String name) {
        return name.equals(LOG) || name.equals(PLACE);
    }

    Field field() {
        return new Field(name, text);
    }
}
