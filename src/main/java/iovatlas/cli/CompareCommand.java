package iovatlas.cli;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.difference.AtlasDifferences;
import iovatlas.diagnostic.difference.Difference;
import iovatlas.export.DifferenceList;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Opened;
import iovatlas.kernel.doorbell.design.DoorbellDesign;
import iovatlas.kernel.doorbell.design.DoorbellDesigns;
import iovatlas.scenario.design.DesignEvaluation;
import iovatlas.scenario.design.DesignRun;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `iovatlas compare`: one scenario under several doorbell designs, or two inputs against each other.
@Command(
        name = "compare",
        description = "one scenario under several doorbell designs, or two inputs")
final class CompareCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "INPUT", arity = "1..2", description = "documents, snapshots, / or -")
    private final List<String> names = new ArrayList<>();

    @Option(
            names = "--designs",
            split = ",",
            paramLabel = "D",
            description = "which designs, or all (default: the usual ones)")
    private final List<String> designs = new ArrayList<>();

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Mixin private final InputOptions inputs = new InputOptions();

    CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ImportFailure {
        if (names.size() == 2) {
            if (!designs.isEmpty()) {
                throw new UsageProblem("--designs compares one input; give one, or leave it out");
            }
            return inputs(names.getFirst(), names.getLast());
        }
        DoorbellDesigns known = DoorbellDesigns.standard();
        List<DoorbellDesign> chosen = DesignChoice.several(known, designs);
        Opened opened = inputs.open(console, names.getFirst());
        Notes.print(console.err(), opened.notes());
        List<DesignRun> runs = DesignEvaluation.of(known, opened.atlas().run()).runAll(chosen);
        var table = new DesignTable(names.getFirst(), opened.atlas(), runs);
        if (json) {
            Json.print(console.out(), table.json());
        } else {
            table.print(console.out());
        }
        return ExitCode.FINE;
    }

    private int inputs(String first, String second) throws ImportFailure {
        Atlas before = inputs.open(console, first).atlas();
        Atlas after = inputs.open(console, second).atlas();
        List<Difference> differences =
                AtlasDifferences.of(before, before.run(), after, after.run());
        var list = new DifferenceList(first, second, differences);
        if (json) {
            Json.print(console.out(), list.json());
        } else {
            console.out().print(list.text());
        }
        return differences.isEmpty() ? ExitCode.FINE : ExitCode.PROBLEMS;
    }
}
