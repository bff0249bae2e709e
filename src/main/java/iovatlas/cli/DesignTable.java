package iovatlas.cli;

import iovatlas.atlas.Atlas;
import iovatlas.kernel.doorbell.design.Certainty;
import iovatlas.kernel.doorbell.design.DesignClaim;
import iovatlas.kernel.doorbell.design.DesignTrait;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.design.DesignAnswer;
import iovatlas.scenario.design.DesignRun;
import iovatlas.scenario.design.DesignWord;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One scenario under several designs, printed: a verdict a line, then each design with its answers
/// and its properties.
record DesignTable(String input, Atlas atlas, List<DesignRun> runs) {
    private static final int WIDTH = 72;

    void print(PrintStream out) {
        out.println(TextReport.ascii(atlas.title().isEmpty() ? input : atlas.title()));
        out.println(
                "what-if: the running kernel is "
                        + atlas.boot().release().value()
                        + "; * expected, not measured; ? unverified");
        out.println();
        for (DesignRun run : runs) {
            DesignAnswer verdict = run.verdict();
            out.printf("%-5s %-22s %s%n", run.design().id(), sign(verdict), run.card().title());
        }
        runs.forEach(run -> print(out, run));
    }

    /// The verdict with its mark.
    private static String sign(DesignAnswer answer) {
        String mark =
                switch (answer.certainty()) {
                    case CERTAIN -> "";
                    case EXPECTED -> "*";
                    case UNVERIFIED -> "?";
                };
        return answer.verdict() + mark;
    }

    private void print(PrintStream out, DesignRun run) {
        out.println();
        wrapped(out, "", run.card().heading() + " (" + run.card().origin() + ")", "  ");
        wrapped(out, "  ", run.card().summary(), "  ");
        run.lacks().ifPresent(need -> out.println("  not applicable: needs " + need));
        for (DesignAnswer answer : run.answers()) {
            if (answer.word() != DesignWord.ACCEPTED || answer.overlap() != null) {
                wrapped(
                        out,
                        "  ",
                        (answer.step() == 0 ? "" : "step " + answer.step() + " ")
                                + answer.subject()
                                + ": "
                                + sign(answer)
                                + ": "
                                + answer.text()
                                + (answer.overlap() == null
                                        ? ""
                                        : " [" + answer.overlap().range().hex() + "]"),
                        "    ");
            }
        }
        for (DesignTrait trait : DesignTrait.values()) {
            DesignClaim claim = run.card().claim(trait);
            String mark =
                    switch (claim.certainty()) {
                        case CERTAIN -> "";
                        case EXPECTED -> " *";
                        case UNVERIFIED -> " ?";
                    };
            wrapped(out, "  ", trait.title() + ": " + claim.text() + mark, "    ");
        }
    }

    private static void wrapped(PrintStream out, String indent, String text, String hanging) {
        var line = new StringBuilder(indent);
        for (String word : TextReport.ascii(text).split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH && !line.toString().isBlank()) {
                out.println(line);
                line = new StringBuilder(hanging).append(word);
            } else {
                line.append(line.toString().isBlank() ? "" : " ").append(word);
            }
        }
        out.println(line);
    }

    /// Schema `compare.schema.json`.
    Map<String, Object> json() {
        var result = new LinkedHashMap<String, Object>();
        result.put("input", input);
        result.put("title", atlas.title());
        result.put("kernel", atlas.boot().release().value().toString());
        result.put("what_if", true);
        result.put("designs", runs.stream().map(DesignTable::json).toList());
        return result;
    }

    private static Map<String, Object> json(DesignRun run) {
        var result = new LinkedHashMap<String, Object>();
        result.put("design", run.design().id());
        result.put("title", run.card().title());
        result.put("origin", run.card().origin());
        result.put("applicable", run.lacks().isEmpty());
        result.put("needs", run.lacks().orElse(""));
        result.put("verdict", json(run.verdict()));
        result.put("answers", run.answers().stream().map(DesignTable::json).toList());
        var traits = new LinkedHashMap<String, Object>();
        for (DesignTrait trait : DesignTrait.values()) {
            DesignClaim claim = run.card().claim(trait);
            traits.put(trait.key(), claim(claim.text(), claim.certainty()));
        }
        result.put("properties", traits);
        result.put("doorbells", doorbells(run));
        return result;
    }

    private static Map<String, Object> claim(String text, Certainty certainty) {
        var result = new LinkedHashMap<String, Object>();
        result.put("text", text);
        result.put("certainty", certainty.word());
        return result;
    }

    private static Map<String, Object> json(DesignAnswer answer) {
        var result = new LinkedHashMap<String, Object>();
        result.put("step", answer.step());
        result.put("subject", answer.subject());
        result.put("word", answer.word().word());
        result.put("errno", answer.errno() == null ? "" : answer.errno().name());
        result.put("certainty", answer.certainty().word());
        result.put("text", answer.text());
        DesignAnswer.Overlap overlap = answer.overlap();
        if (overlap != null) {
            var both = new LinkedHashMap<String, Object>();
            both.put("space", overlap.space());
            both.put("first", overlap.range().first().hex());
            both.put("last", overlap.range().last().hex());
            both.put("owners", List.of(overlap.first(), overlap.second()));
            result.put("overlap", both);
        }
        return result;
    }

    private static List<Map<String, Object>> doorbells(DesignRun run) {
        var pages = new ArrayList<Map<String, Object>>();
        for (SpaceView space : run.spaces(Integer.MAX_VALUE)) {
            space.domains()
                    .forEach(domain ->
                            domain.doorbells()
                                    .forEach(page -> {
                                        var one = new LinkedHashMap<String, Object>();
                                        one.put("space", space.name());
                                        one.put("domain", domain.number());
                                        one.put("iova", page.iova().first().hex());
                                        one.put("page", page.page().hex());
                                        one.put("controller", page.controller());
                                        one.put("vectors", page.users());
                                        pages.add(one);
                                    }));
        }
        return pages;
    }
}
