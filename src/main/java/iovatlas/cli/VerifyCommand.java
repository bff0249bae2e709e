package iovatlas.cli;

import iovatlas.diagnostic.LikelyCause;
import iovatlas.diagnostic.Mismatch;
import iovatlas.diagnostic.Verification;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Opened;
import iovatlas.kernel.iommu.GroupTable;
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
            GroupTable table =
                    Grouping.boot(
                            opened.atlas().topology(),
                            opened.atlas().boot(),
                            opened.atlas().observation());
            Verification verification = Verification.of(table, opened.atlas().observation());
            LikelyCause cause = new LikelyCause(table, opened.atlas().observation());
            agrees &= recorded && verification.agrees();
            if (json) {
                results.add(json(name, recorded, verification, cause));
            } else {
                print(name, recorded, verification, cause);
            }
        }
        if (json) {
            Json.print(console.out(), Map.of("inputs", results));
        }
        return agrees ? ExitCode.FINE : ExitCode.PROBLEMS;
    }

    private void print(
            String name, boolean recorded, Verification verification, LikelyCause cause) {
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
        for (Mismatch mismatch : verification.mismatches()) {
            console.out().println("  " + mismatch);
            console.out().println("    likely " + cause.of(mismatch));
        }
    }

    private static Map<String, Object> json(
            String name, boolean recorded, Verification verification, LikelyCause cause) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("input", name);
        result.put("recorded", recorded);
        result.put("agrees", recorded && verification.agrees());
        result.put("groups", verification.comparedGroups());
        result.put("regions", verification.comparedRegions());
        result.put("devices", verification.comparedDevices());
        result.put(
                "differences",
                verification.mismatches().stream().map(m -> json(m, cause)).toList());
        return result;
    }

    private static Map<String, Object> json(Mismatch mismatch, LikelyCause cause) {
        Map<String, Object> difference = new LinkedHashMap<>();
        difference.put("kind", mismatch.kind().word());
        difference.put("subject", mismatch.subject());
        difference.put("recorded", mismatch.recorded());
        difference.put("computed", mismatch.computed());
        difference.put("cause", cause.of(mismatch));
        return difference;
    }
}
