package iovatlas.bench;

import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.replay.Operation;
import iovatlas.scenario.replay.Replay;
import iovatlas.task.Progress;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Replays recorded op scripts, beside merely parsing their lines: a replay parses every line as well,
/// runs it and makes the text of the answer. Machines are booted before and do not count.
final class ReplayBench {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final PrintStream out;
    private final List<Script> scripts = new ArrayList<>();
    private long sink;

    /// The lines of one script and the machine that it was recorded on.
    private record Script(KernelState machine, List<String> lines) {}

    ReplayBench(PrintStream out) {
        this.out = out;
    }

    /// @param folder with a folder for each machine
    void read(Path folder) throws IOException, ImportFailure {
        List<Path> machines;
        try (Stream<Path> list = Files.list(folder)) {
            machines = list.filter(Files::isDirectory).sorted().toList();
        }
        for (Path machine : machines) {
            Path later = machine.resolve("vfio-state.tar.gz");
            KernelState boot =
                    Inputs.open(
                                    machine.resolve("snapshot.tar.gz"),
                                    Files.exists(later) ? List.of(later) : List.of(),
                                    Progress.NONE)
                            .atlas()
                            .withSteps(List.of())
                            .run()
                            .state(0);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(machine, "ops-*.jsonl")) {
                for (Path file : files) {
                    scripts.add(new Script(boot, Files.readAllLines(file)));
                }
            }
        }
    }

    void run(int rounds) {
        var times = new Medians(2);
        for (int round = 0; round < rounds; round++) {
            times.time(0, this::parse);
            times.time(1, this::replay);
        }
        int lines = scripts.stream().mapToInt(s -> s.lines().size()).sum();
        out.printf(
                "%,d ops of %d scripts, ns each: parse %,.0f, replay %,.0f%n",
                lines, scripts.size(), times.median(0) / lines, times.median(1) / lines);
        out.printf(
                "  replay takes %.2f times as long as parsing (aim 5), checksum %x%n",
                times.median(1) / times.median(0), sink);
    }

    private void parse() {
        for (Script script : scripts) {
            for (String line : script.lines()) {
                sink += operation(line).n();
            }
        }
    }

    private void replay() {
        for (Script script : scripts) {
            Replay replay = Replay.on(script.machine());
            for (String line : script.lines()) {
                sink += replay.run(operation(line)).json().length();
            }
        }
    }

    /// Parses a whole line and keeps what a replay needs.
    private static Operation operation(String line) {
        String seq = "";
        int number = 0;
        String op = "";
        var args = new ArrayList<String>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "seq" -> seq = parser.getString();
                    case "n" -> number = parser.getIntValue();
                    case "op" -> op = parser.getString();
                    case "args" -> {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            args.add(parser.getString());
                        }
                    }
                    default -> parser.skipChildren();
                }
            }
        }
        return new Operation(seq, number, op, args);
    }
}
