package iovatlas.ui.inspector;

import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Where a computed value comes from.
///
/// @param lines what holds, each with the kernel's code that makes it so; none when nothing is to be
///     said
public record Why(List<WhyLine> lines) {

    /// Nothing is to be said.
    public static final Why NONE = new Why(List.of());

    public Why {
        lines = List.copyOf(lines);
    }

    /// A sentence of what is no matter of the kernel.
    static Why of(String text) {
        return text.isEmpty() ? NONE : new Why(List.of(new WhyLine(text, "")));
    }

    /// A rule of the kernel.
    static Why of(Reason reason, KernelRelease release) {
        return new Why(List.of(line(reason, release)));
    }

    /// Rules of the kernel, in the order in which they applied.
    static Why of(List<Reason> reasons, KernelRelease release) {
        return new Why(reasons.stream().map(reason -> line(reason, release)).toList());
    }

    /// What the kernel does in every release, read in 6.1, 6.12 and 7.3.
    static Why of(String text, String path, String function) {
        return of(text, path, function, Releases.ALL);
    }

    /// What the kernel does in some releases.
    static Why of(String text, String path, String function, Releases releases) {
        String read =
                releases.known().stream()
                        .map(KernelRelease::toString)
                        .collect(Collectors.joining(", "));
        return new Why(List.of(new WhyLine(text, Source.of(path, function) + ", read in " + read)));
    }

    /// A rule with its source, its releases, and whether anybody saw it in this one.
    static WhyLine line(Reason reason, KernelRelease release) {
        Releases releases = reason.rule().releases();
        String measured =
                releases.measuredIn(release) ? "" : "; in " + release + " expected, not measured";
        return new WhyLine(
                sentence(reason), reason.rule().source() + ", " + releases.text() + measured);
    }

    /// Some rules begin with a small letter; a name at the beginning stays as it is spelled.
    private static String sentence(Reason reason) {
        String text = reason.text();
        if (!text.isEmpty() && !reason.rule().summary().startsWith("{")) {
            text = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        }
        return text.isEmpty() || text.endsWith(".") ? text : text + ".";
    }

    /// Both.
    Why and(Why other) {
        List<WhyLine> all = new ArrayList<>(lines);
        other.lines.stream().filter(line -> !all.contains(line)).forEach(all::add);
        return new Why(all);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /// All of it, one thing a line.
    public String text() {
        return lines.stream()
                .map(line ->
                        line.source().isEmpty() ? line.text() : line.text() + "\n" + line.source())
                .collect(Collectors.joining("\n"));
    }
}
