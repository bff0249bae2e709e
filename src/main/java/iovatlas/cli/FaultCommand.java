package iovatlas.cli;

import iovatlas.diagnostic.fault.Fault;
import iovatlas.diagnostic.fault.FaultLines;
import iovatlas.diagnostic.fault.FaultLocator;
import iovatlas.diagnostic.fault.FaultPlace;
import iovatlas.diagnostic.fault.FaultSummary;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Opened;
import iovatlas.importer.mail.LogText;
import iovatlas.scenario.Timeline;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;

/// `iovatlas fault`: the IOMMU faults of a log, placed on a machine.
@Command(
        name = "fault",
        description = "where the IOMMU faults of a kernel log lie, and what may have caused them")
final class FaultCommand implements Callable<Integer> {

    private static final int MOST_OF_A_KIND = 8;
    private static final int MOST_BYTES = 64 << 20;

    private final Console console;

    @Parameters(index = "0", paramLabel = "INPUT", description = "a document or a snapshot")
    private String input = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "LOG",
            description = "a kernel log or a trace, or - (the log that INPUT recorded)")
    private @Nullable String log;

    @Option(names = "--step", paramLabel = "N", description = "after step N (all steps)")
    private @Nullable Integer step;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Mixin private final InputOptions inputs = new InputOptions();

    FaultCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ImportFailure, IOException {
        Opened opened = inputs.open(console, input);
        List<String> lines = log == null ? opened.atlas().observation().logFacts() : read(log);
        FaultLines read = FaultLines.of(lines);
        Timeline timeline = opened.atlas().run();
        int after = Steps.chosen(step, timeline);
        List<FaultPlace> places = new FaultLocator(timeline, after).locate(read.faults());
        if (json) {
            FaultJson made = new FaultJson(input, log == null ? "" : log, lines.size(), after);
            Json.print(console.out(), made.of(read, places));
        } else {
            print(read, places, lines.size());
        }
        return ExitCode.FINE;
    }

    private List<String> read(String name) throws IOException {
        if (name.equals("-")) {
            return lines(console.in());
        }
        try (InputStream in = Files.newInputStream(console.folder().resolve(name))) {
            return lines(in);
        }
    }

    private static List<String> lines(InputStream in) throws IOException {
        return LogText.lines(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
    }

    private void print(FaultLines read, List<FaultPlace> places, int lines) {
        PrintStream out = console.out();
        if (places.isEmpty()) {
            out.println("no fault among " + lines + " lines");
        }
        for (FaultSummary kind : FaultSummary.of(places)) {
            String together = kind.text();
            if (kind.places().size() > 1) {
                out.println(kind.first().fault().reporter().word() + ": " + together);
            }
            kind.places().stream().limit(MOST_OF_A_KIND).forEach(this::print);
            if (kind.places().size() > MOST_OF_A_KIND) {
                out.println(
                        "  ... and %d more of this kind; --json has all"
                                .formatted(kind.places().size() - MOST_OF_A_KIND));
            }
        }
        if (read.suppressed() > 0) {
            out.println("the kernel left out %d more messages".formatted(read.suppressed()));
        }
        if (read.lost() > 0) {
            out.println("events were lost: the IOMMU's event queue ran over");
        }
    }

    private void print(FaultPlace place) {
        PrintStream out = console.out();
        Fault fault = place.fault();
        out.printf(
                "%s: %s%s%n",
                fault.reporter().word(),
                place.headline(),
                place.times() == 1 ? "" : ", " + place.times() + " times");
        out.printf(
                "  line %d: %s%n",
                fault.line(), fault.reason().isEmpty() ? "no reason given" : fault.reason());
        if (place.group() >= 0) {
            out.printf(
                    "  group %d, %s%n",
                    place.group(),
                    place.space().isEmpty() ? "a domain of the kernel" : "in " + place.space());
        }
        place.facts().forEach(fact -> out.println("  " + fact));
        out.println("  " + place.story());
    }
}
