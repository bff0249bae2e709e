package iovatlas.scenario.replay;

import iovatlas.scenario.KernelState;
import iovatlas.topology.Architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Replays recorded op scripts on the model and counts what agrees, script by script.
final class OpsOracle {

    private final Map<String, Agreement> byScript = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();

    private static final class Agreement {
        private int all;
        private int equal;
        // Equal only without what no snapshot determines; counted in `equal` too.
        private int masked;
    }

    List<String> differences() {
        return differences;
    }

    /// How many answers were compared.
    int lines() {
        return byScript.values().stream().mapToInt(n -> n.all).sum();
    }

    /// One line for each script: answers compared, those that are equal, and how many of these had
    /// something that no snapshot determines.
    String table() {
        var text =
                new StringBuilder("%-62s%8s%8s%8s%n".formatted("script", "ops", "equal", "masked"));
        byScript.forEach((script, n) -> row(text, script, n));
        var sum = new Agreement();
        byScript.values()
                .forEach(n -> {
                    sum.all += n.all;
                    sum.equal += n.equal;
                    sum.masked += n.masked;
                });
        row(text, byScript.size() + " scripts", sum);
        return text.toString();
    }

    private static void row(StringBuilder text, String name, Agreement n) {
        text.append("%-62s%8d%8d%8d%n".formatted(name, n.all, n.equal, n.masked));
    }

    void run(Path file, KernelState boot) throws IOException {
        Replay replay = Replay.on(boot);
        Architecture architecture = boot.facts().architecture().value();
        String where = RecordedMachine.where(file);
        for (String text : Files.readAllLines(file)) {
            Map<String, Object> recorded = RecordedOperations.line(text);
            Operation operation = RecordedOperations.operation(recorded);
            compare(where, architecture, text, replay.run(operation).json());
        }
    }

    /// Compares two lines as texts, so that every key and every value counts; where they differ, once
    /// more without what no snapshot determines.
    void compare(String where, Architecture architecture, String recorded, String computed) {
        Agreement count = byScript.computeIfAbsent(where, _ -> new Agreement());
        count.all++;
        if (recorded.equals(computed)) {
            count.equal++;
        } else if (agree(architecture, recorded, computed)) {
            count.equal++;
            count.masked++;
        } else {
            differences.add(where + "\n  kernel " + recorded + "\n  model  " + computed);
        }
    }

    private static boolean agree(Architecture architecture, String recorded, String computed) {
        return text(architecture, recorded).equals(text(architecture, computed));
    }

    private static String text(Architecture architecture, String line) {
        return JsonText.of(Undetermined.without(architecture, RecordedOperations.line(line)));
    }
}
