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

/// Replays recorded op scripts on the model and counts what agrees.
final class OpsOracle {

    private final Map<String, Agreement> byOperation = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();

    private static final class Agreement {
        private int same;
        private int all;
    }

    List<String> differences() {
        return differences;
    }

    /// How many answers were compared.
    int lines() {
        return byOperation.values().stream().mapToInt(n -> n.all).sum();
    }

    /// One line for each kind of operation: how many answers agree, of how many.
    String table() {
        var text = new StringBuilder();
        byOperation.forEach(
                (op, n) -> text.append("%-12s %6d / %6d%n".formatted(op, n.same, n.all)));
        return text.toString();
    }

    void run(Path file, KernelState boot) throws IOException {
        Replay replay = Replay.on(boot);
        Architecture architecture = boot.facts().architecture().value();
        String where = RecordedMachine.where(file);
        for (String text : Files.readAllLines(file)) {
            Map<String, Object> recorded = RecordedOperations.line(text);
            Operation operation = RecordedOperations.operation(recorded);
            compare(where, operation.op(), architecture, text, replay.run(operation).json());
        }
    }

    void compare(
            String where, String op, Architecture architecture, String recorded, String computed) {
        Agreement count = byOperation.computeIfAbsent(op, _ -> new Agreement());
        count.all++;
        if (recorded.equals(computed) || agree(architecture, recorded, computed)) {
            count.same++;
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
