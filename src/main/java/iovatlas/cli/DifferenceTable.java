package iovatlas.cli;

import iovatlas.diagnostic.difference.Difference;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The differences of two inputs, printed.
record DifferenceTable(String first, String second, List<Difference> differences) {

    void print(PrintStream out) {
        out.println("- " + first);
        out.println("+ " + second);
        for (Difference difference : differences) {
            out.println(difference.kind().word() + ": " + difference.subject());
            if (!difference.before().isEmpty()) {
                out.println("  - " + difference.before());
            }
            if (!difference.after().isEmpty()) {
                out.println("  + " + difference.after());
            }
            difference.why().forEach(line -> out.println("    " + TextReport.ascii(line)));
        }
        out.println(
                differences.isEmpty()
                        ? "no difference"
                        : differences.size()
                                + (differences.size() == 1 ? " difference" : " differences"));
    }

    /// Schema `compare.schema.json`.
    Map<String, Object> json() {
        var result = new LinkedHashMap<String, Object>();
        result.put("inputs", List.of(first, second));
        result.put("differences", differences.stream().map(DifferenceTable::json).toList());
        return result;
    }

    private static Map<String, Object> json(Difference difference) {
        var result = new LinkedHashMap<String, Object>();
        result.put("kind", difference.kind().word());
        result.put("subject", difference.subject());
        result.put("before", difference.before());
        result.put("after", difference.after());
        result.put("why", difference.why());
        return result;
    }
}
