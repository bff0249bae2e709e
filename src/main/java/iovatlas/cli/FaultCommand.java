package iovatlas.cli;

import iovatlas.diagnostic.fault.Fault;
import iovatlas.diagnostic.fault.FaultLines;
import iovatlas.diagnostic.fault.FaultLocator;
import iovatlas.diagnostic.fault.FaultPlace;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Opened;
import iovatlas.importer.mail.MailText;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `iovatlas fault`: the IOMMU faults of a log, placed on a machine.
@Command(
        name = "fault",
        description = "where the IOMMU faults of a kernel log lie, and what may have caused them")
final class FaultCommand implements Callable<Integer> {

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

    @Mixin private final InputOptions inputs = new InputOptions();

    FaultCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ImportFailure, IOException {
        Opened opened = inputs.open(console, input);
        List<String> lines = log == null ? opened.atlas().observation().logFacts() : read(log);
        List<Fault> faults = FaultLines.read(lines);
        if (faults.isEmpty()) {
            console.out().println("no fault among " + lines.size() + " lines");
            return ExitCode.FINE;
        }
        Timeline timeline = opened.atlas().run();
        FaultLocator locator = new FaultLocator(timeline, Steps.chosen(step, timeline));
        locator.locate(faults).forEach(this::print);
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

    /// Wrapped trace lines are put together: a fault's address may stand on the next line.
    private static List<String> lines(InputStream in) throws IOException {
        String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        MailText clean = MailText.of(text);
        boolean trace = text.contains("io_page_fault");
        MailText whole =
                trace ? clean.rejoined(line -> line.contains("[") || line.startsWith("#")) : clean;
        return atTheirNumbers(whole);
    }

    /// Lines at the index that they have in the file, so that a report names the line one sees.
    private static List<String> atTheirNumbers(MailText text) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < text.lines().size(); i++) {
            while (lines.size() < text.number(i) - 1) {
                lines.add("");
            }
            lines.add(text.lines().get(i));
        }
        return lines;
    }

    private static String label(FaultPlace place) {
        boolean named =
                place.device() != null
                        && !place.label().isEmpty()
                        && !place.label().equals(place.device().shortText());
        return named ? " (" + place.label() + ")" : "";
    }

    private void print(FaultPlace place) {
        PrintStream out = console.out();
        Fault fault = place.fault();
        out.printf(
                "%s: %s%s by %s%s%s%n",
                fault.reporter().word(),
                fault.access().word(),
                fault.address() == null ? "" : " of " + fault.address(),
                place.device() == null ? "an unknown device" : place.device().toString(),
                label(place),
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
