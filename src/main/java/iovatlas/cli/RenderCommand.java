package iovatlas.cli;

import iovatlas.diagram.Theme;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Opened;
import iovatlas.scenario.Timeline;

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
import java.util.Locale;
import java.util.concurrent.Callable;

/// `iovatlas render`: pictures without a display.
@Command(name = "render", description = "draw a view into a file, without a display")
final class RenderCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "INPUT", description = "a document or a snapshot")
    private String input = "";

    @Option(names = "--view", required = true, description = "${COMPLETION-CANDIDATES}")
    private Picture.View view = Picture.View.topology;

    @Option(names = "--format", required = true, description = "${COMPLETION-CANDIDATES}")
    private Picture.Format format = Picture.Format.svg;

    @Option(names = "--width", paramLabel = "N", description = "columns of text, pixels of a PNG")
    private @Nullable Integer width;

    @Option(names = "--theme", description = "light, dark, print or greyscale (light)")
    private String theme = "light";

    @Option(names = "--step", paramLabel = "N", description = "after step N (all steps)")
    private @Nullable Integer step;

    @Option(names = "--device", paramLabel = "BDF", description = "whose message path is drawn")
    private @Nullable String device;

    @Option(names = "--vector", paramLabel = "N", description = "which vector (0)")
    private @Nullable Integer vector;

    @Option(
            names = "--designs",
            split = ",",
            paramLabel = "D",
            description = "designs that --view compare shows, or all")
    private final List<String> designs = new ArrayList<>();

    @Option(names = "-o", required = true, paramLabel = "OUT", description = "file, or - ")
    private String output = "-";

    @Mixin private final InputOptions inputs = new InputOptions();

    RenderCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ImportFailure, IOException {
        Opened opened = inputs.open(console, input);
        Timeline timeline = opened.atlas().run();
        Picture picture =
                new Picture(
                        opened.atlas(),
                        timeline,
                        Steps.chosen(step, timeline),
                        device == null
                                ? null
                                : Devices.find(opened.atlas().topology(), device).at(),
                        vector,
                        designs,
                        theme());
        byte[] bytes = picture.render(view, format, width);
        if (output.equals("-")) {
            console.out().write(bytes);
            console.out().flush();
        } else {
            Path target = console.folder().resolve(output);
            if (target.getParent() != null) {
                Files.createDirectories(target.getParent());
            }
            Files.write(target, bytes);
        }
        return ExitCode.FINE;
    }

    private Theme theme() {
        for (Theme known : Theme.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(theme)) {
                return known;
            }
        }
        throw new UsageProblem(
                "\"" + theme + "\" is no theme; there are light, dark, print and greyscale");
    }
}
