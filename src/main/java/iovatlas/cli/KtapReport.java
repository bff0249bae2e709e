package iovatlas.cli;

import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.rule.StandardRules;

import java.io.PrintStream;
import java.util.List;

/// The check as a kernel test would report it: one test an input, with a subtest a rule. A rule that
/// has nothing to say about an input is skipped there, with the reason.
///
/// Source: `Documentation/dev-tools/ktap.rst` (KTAP version 1).
final class KtapReport implements Report {
    private static final String INDENT = "  ";

    @Override
    public void print(PrintStream out, CheckRun run) {
        out.println("KTAP version 1");
        out.println("1.." + (run.inputs().size() + run.unreadable().size()));
        int number = 1;
        int failed = 0;
        for (CheckedInput input : run.inputs()) {
            boolean fine = input.problems().stream().noneMatch(run::fails);
            failed += fine ? 0 : 1;
            rules(out, run, input);
            out.println(result(fine) + " " + number++ + " " + plain(input.name()));
        }
        for (CheckRun.Unreadable unread : run.unreadable()) {
            out.println("# " + line(unread.reason()));
            out.println("not ok " + number++ + " " + plain(unread.name()));
            failed++;
        }
        out.printf("# Totals: pass:%d fail:%d skip:0%n", number - 1 - failed, failed);
    }

    private static void rules(PrintStream out, CheckRun run, CheckedInput input) {
        List<Rule> rules = StandardRules.catalog().rules();
        out.println(INDENT + "KTAP version 1");
        out.println(INDENT + "# Subtest: " + plain(input.name()));
        out.println(INDENT + "1.." + rules.size());
        int number = 1;
        for (Rule rule : rules) {
            String id = rule.card().id();
            List<Problem> found = of(input.problems(), id);
            List<Problem> waived = of(input.waived(), id);
            found.forEach(problem -> diagnostic(out, input, problem));
            waived.forEach(problem -> accepted(out, input, problem));
            String skip = found.isEmpty() && waived.isEmpty() ? skipped(rule, input) : "";
            boolean fine = found.stream().noneMatch(run::fails);
            out.println(
                    INDENT
                            + result(fine)
                            + " "
                            + number++
                            + " "
                            + id
                            + (skip.isEmpty() ? "" : " # SKIP " + skip));
        }
    }

    private static List<Problem> of(List<Problem> problems, String rule) {
        return problems.stream().filter(problem -> problem.rule().equals(rule)).toList();
    }

    /// Why a rule does not look at an input, empty when it does.
    private static String skipped(Rule rule, CheckedInput input) {
        String design = input.opened().atlas().design();
        return design != null && rule.answersForKernel()
                ? "silent under the what-if design " + design
                : "";
    }

    private static void diagnostic(PrintStream out, CheckedInput input, Problem problem) {
        out.println(
                INDENT
                        + "# "
                        + line(
                                "%s:%d: %s: %s: %s"
                                        .formatted(
                                                input.name(),
                                                input.lineOf(problem),
                                                problem.severity().word(),
                                                problem.rule(),
                                                problem.text())));
    }

    private static void accepted(PrintStream out, CheckedInput input, Problem problem) {
        out.println(
                INDENT
                        + "# "
                        + line(
                                "%s:%d: waived: %s: %s (%s)"
                                        .formatted(
                                                input.name(),
                                                input.lineOf(problem),
                                                problem.rule(),
                                                problem.text(),
                                                input.reasonFor(problem))));
    }

    private static String result(boolean fine) {
        return fine ? "ok" : "not ok";
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    /// A `#` would begin a directive.
    private static String plain(String name) {
        return name.replace('#', '_').replaceAll("\\p{Cntrl}", "_");
    }
}
