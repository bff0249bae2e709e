package iovatlas.cli;

import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Severity;

import java.io.PrintStream;
import java.util.List;

/// Problems as compilers print them: `file:line: severity: rule-id: text`, with the kernel's answer,
/// its source and the ways out indented below.
final class TextReport implements Report {

    @Override
    public void print(PrintStream out, CheckRun run) {
        List<CheckedInput> inputs = run.inputs();
        for (CheckedInput input : inputs) {
            input.problems().forEach(problem -> problem(out, input, problem));
            input.gone()
                    .forEach(p ->
                            out.println(input.name() + ": gone: " + p.rule() + ": " + p.text()));
            input.waived().forEach(problem -> waived(out, input, problem));
            out.println(summary(input));
        }
        int all = inputs.size() + run.unreadable().size();
        if (all > 1) {
            out.printf(
                    "%d inputs: %s, %s%s%n",
                    all,
                    count(inputs.stream().mapToLong(i -> i.count(Severity.ERROR)).sum(), "error"),
                    count(
                            inputs.stream().mapToLong(i -> i.count(Severity.WARNING)).sum(),
                            "warning"),
                    run.unreadable().isEmpty()
                            ? ""
                            : ", " + run.unreadable().size() + " unreadable");
        }
    }

    private static void problem(PrintStream out, CheckedInput input, Problem problem) {
        out.printf(
                "%s:%d: %s: %s: %s%n",
                input.name(),
                input.lineOf(problem),
                problem.severity().word(),
                problem.rule(),
                problem.text());
        String where = problem.step() == 0 ? "" : "step " + problem.step() + ": ";
        out.println("    " + where + ascii(problem.verdict()));
        if (problem.reason() != null) {
            out.println(
                    "    "
                            + problem.reason().rule().source()
                            + ", "
                            + problem.reason().rule().releases().text());
        }
        for (Fix fix : problem.fixes()) {
            out.println("    fix: " + fix.text());
        }
    }

    private static void waived(PrintStream out, CheckedInput input, Problem problem) {
        out.printf(
                "%s:%d: waived: %s: %s (%s)%n",
                input.name(),
                input.lineOf(problem),
                problem.rule(),
                problem.text(),
                input.reasonFor(problem));
    }

    private static String summary(CheckedInput input) {
        String waived = input.waived().isEmpty() ? "" : ", " + input.waived().size() + " waived";
        return "%s: %s, %s%s"
                .formatted(
                        input.name(),
                        count(input.count(Severity.ERROR), "error"),
                        count(input.count(Severity.WARNING), "warning"),
                        waived);
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /// Arrows of the window as mails can carry them.
    static String ascii(String text) {
        return text.replace("\u2192", "->");
    }
}
