package iovatlas.cli;

import iovatlas.diagnostic.Mismatch;
import iovatlas.diagnostic.Verification;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Opened;
import iovatlas.kernel.iommu.Grouping;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// `iovatlas verify`: the model against what the real kernel recorded. Ends with 1 when anything
/// differs, or when an input recorded nothing to compare with.
@Command(name = "verify", description = "compare the model with what the real kernel recorded")
final class VerifyCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "INPUT", arity = "1..*", description = "snapshots or documents")
    private final List<String> names = new ArrayList<>();

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Mixin private final InputOptions inputs = new InputOptions();

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ImportFailure {
        List<Object> results = new ArrayList<>();
        boolean agrees = true;
        for (String name : names) {
            Opened opened = inputs.open(console, name);
            boolean recorded = opened.atlas().observation().hasGroups();
            Verification verification =
                    Verification.of(
                            Grouping.boot(
                                    opened.atlas().topology(),
                                    opened.atlas().boot(),
                                    opened.atlas().observation()),
                            opened.atlas().observation());
            agrees &= recorded && verification.agrees();
            if (json) {
                results.add(json(name, recorded, verification));
            } else {
                print(name, recorded, verification);
            }
        }
        if (json) {
            Json.print(console.out(), Map.of("inputs", results));
        }
        return agrees ? ExitCode.FINE : ExitCode.PROBLEMS;
    }

    private void print(String name, boolean recorded, Verification verification) {
        if (!recorded) {
            console.out().println(name + ": recorded no groups, nothing to compare with");
            return;
        }
        console.out()
                .printf(
                        "%s: %d groups, %d regions, %d devices: %s%n",
                        name,
                        verification.comparedGroups(),
                        verification.comparedRegions(),
                        verification.comparedDevices(),
                        verification.agrees()
                                ? "the model agrees"
                                : verification.mismatches().size() + " differences");
        verification.mismatches().forEach(m -> console.out().println("  " + m));
    }

    private static Map<String, Object> json(
            String name, boolean recorded, Verification verification) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("input", name);
        result.put("recorded", recorded);
        result.put("agrees", recorded && verification.agrees());
        result.put("groups", verification.comparedGroups());
        result.put("regions", verification.comparedRegions());
        result.put("devices", verification.comparedDevices());
        result.put(
                "differences",
                verification.mismatches().stream().map(VerifyCommand::json).toList());
        return result;
    }

    private static Map<String, Object> json(Mismatch mismatch) {
        Map<String, Object> difference = new LinkedHashMap<>();
        difference.put("kind", mismatch.kind().word());
        difference.put("subject", mismatch.subject());
        difference.put("recorded", mismatch.recorded());
        difference.put("computed", mismatch.computed());
        return difference;
    }
}
