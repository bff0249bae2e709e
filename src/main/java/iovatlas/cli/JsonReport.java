package iovatlas.cli;

import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Severity;
import iovatlas.kernel.Reason;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// Problems as JSON; schema `check.schema.json`.
final class JsonReport implements Report {

    @Override
    public void print(PrintStream out, CheckRun run) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("inputs", run.inputs().stream().map(JsonReport::json).toList());
        if (!run.unreadable().isEmpty()) {
            result.put("unreadable", run.unreadable().stream().map(JsonReport::unread).toList());
        }
        Json.print(out, result);
    }

    private static Map<String, Object> unread(CheckRun.Unreadable input) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("input", input.name());
        result.put("reason", input.reason());
        return result;
    }

    private static Map<String, Object> json(CheckedInput input) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("input", input.name());
        result.put("title", input.opened().atlas().title());
        result.put("kernel", input.opened().atlas().boot().release().value().toString());
        String design = input.opened().atlas().design();
        if (design != null) {
            result.put("what_if", design);
        }
        result.put("errors", input.count(Severity.ERROR));
        result.put("warnings", input.count(Severity.WARNING));
        result.put("notes", input.count(Severity.NOTE));
        result.put("waived", input.waived().size());
        result.put("problems", input.problems().stream().map(p -> json(input, p)).toList());
        result.put("accepted", input.waived().stream().map(p -> accepted(input, p)).toList());
        result.put("gone", input.gone().stream().map(p -> json(input, p)).toList());
        return result;
    }

    private static Map<String, Object> accepted(CheckedInput input, Problem problem) {
        Map<String, Object> result = json(input, problem);
        result.put("waiver", input.reasonFor(problem));
        return result;
    }

    private static Map<String, Object> json(CheckedInput input, Problem problem) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("rule", problem.rule());
        result.put("severity", problem.severity().word());
        result.put("line", input.lineOf(problem));
        result.put("step", problem.step());
        result.put("text", problem.text());
        result.put("verdict", TextReport.ascii(problem.verdict()));
        Reason reason = problem.reason();
        if (reason != null) {
            result.put("kernel_rule", reason.rule().id());
            result.put("reason", reason.text());
            result.put("source", reason.rule().source().toString());
            result.put("releases", reason.rule().releases().text());
        }
        result.put("fixes", problem.fixes().stream().map(Fix::text).toList());
        return result;
    }
}
