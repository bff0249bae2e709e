package iovatlas.cli;

import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.diagnostic.rule.StandardRules;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Problems as SARIF 2.1.0, the static-analysis results format of OASIS.
final class SarifReport implements Report {

    @Override
    public void print(PrintStream out, CheckRun run) {
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("tool", Map.of("driver", driver()));
        result.put("invocations", List.of(invocation(run)));
        List<Object> results = new ArrayList<>();
        for (CheckedInput input : run.inputs()) {
            input.problems().forEach(problem -> results.add(result(input, problem)));
            input.waived().forEach(problem -> results.add(suppressed(input, problem)));
        }
        result.put("results", results);
        log.put("runs", List.of(result));
        Json.print(out, log);
    }

    /// Inputs that could not be read are told, so that no results are not taken for no problems.
    private static Map<String, Object> invocation(CheckRun run) {
        Map<String, Object> invocation = new LinkedHashMap<>();
        invocation.put("executionSuccessful", run.unreadable().isEmpty());
        invocation.put("exitCode", run.exitCode());
        invocation.put(
                "toolExecutionNotifications",
                run.unreadable().stream().map(SarifReport::notification).toList());
        return invocation;
    }

    private static Map<String, Object> notification(CheckRun.Unreadable input) {
        Map<String, Object> artifact = Map.of("uri", uri(input.name()));
        Map<String, Object> notification = new LinkedHashMap<>();
        notification.put("level", "error");
        notification.put("message", Map.of("text", input.reason()));
        notification.put(
                "locations",
                List.of(Map.of("physicalLocation", Map.of("artifactLocation", artifact))));
        return notification;
    }

    private static Map<String, Object> driver() {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "IOVAtlas");
        driver.put(
                "rules",
                StandardRules.catalog().rules().stream().map(rule -> rule(rule.card())).toList());
        return driver;
    }

    private static Map<String, Object> rule(RuleCard card) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", card.id());
        rule.put("shortDescription", Map.of("text", card.title()));
        rule.put("fullDescription", Map.of("text", card.what() + " " + card.why()));
        rule.put("help", Map.of("text", card.fix()));
        rule.put("defaultConfiguration", Map.of("level", level(card.severity())));
        return rule;
    }

    private static Map<String, Object> result(CheckedInput input, Problem problem) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", problem.rule());
        result.put("level", level(problem.severity()));
        result.put(
                "message",
                Map.of("text", problem.text() + " (" + TextReport.ascii(problem.verdict()) + ")"));
        Map<String, Object> physical = new LinkedHashMap<>();
        physical.put("artifactLocation", Map.of("uri", uri(input.name())));
        physical.put("region", Map.of("startLine", input.lineOf(problem)));
        result.put("locations", List.of(Map.of("physicalLocation", physical)));
        return result;
    }

    /// SARIF keeps what was accepted, with the reason.
    private static Map<String, Object> suppressed(CheckedInput input, Problem problem) {
        Map<String, Object> suppression = new LinkedHashMap<>();
        suppression.put("kind", "external");
        suppression.put("status", "accepted");
        suppression.put("justification", input.reasonFor(problem));
        Map<String, Object> result = result(input, problem);
        result.put("suppressions", List.of(suppression));
        return result;
    }

    private static String uri(String name) {
        return name.equals("-") ? "stdin" : encoded(name.replace('\\', '/'));
    }

    /// A reference of a URI: what is no part of a path by itself is written as its bytes.
    private static String encoded(String path) {
        var uri = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    c < 0x7f && (Character.isLetterOrDigit(c) || "-._~/+,=@".indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return uri.toString();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "note";
        };
    }
}
