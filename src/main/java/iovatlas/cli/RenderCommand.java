package iovatlas.cli;

import iovatlas.document.DocumentWriter;
import iovatlas.document.OpenDocument;
import iovatlas.export.Content;
import iovatlas.export.ExportOptions;
import iovatlas.export.Exporter;
import iovatlas.export.Format;
import iovatlas.export.RenderLine;
import iovatlas.export.kerneldoc.KernelDoc;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Opened;
import iovatlas.scenario.Timeline;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    @Option(names = "--view", description = "${COMPLETION-CANDIDATES} (topology)")
    private Picture.View view = Picture.View.topology;

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

    @Option(
            names = "--designs",
            split = ",",
            paramLabel = "D",
            description = "designs that --view compare shows, or all")
    private final List<String> designs = new ArrayList<>();

    @Option(names = "-o", paramLabel = "OUT", description = "file, or -; of several formats NAME.*")
    private @Nullable String output;

    @Mixin private final LookOptions look = new LookOptions();

    @Mixin private final MapLookOptions map = new MapLookOptions();

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
        int chosen = Steps.chosen(step, timeline);
        Picture picture =
                new Picture(
                        opened,
                        timeline,
                        chosen,
                        device(opened),
                        vector,
                        map.options(chosen),
                        designs);
        if (kernelDoc != null) {
            kernelDoc(opened, picture, kernelDoc);
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
                write(bytes(opened, picture, format), target);
            }
        }
        return ExitCode.FINE;
    }

    private byte[] bytes(Opened opened, Picture picture, RenderFormat wanted) {
        return switch (wanted) {
            case RenderFormat.OfPicture(Format kind) ->
                    new Exporter(
                                    picture.content(view),
                                    look.options(opened.atlas().topology(), kind))
                            .write(kind);
            case RenderFormat.OfMachine(RenderFormat.Emitter emitter) ->
                    emitter.write(opened.atlas(), picture.timeline().state(picture.step()))
                            .getBytes(StandardCharsets.UTF_8);
        };
    }

    private @Nullable PciAddress device(Opened opened) {
        return device == null ? null : Devices.find(opened.atlas().topology(), device).at();
    }

    private void kernelDoc(Opened opened, Picture picture, String folder) throws IOException {
        Content content = picture.content(view);
        ExportOptions options = look.options(opened.atlas().topology(), Format.SVG);
        OpenDocument document = opened.document();
        String text =
                document == null || document.isEmbedded()
                        ? DocumentWriter.write(opened.atlas())
                        : document.text();
        String name = name(content);
        String command =
                "iovatlas "
                        + line(name + ".yaml", picture, options).option("--kernel-doc", ".").text();
        Map<String, String> files =
                KernelDoc.files(
                        name,
                        content.view(),
                        new Exporter(content, options).picture(),
                        options.theme(),
                        text,
                        command);
        Path target = console.folder().resolve(folder);
        Files.createDirectories(target);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(target.resolve(file.getKey()), file.getValue());
            console.out().println(Path.of(folder).resolve(file.getKey()));
        }
    }

    private RenderLine line(String document, Picture picture, ExportOptions options) {
        RenderLine line = new RenderLine(document, picture.content(view).view());
        line.map(picture.map());
        if (step != null) {
            line.option("--step", step);
        }
        if (device != null) {
            line.option("--device", device);
        }
        if (vector != null) {
            line.option("--vector", vector);
        }
        inputs.release().ifPresent(release -> line.option("--kernel", release));
        return line.options(options, Format.SVG);
    }

    /// The file's name without its ending; of what came from elsewhere the document's title.
    private String name(Content content) {
        Path file = Path.of(input).getFileName();
        String name = file == null ? "" : file.toString().replaceFirst("\\.(ya?ml|mbox|eml)$", "");
        return name.isEmpty() || name.equals("-") ? content.title() : name;
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
