package iovatlas.importer.trace;

import org.jspecify.annotations.Nullable;

/// One line of a trace taken apart: when, which event, and the text of its fields.
///
/// @param time nanoseconds on the trace's own clock; for QEMU's simple back end, since the event
///     before
/// @param relative whether the time counts from the event before
/// @param cpu the processor that it happened on, -1 when the trace does not tell it
/// @param event the name without its system, e.g. `map`
/// @param fields what follows the name
record TraceLine(long time, boolean relative, int cpu, String event, String fields) {

    private static final int LONGEST_NAME = 80;

    /// Takes a line of any of the known forms apart; null when it is none.
    ///
    /// ftrace, trace-cmd and perf: `TASK [CPU] FLAGS SECONDS: SYSTEM:EVENT: FIELDS`. bpftrace:
    /// `TIME SYSTEM:EVENT FIELDS`. QEMU: `EVENT MICROSECONDS pid=N FIELDS`,
    /// `PID@SECONDS:EVENT FIELDS`, or a bare `EVENT FIELDS`.
    static @Nullable TraceLine parse(String line) {
        @Nullable TraceLine kernel = kernel(line);
        if (kernel != null) {
            return kernel;
        }
        @Nullable TraceLine qemu = qemu(line);
        return qemu == null ? probe(line) : qemu;
    }

    private static @Nullable TraceLine kernel(String line) {
        int cpu = line.indexOf('[');
        while (cpu >= 0) {
            int close = line.indexOf(']', cpu);
            if (close > cpu && close - cpu <= 7 && isDigits(line, cpu + 1, close)) {
                int number = Integer.parseInt(line, cpu + 1, close, 10);
                return afterCpu(line, close + 1, number);
            }
            cpu = line.indexOf('[', cpu + 1);
        }
        return null;
    }

    private static @Nullable TraceLine afterCpu(String line, int from, int cpu) {
        int at = skipSpace(line, from);
        int end = wordEnd(line, at);
        if (end > at && line.charAt(end - 1) != ':') {
            at = skipSpace(line, end);
            end = wordEnd(line, at);
        }
        if (end <= at || line.charAt(end - 1) != ':') {
            return null;
        }
        long time = seconds(line, at, end - 1);
        return time < 0 ? null : named(line, skipSpace(line, end), time, cpu);
    }

    private static @Nullable TraceLine named(String line, int from, long time, int cpu) {
        int end = wordEnd(line, from);
        if (end - from < 2 || end - from > LONGEST_NAME || line.charAt(end - 1) != ':') {
            return null;
        }
        String name = line.substring(from, end - 1);
        return new TraceLine(
                time, false, cpu, name.substring(name.lastIndexOf(':') + 1), line.substring(end));
    }

    private static @Nullable TraceLine qemu(String line) {
        int at = line.indexOf('@');
        if (at > 0 && isDigits(line, 0, at)) {
            int colon = line.indexOf(':', at);
            long time = colon < 0 ? -1 : seconds(line, at + 1, colon);
            int end = colon < 0 ? 0 : wordEnd(line, colon + 1);
            return time < 0
                    ? null
                    : new TraceLine(
                            time, false, -1, line.substring(colon + 1, end), line.substring(end));
        }
        int end = wordEnd(line, 0);
        int next = skipSpace(line, end);
        int timeEnd = wordEnd(line, next);
        long time = seconds(line, next, timeEnd);
        if (end > 0 && time >= 0 && line.startsWith("pid=", skipSpace(line, timeEnd))) {
            return new TraceLine(
                    time / 1_000_000, true, -1, line.substring(0, end), line.substring(timeEnd));
        }
        return isOfQemu(line, end)
                ? new TraceLine(0, true, -1, line.substring(0, end), line.substring(end))
                : null;
    }

    /// QEMU logs a bare `EVENT FIELDS` where it is not told to print times.
    ///
    /// Source: QEMU `scripts/tracetool/backend/log.py`.
    private static boolean isOfQemu(String line, int end) {
        if (end < 6 || end > LONGEST_NAME || end >= line.length()) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            if (!Character.isLetterOrDigit(line.charAt(i)) && line.charAt(i) != '_') {
                return false;
            }
        }
        return line.startsWith("vfio_") || line.startsWith("iommufd_") || line.startsWith("smmu");
    }

    private static @Nullable TraceLine probe(String line) {
        int at = skipSpace(line, 0);
        int end = wordEnd(line, at);
        int stop = end > at && line.charAt(end - 1) == ':' ? end - 1 : end;
        long time =
                line.indexOf('.', at) >= 0 && line.indexOf('.', at) < stop
                        ? seconds(line, at, stop)
                        : nanoseconds(line, at, stop);
        int name = skipSpace(line, end);
        int nameEnd = wordEnd(line, name);
        int colon = line.indexOf(':', name);
        if (time < 0 || colon < name + 1 || colon >= nameEnd - 1 || nameEnd - name > LONGEST_NAME) {
            return null;
        }
        String event = line.substring(line.lastIndexOf(':', nameEnd - 2) + 1, nameEnd);
        return new TraceLine(
                time,
                false,
                -1,
                event.endsWith(":") ? event.substring(0, event.length() - 1) : event,
                line.substring(nameEnd));
    }

    private static int skipSpace(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    private static int wordEnd(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) > ' ') {
            at++;
        }
        return at;
    }

    private static boolean isDigits(String line, int from, int to) {
        for (int i = from; i < to; i++) {
            if (line.charAt(i) < '0' || line.charAt(i) > '9') {
                return false;
            }
        }
        return to > from;
    }

    private static long nanoseconds(String line, int from, int to) {
        return to - from >= 6 && to - from <= 18 && isDigits(line, from, to)
                ? Long.parseLong(line, from, to, 10)
                : -1;
    }

    /// `12.345678` in nanoseconds, or -1 when it is no such number.
    private static long seconds(String line, int from, int to) {
        int dot = line.indexOf('.', from);
        if (dot <= from
                || dot >= to - 1
                || dot - from > 10
                || to - dot > 10
                || !isDigits(line, from, dot)
                || !isDigits(line, dot + 1, to)) {
            return -1;
        }
        long fraction = Long.parseLong(line, dot + 1, to, 10);
        for (int digits = to - dot - 1; digits < 9; digits++) {
            fraction *= 10;
        }
        return Long.parseLong(line, from, dot, 10) * 1_000_000_000L + fraction;
    }
}
