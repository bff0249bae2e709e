package iovatlas.cli;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.MsiVector;
import iovatlas.atlas.WriteText;
import iovatlas.diagnostic.recorded.RecordedPath;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.msi.MatrixReader;
import iovatlas.diagram.msi.MsiMatrix;
import iovatlas.diagram.msi.MsiMatrixDiagram;
import iovatlas.export.text.TextWriter;
import iovatlas.importer.ImportFailure;
import iovatlas.kernel.doorbell.Message;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.scenario.MsiTracer;
import iovatlas.scenario.Timeline;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/// `iovatlas msi`: the way of one message, hop by hop; without a vector, where all vectors of the
/// device go; with `--probe`, what any write of the device does. Ends with 1 when a message is lost
/// or misdelivered.
@Command(name = "msi", description = "the way of one message-signalled interrupt, hop by hop")
final class MsiCommand implements Callable<Integer> {

    private static final int COLUMNS = 72;

    private final Console console;

    @Parameters(index = "0", paramLabel = "INPUT", description = "a document or a snapshot")
    private String input = "";

    @Parameters(index = "1", paramLabel = "DEVICE", description = "address or name")
    private String device = "";

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "VECTOR",
            description = "0-based entry (without it: a table of all that are set up)")
    private @Nullable Integer vector;

    @Option(names = "--index", paramLabel = "msi|msix", description = "MSI-X when it has both")
    private @Nullable IrqIndex index;

    @Option(
            names = "--probe",
            paramLabel = "ADDR=VALUE",
            description = "what a write of VALUE to ADDR by the device does")
    private @Nullable String probe;

    @Option(
            names = "--pasid",
            paramLabel = "N",
            description = "the write of --probe has a prefix with PASID N")
    private @Nullable Integer pasid;

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
        if (probe != null && vector != null) {
            throw new UsageProblem("--probe asks about a write, not about a vector; leave one out");
        }
        if (pasid != null && probe == null) {
            throw new UsageProblem("--pasid says how --probe writes; give --probe as well");
        }
        Atlas atlas = inputs.open(console, input).atlas();
        Timeline timeline = atlas.run();
        KernelState state = timeline.state(Steps.chosen(step, timeline));
        PciFunction function = Devices.find(state.topology(), device);
        if (probe != null) {
            return probe(state, function, write(probe));
        }
        return vector == null
                ? all(state, function)
                : one(atlas, timeline, state, function, vector);
    }

    private static Message write(String text) {
        try {
            return WriteText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageProblem(String.valueOf(e.getMessage()));
        }
    }

    private int one(
            Atlas atlas, Timeline timeline, KernelState state, PciFunction function, int number) {
        IrqIndex chosen = index == null ? indexOf(function) : index;
        checkVector(function, chosen, number);
        MsiPath path = MsiTracer.trace(state, function.at(), chosen, number);
        RecordedPath seen = RecordedPath.of(atlas.observation(), timeline.state(0), path);
        if (json) {
            Json.print(console.out(), MsiJson.of(path, seen));
        } else {
            new MsiText(console.out()).print(path, seen);
        }
        return code(path.verdict());
    }

    private int probe(KernelState state, PciFunction function, Message write) {
        MsiTracer.Probe result = MsiTracer.probe(state, function.at(), write, pasid);
        if (json) {
            Json.print(console.out(), MsiJson.of(result));
        } else {
            new MsiText(console.out()).print(result);
        }
        return code(result.verdict());
    }

    private int all(KernelState state, PciFunction function) {
        MsiMatrix matrix = MatrixReader.read(state, function.at());
        if (json) {
            Json.print(console.out(), MsiJson.of(function.at(), matrix));
        } else {
            DrawingStyle style = DrawingStyle.cells(COLUMNS).withCaption();
            console.out()
                    .print(TextWriter.write(MsiMatrixDiagram.draw(matrix, style, null), COLUMNS));
        }
        return matrix.tables().stream()
                .flatMap(table -> table.columns().stream())
                .mapToInt(column -> code(column.verdict()))
                .max()
                .orElse(ExitCode.FINE);
    }

    private static int code(Verdict verdict) {
        return switch (verdict) {
            case LOST, MISDELIVERED -> ExitCode.PROBLEMS;
            case DELIVERED, PENDING, NOT_SET_UP -> ExitCode.FINE;
        };
    }

    private static void checkVector(PciFunction function, IrqIndex chosen, int number) {
        int count = MsiVector.count(function, chosen);
        if (number < 0 || number >= count) {
            throw new UsageProblem(
                    "%s has %d %s vectors, numbered from 0; there is no vector %d"
                            .formatted(function.label(), count, chosen.spelling(), number));
        }
    }

    private static IrqIndex indexOf(PciFunction function) {
        return MsiVector.of(function, 0).map(MsiVector::index).orElse(IrqIndex.MSIX);
    }
}
