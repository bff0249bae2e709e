package iovatlas.cli;

import iovatlas.diagnostic.recorded.RecordedPath;
import iovatlas.diagnostic.recorded.Sighting;
import iovatlas.diagram.AsciiText;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiTracer;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Paths and probes as lines of text.
///
/// @param out where they go
record MsiText(PrintStream out) {

    void print(MsiPath path, RecordedPath seen) {
        line(
                "%s %s %d: %s"
                        .formatted(
                                path.device(),
                                path.index().spelling(),
                                path.vector(),
                                path.verdict().word()));
        hops(path.hops(), seen);
        line(path.summary());
        if (!seen.isEmpty() && !seen.compared()) {
            line("What was recorded is of the machine at boot, before the scenario's steps.");
        } else if (seen.differences() > 0) {
            line("%d recorded values differ from what is computed.".formatted(seen.differences()));
        }
    }

    void print(MsiTracer.Probe probe) {
        line(
                "%s writes 0x%x to %s: %s"
                        .formatted(
                                probe.device(),
                                probe.message().data(),
                                probe.message().address().hex(),
                                probe.verdict().word()));
        hops(probe.hops(), RecordedPath.none(probe.hops().size()));
        line(probe.summary());
    }

    private void hops(List<MsiHop> hops, RecordedPath seen) {
        for (int i = 0; i < hops.size(); i++) {
            MsiHop hop = hops.get(i);
            line(
                    "  %-3s %-17s %-20s %s"
                            .formatted(
                                    mark(hop.status()),
                                    word(hop.kind()),
                                    hop.title(),
                                    fields(hop)));
            if (hop.reason() != null) {
                line("      " + hop.reason().text());
                line("      " + hop.reason().rule().source());
            }
            if (!seen.at(i).isEmpty()) {
                line(
                        "      recorded: "
                                + seen.at(i).stream()
                                        .map(Sighting::text)
                                        .collect(Collectors.joining(", ")));
            }
        }
    }

    private void line(String text) {
        out.print(AsciiText.of(text).stripTrailing() + "\n");
    }

    private static String fields(MsiHop hop) {
        return hop.fields().stream()
                .map(f -> f.name().isEmpty() ? f.value() : f.name() + " " + f.value())
                .collect(Collectors.joining(", "));
    }

    private static String mark(MsiHop.Status status) {
        return switch (status) {
            case OK -> "ok";
            case BROKEN -> "X";
            case PENDING -> "...";
            case NOT_REACHED -> "-";
        };
    }

    static String word(MsiHop.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
