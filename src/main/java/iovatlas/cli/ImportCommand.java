package iovatlas.cli;

import iovatlas.document.AtomicFile;
import iovatlas.document.DocumentWriter;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Opened;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `iovatlas import`: any input becomes a document. Further sources are laid over the first.
@Command(
        name = "import",
        description = "turn a snapshot or the pieces of a machine into a document")
final class ImportCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            paramLabel = "SOURCE",
            arity = "1..*",
            description = "a snapshot, then later ones, or the pieces of a machine")
    private final List<String> sources = new ArrayList<>();

    @Option(names = "-o", required = true, paramLabel = "FILE.yaml", description = "file, or -")
    private String output = "-";

    @Mixin private final InputOptions inputs = new InputOptions();

    ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ImportFailure, IOException {
        Opened opened =
                inputs.open(console, sources.getFirst(), sources.subList(1, sources.size()));
        opened.notes().forEach(note -> console.err().println(Notes.line(note)));
        String text = DocumentWriter.write(opened.atlas());
        if (output.equals("-")) {
            console.out().print(text);
        } else {
            Path target = console.folder().resolve(output);
            AtomicFile.write(target, text);
            console.err()
                    .printf(
                            "iovatlas: wrote %s: %d functions, %d recorded groups, %d notes%n",
                            output,
                            opened.atlas().topology().functions().size(),
                            opened.atlas().observation().groups().size(),
                            opened.notes().size());
        }
        return ExitCode.FINE;
    }
}
