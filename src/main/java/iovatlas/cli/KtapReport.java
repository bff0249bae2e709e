package iovatlas.cli;

import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Severity;

import java.io.PrintStream;
import java.util.List;

/// The check as a kernel test would report it (KTAP version 1): one test an input.
final class KtapReport implements Report {

    @Override
    public void print(PrintStream out, List<CheckedInput> inputs) {
        out.println("KTAP version 1");
        out.println("1.." + inputs.size());
        int number = 1;
        int failed = 0;
        for (CheckedInput input : inputs) {
            for (Problem problem : input.problems()) {
                out.printf(
                        "# %s:%d: %s: %s: %s%n",
                        input.name(),
                        input.lineOf(problem),
                        problem.severity().word(),
                        problem.rule(),
                        problem.text());
            }
            for (Problem problem : input.waived()) {
                out.printf(
                        "# %s: waived: %s: %s (%s)%n",
                        input.name(), problem.rule(), problem.text(), input.reasonFor(problem));
            }
            boolean fine = input.count(Severity.ERROR) == 0;
            failed += fine ? 0 : 1;
            out.printf("%s %d %s%n", fine ? "ok" : "not ok", number++, description(input.name()));
        }
        out.printf("# Totals: pass:%d fail:%d%n", inputs.size() - failed, failed);
    }

    /// A `#` would begin a directive.
    private static String description(String name) {
        return name.replace('#', '_').replaceAll("\\p{Cntrl}", "_");
    }
}
