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
            boolean fine = input.count(Severity.ERROR) == 0;
            out.printf("%s %d %s%n", fine ? "ok" : "not ok", number++, input.name());
        }
    }
}
