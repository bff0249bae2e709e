package iovatlas.cli;

import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.RuleExample;
import iovatlas.diagnostic.rule.StandardRules;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// `iovatlas explain RULE`: the page of a rule.
@Command(name = "explain", description = "what a rule looks for, why, and how to mend it")
final class ExplainCommand implements Callable<Integer> {

    private static final int WIDTH = 72;
    private static final int INDENT = 10;

    private final Console console;

    @Parameters(paramLabel = "RULE", description = "e.g. MAP_OVER_RESERVED")
    private String rule = "";

    @Option(names = "--example", description = "print only the document that trips the rule")
    private boolean example;

    @Option(names = "--mended", description = "print only that document as mended")
    private boolean mended;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String id = rule.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        RuleCard card =
                StandardRules.catalog()
                        .rule(id)
                        .map(Rule::card)
                        .orElseThrow(() ->
                                new UsageProblem(
                                        "there is no rule " + rule + "; there are " + all()));
        PrintStream out = console.out();
        RuleExample shown = RuleExample.of(card.id());
        if (example || mended) {
            out.print(mended ? shown.mended() : shown.document());
            return ExitCode.FINE;
        }
        out.println(card.id() + " (" + card.severity().word() + ")");
        out.println(card.title() + ".");
        out.println();
        field(out, "What", card.what());
        field(out, "Why", card.why());
        field(out, "Kernel", card.source() + ", " + card.releases().text());
        field(out, "Example", card.example());
        field(out, "Fix", card.fix());
        out.println();
        out.println("A document that trips it (iovatlas explain " + card.id() + " --example):");
        out.println();
        shown.document().lines().forEach(line -> out.println("    " + line));
        out.println();
        out.println("It is mended by:");
        out.println();
        shown.change().forEach(line -> out.println("    " + line));
        return ExitCode.FINE;
    }

    private static String all() {
        return StandardRules.catalog().rules().stream()
                .map(r -> r.card().id())
                .collect(Collectors.joining(", "));
    }

    private static void field(PrintStream out, String name, String text) {
        StringBuilder line = new StringBuilder("%-10s".formatted(name));
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() > WIDTH && line.length() > INDENT) {
                out.println(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(INDENT));
            }
            line.append(word).append(' ');
        }
        out.println(line.toString().stripTrailing());
    }
}
