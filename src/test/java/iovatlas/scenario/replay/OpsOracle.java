package iovatlas.scenario.replay;

import iovatlas.atlas.Atlas;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.observation.ObservedGroup;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.Timeline;
import iovatlas.task.Progress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Replays recorded op scripts on the model and counts what agrees.
final class OpsOracle {

    final Map<String, int[]> table = new TreeMap<>();
    final List<String> differences = new ArrayList<>();
    long lines;

    static Path folder() {
        return Path.of(System.getProperty("user.dir")).resolve("../shared/oracle").normalize();
    }

    static List<Path> machines(String kind) {
        try (Stream<Path> list = Files.list(folder().resolve(kind))) {
            return list.filter(Files::isDirectory).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Atlas atlas(Path machine) throws ImportFailure {
        return Inputs.open(
                        machine.resolve("snapshot.tar.gz"),
                        List.of(machine.resolve("vfio-state.tar.gz")),
                        Progress.NONE)
                .atlas();
    }

    /// The recorded number of each computed group with a member in common.
    static Map<Integer, Integer> numbers(Atlas atlas, KernelState boot) {
        var shown = new HashMap<Integer, Integer>();
        for (ObservedGroup group : atlas.observation().groups()) {
            boot.groups().groups().stream()
                    .filter(g ->
                            g.members().stream()
                                    .anyMatch(m -> group.members().contains(m.toString())))
                    .forEach(g -> shown.put(g.number(), group.number()));
        }
        return shown;
    }

    void run(Path machine, String glob) throws IOException, ImportFailure {
        Atlas atlas = atlas(machine);
        KernelState boot = Timeline.of(atlas.topology(), atlas.boot(), List.of()).state(0);
        Map<Integer, Integer> shown = numbers(atlas, boot);
        List<Path> files = new ArrayList<>();
        try (var list = Files.newDirectoryStream(machine, glob)) {
            list.forEach(files::add);
        }
        files.sort(null);
        for (Path file : files) {
            Replay replay = Replay.on(boot, n -> shown.getOrDefault(n, n));
            for (String text : Files.readAllLines(file)) {
                compare(machine.getFileName() + "/" + file.getFileName(), replay, text);
            }
        }
    }

    private void compare(String where, Replay replay, String text) {
        Map<String, Object> recorded = RecordedOperations.line(text);
        Operation operation = RecordedOperations.operation(recorded);
        String computed;
        try {
            computed = replay.run(operation).json();
        } catch (RuntimeException failure) {
            computed = failure.toString() + " " + failure.getStackTrace()[0] + failure.getStackTrace()[1];
        }
        lines++;
        int[] count = table.computeIfAbsent(operation.op(), _ -> new int[2]);
        count[1]++;
        if (computed.equals(text)) {
            count[0]++;
        } else {
            differences.add(where + "\n  kernel " + text + "\n  model  " + computed);
        }
    }
}
