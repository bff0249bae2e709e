package iovatlas.cli;

import iovatlas.importer.ImportFailure;
import iovatlas.importer.Opened;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiTracer;
import iovatlas.scenario.Timeline;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// `iovatlas msi`: the way of one message, hop by hop. Ends with 1 when it is lost or misdelivered.
@Command(name = "msi", description = "the way of one message-signalled interrupt, hop by hop")
final class MsiCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "INPUT", description = "a document or a snapshot")
    private String input = "";

    @Parameters(index = "1", paramLabel = "DEVICE", description = "address or name")
    private String device = "";

    @Parameters(index = "2", paramLabel = "VECTOR", description = "0-based entry")
    private int vector;

    @Option(names = "--index", paramLabel = "msi|msix", description = "MSI-X when it has both")
    private @Nullable IrqIndex index;

    @Option(names = "--step", paramLabel = "N", description = "after step N (all steps)")
    private @Nullable Integer step;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Mixin private final InputOptions inputs = new InputOptions();

    MsiCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ImportFailure {
        Opened opened = inputs.open(console, input);
        Timeline timeline = opened.atlas().run();
        KernelState state = timeline.state(Steps.chosen(step, timeline));
        PciFunction function = Devices.find(state.topology(), device);
        IrqIndex chosen = index == null ? indexOf(function) : index;
        checkVector(function, chosen);
        MsiPath path = MsiTracer.trace(state, function.at(), chosen, vector);
        if (json) {
            Json.print(console.out(), json(path));
        } else {
            print(path);
        }
        return switch (path.verdict()) {
            case LOST, MISDELIVERED -> ExitCode.PROBLEMS;
            case DELIVERED, PENDING, NOT_SET_UP -> ExitCode.FINE;
        };
    }

    private void checkVector(PciFunction function, IrqIndex chosen) {
        PciCapabilities has = function.capabilities();
        int count =
                switch (chosen) {
                    case INTX -> has.interruptPin() == 0 ? 0 : 1;
                    case MSI -> has.msi() == null ? 0 : has.msi().vectors();
                    case MSIX -> has.msix() == null ? 0 : has.msix().tableSize();
                };
        if (vector < 0 || vector >= count) {
            throw new UsageProblem(
                    "%s has %d %s vectors, numbered from 0; there is no vector %d"
                            .formatted(function.label(), count, chosen.spelling(), vector));
        }
    }

    private static IrqIndex indexOf(PciFunction function) {
        return function.capabilities().msix() != null || function.capabilities().msi() == null
                ? IrqIndex.MSIX
                : IrqIndex.MSI;
    }

    private void print(MsiPath path) {
        PrintStream out = console.out();
        out.printf(
                "%s %s %d: %s%n",
                path.device(), path.index().spelling(), path.vector(), path.verdict().word());
        for (MsiHop hop : path.hops()) {
            out.printf(
                    "  %-3s %-17s %-20s %s%n",
                    mark(hop.status()),
                    word(hop.kind()),
                    hop.title(),
                    hop.fields().stream()
                            .map(f -> f.name().isEmpty() ? f.value() : f.name() + " " + f.value())
                            .collect(Collectors.joining(", ")));
            if (hop.reason() != null) {
                out.println("      " + hop.reason().text());
                out.println("      " + hop.reason().rule().source());
            }
        }
        out.println(path.summary());
    }

    private static String mark(MsiHop.Status status) {
        return switch (status) {
            case OK -> "ok";
            case BROKEN -> "X";
            case PENDING -> "...";
            case NOT_REACHED -> "-";
        };
    }

    private static String word(MsiHop.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> json(MsiPath path) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("device", path.device().toString());
        result.put("index", path.index().spelling());
        result.put("vector", path.vector());
        result.put("verdict", path.verdict().word());
        result.put("summary", path.summary());
        result.put("hops", path.hops().stream().map(MsiCommand::json).toList());
        return result;
    }

    private static Map<String, Object> json(MsiHop hop) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("hop", word(hop.kind()));
        result.put("title", hop.title());
        result.put("status", hop.status().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        Map<String, Object> fields = new LinkedHashMap<>();
        hop.fields().forEach(f -> fields.put(f.name(), f.value()));
        result.put("fields", fields);
        if (hop.reason() != null) {
            result.put("rule", hop.reason().rule().id());
            result.put("reason", hop.reason().text());
            result.put("source", hop.reason().rule().source().toString());
        }
        return result;
    }
}
