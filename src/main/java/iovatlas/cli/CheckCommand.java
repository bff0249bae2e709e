package iovatlas.cli;

import iovatlas.diagnostic.Severity;
import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Opened;
import iovatlas.kernel.doorbell.design.DoorbellDesigns;
import iovatlas.scenario.Timeline;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `iovatlas check`: the problems of one or more inputs.
@Command(name = "check", description = "look for problems")
final class CheckCommand implements Callable<Integer> {

    /// How the result is printed.
    enum Format {
        text,
        json,
        sarif,
        ktap;

        private Report report() {
            return switch (this) {
                case text -> new TextReport();
                case json -> new JsonReport();
                case sarif -> new SarifReport();
                case ktap -> new KtapReport();
            };
        }
    }

    private final Console console;

    @Parameters(paramLabel = "INPUT", arity = "1..*", description = "documents, snapshots, / or -")
    private final List<String> names = new ArrayList<>();

    @Option(
            names = "--format",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})",
            defaultValue = "text")
    private Format format = Format.text;

    @Option(
            names = "--against",
            paramLabel = "OLD",
            description = "print only what changed since that input")
    private @Nullable String against;

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description = "lowest level that ends with 1: error, warning or note (default error)",
            defaultValue = "error")
    private Severity failOn = Severity.ERROR;

    @Option(
            names = "--design",
            paramLabel = "D",
            description = "what if doorbells were mapped by that design (D0..D21)")
    private @Nullable String design;

    @Mixin private final InputOptions inputs = new InputOptions();

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ImportFailure {
        String whatIf =
                design == null ? null : DesignChoice.one(DoorbellDesigns.standard(), design).id();
        if (whatIf != null) {
            console.err()
                    .println("what-if: doorbell design " + whatIf + ", not what the kernel does");
        }
        CheckedInput old = against == null ? null : check(against, whatIf);
        List<CheckedInput> checked = new ArrayList<>();
        List<CheckRun.Unreadable> unreadable = new ArrayList<>();
        for (String name : names) {
            try {
                CheckedInput input = check(name, whatIf);
                checked.add(old == null ? input : input.since(old));
            } catch (ImportFailure failure) {
                String reason = String.valueOf(failure.getMessage());
                unreadable.add(new CheckRun.Unreadable(name, reason));
                console.err().println("iovatlas: " + reason);
            }
        }
        CheckRun run = new CheckRun(checked, unreadable, failOn);
        format.report().print(console.out(), run);
        return run.exitCode();
    }

    private CheckedInput check(String name, @Nullable String whatIf) throws ImportFailure {
        Opened read = inputs.open(console, name);
        Opened opened = whatIf == null ? read : read.withAtlas(read.atlas().withDesign(whatIf));
        Notes.print(console.err(), opened.notes());
        Timeline timeline = opened.atlas().run();
        return CheckedInput.of(
                name, opened, StandardRules.checker().check(opened.atlas(), timeline));
    }
}
