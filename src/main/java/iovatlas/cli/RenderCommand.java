package iovatlas.cli;

import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.document.DocumentWriter;
import iovatlas.document.OpenDocument;
import iovatlas.export.ExportOptions;
import iovatlas.export.Format;
import iovatlas.export.MachineContent;
import iovatlas.export.RenderFormat;
import iovatlas.export.View;
import iovatlas.export.kerneldoc.KernelDoc;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Opened;
import iovatlas.scenario.Timeline;
import iovatlas.topology.PciAddress;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// `iovatlas render`: pictures, tables and descriptions for other programs, without a display.
@Command(name = "render", description = "write a view into a file, without a display")
final class RenderCommand implements Callable<Integer> {

    /// Ends the name of several files, in the place of their endings.
    private static final String ANY = ".*";

    private final Console console;

    @Parameters(paramLabel = "INPUT", description = "a document or a snapshot")
    private String input = "";

    @Option(names = "--view", description = "topology, iova, msi, compare or all (topology)")
    private View view = View.TOPOLOGY;

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "FORMAT",
            description =
                    "svg, png, pdf, dot, text, html, csv, json; or the machine as qemu, libvirt,"
                            + " config-acs; several with commas")
    private final List<RenderFormat> formats = new ArrayList<>();

    @Option(names = "--step", paramLabel = "N", description = "after step N (all steps)")
    private @Nullable Integer step;

    @Option(names = "--device", paramLabel = "BDF", description = "whose message path is drawn")
    private @Nullable String device;

    @Option(names = "--vector", paramLabel = "N", description = "which vector (0)")
    private @Nullable Integer vector;

    @Option(
            names = "--kernel-doc",
            paramLabel = "DIR",
            description = "write SVG, document and a stub with kernel-figure into that folder")
    private @Nullable String kernelDoc;

    @Option(names = "-o", paramLabel = "OUT", description = "file, or -; of several formats NAME.*")
    private @Nullable String output;

    @Mixin private final LookOptions look = new LookOptions();

    @Mixin private final ViewChoice choice = new ViewChoice();

    @Mixin private final InputOptions inputs = new InputOptions();

    RenderCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ImportFailure, IOException {
        if ((kernelDoc == null) == (output == null) || (kernelDoc == null) == formats.isEmpty()) {
            throw new UsageProblem("give --format and -o, or --kernel-doc alone");
        }
        Opened opened = inputs.open(console, input);
        Timeline timeline = opened.atlas().run();
        MachineContent content = content(opened, timeline);
        if (kernelDoc != null) {
            kernelDoc(opened, content, kernelDoc);
        } else if (output != null) {
            boolean several = formats.size() > 1;
            if (several && !output.endsWith(ANY)) {
                throw new UsageProblem("several formats need -o NAME.* for their endings");
            }
            for (RenderFormat format : formats) {
                String target =
                        several
                                ? output.substring(0, output.length() - 1) + format.ending()
                                : output;
                write(format.write(content, options(content, format)), target);
            }
        }
        return ExitCode.FINE;
    }

    private MachineContent content(Opened opened, Timeline timeline) {
        int chosen = Steps.chosen(step, timeline);
        return new MachineContent(
                opened.atlas(),
                timeline,
                chosen,
                opened.layout(),
                view,
                device(timeline, chosen),
                vector,
                opened.notes(),
                () -> StandardRules.checker().check(opened.atlas(), timeline).problems(),
                choice.options(timeline.state(chosen).topology(), chosen));
    }

    private ExportOptions options(MachineContent content, RenderFormat wanted) {
        return switch (wanted) {
            case RenderFormat.OfPicture(Format kind) -> look.options(topology(content), kind);
            case RenderFormat.OfMachine _ -> ExportOptions.PLAIN;
        };
    }

    /// With what was added up to the moment that is shown.
    private static Topology topology(MachineContent content) {
        return content.timeline().state(content.step()).topology();
    }

    private @Nullable PciAddress device(Timeline timeline, int chosen) {
        return device == null ? null : Devices.find(timeline, chosen, device).at();
    }

    private void kernelDoc(Opened opened, MachineContent content, String folder)
            throws IOException {
        ExportOptions options = look.options(topology(content), Format.SVG);
        OpenDocument document = opened.document();
        String text =
                document == null || document.isEmbedded()
                        ? DocumentWriter.write(opened.atlas())
                        : document.text();
        Path file = Path.of(input).getFileName();
        String name = KernelDoc.name(file == null ? "" : file.toString(), content.title());
        Map<String, String> more =
                inputs.release().map(r -> Map.of("--kernel", r.toString())).orElse(Map.of());
        Path target = console.folder().resolve(folder);
        Files.createDirectories(target);
        for (Map.Entry<String, String> entry :
                KernelDoc.files(name, content, options, text, more).entrySet()) {
            Files.writeString(target.resolve(entry.getKey()), entry.getValue());
            console.out().println(Path.of(folder).resolve(entry.getKey()));
        }
    }

    private void write(byte[] bytes, String target) throws IOException {
        if (target.equals("-")) {
            console.out().write(bytes);
            console.out().flush();
            return;
        }
        Path file = console.folder().resolve(target);
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        Files.write(file, bytes);
    }
}
