package iovatlas.kernel.doorbell;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// How many recorded values of which kind were compared, of how many devices, and how many are equal.
final class ComparisonTable {

    private final Map<String, Row> rows = new TreeMap<>();

    private static final class Row {
        private final Set<String> devices = new TreeSet<>();
        private int compared;
        private int equal;
    }

    void add(String kind, String device, boolean equal) {
        Row row = rows.computeIfAbsent(kind, _ -> new Row());
        row.devices.add(device);
        row.compared++;
        row.equal += equal ? 1 : 0;
    }

    int compared() {
        return rows.values().stream().mapToInt(row -> row.compared).sum();
    }

    /// One line a kind: kind, devices, compared, equal.
    String text() {
        return rows.entrySet().stream()
                .map(e ->
                        "%-44s %6d %8d %8d"
                                .formatted(
                                        e.getKey(),
                                        e.getValue().devices.size(),
                                        e.getValue().compared,
                                        e.getValue().equal))
                .collect(
                        Collectors.joining(
                                "\n",
                                "kind                                         devices compared"
                                        + " equal\n",
                                ""));
    }
}
