package iovatlas.cli;

import iovatlas.importer.ImportFailure;
import iovatlas.importer.Opened;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.replay.Operation;
import iovatlas.scenario.replay.OperationResult;
import iovatlas.scenario.replay.Replay;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;

/// `iovatlas replay`: runs an op script on a machine, one result line per op, streaming.
@Command(name = "replay", description = "run an op script, one result per op")
final class ReplayCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "a snapshot or a document")
    private String snapshot = "";

    @Parameters(index = "1", paramLabel = "OPS.jsonl", description = "one operation a line, or -")
    private String script = "";

    @Option(
            names = "--json",
            description =
                    "one JSON line per op; otherwise a line of text and the rules that decided")
    private boolean json;

    @Mixin private final InputOptions inputs = new InputOptions();

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ImportFailure, IOException {
        Opened opened = inputs.open(console, snapshot);
        KernelState machine = opened.atlas().withSteps(List.of()).run().state(0);
        Replay replay = Replay.on(machine);
        try (BufferedReader reader = reader()) {
            Writer out =
                    new BufferedWriter(
                            new OutputStreamWriter(console.out(), StandardCharsets.UTF_8));
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    OperationResult result = replay.run(operation(line, number));
                    out.write(json ? result.json() : result.text());
                    out.write('\n');
                }
            }
            out.flush();
        }
        return ExitCode.FINE;
    }

    private BufferedReader reader() throws IOException {
        return script.equals("-")
                ? new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8))
                : Files.newBufferedReader(console.folder().resolve(script));
    }

    private Operation operation(String line, int number) throws IOException {
        try {
            return OperationLine.parse(line);
        } catch (IllegalArgumentException broken) {
            throw new IOException(
                    script + ":" + number + ": " + broken.getMessage() + "; mend that line",
                    broken);
        }
    }
}
