package iovatlas.cli;

import iovatlas.importer.ImportFailure;
import iovatlas.importer.Opened;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.Grouping;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.observation.ObservedGroup;
import iovatlas.topology.PciAddress;
import iovatlas.topology.Topology;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `iovatlas groups`: computed groups and reserved regions at boot.
@Command(
        name = "groups",
        description = "IOMMU groups and reserved regions at boot, as Linux would compute them")
final class GroupsCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "INPUT", description = "a document, a snapshot, a listing, / or -")
    private String input = "";

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Option(names = "--observed", description = "print what the snapshot recorded instead")
    private boolean observed;

    @Option(
            names = "--explain",
            paramLabel = "BDF",
            arity = "1..2",
            description = "say why a function is in its group, or why two share one")
    private final List<PciAddress> explain = new ArrayList<>();

    @Mixin private final InputOptions inputs = new InputOptions();

    GroupsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ImportFailure {
        Opened opened = inputs.open(console, input);
        Notes.print(console.err(), opened.notes());
        GroupTable table =
                Grouping.boot(
                        opened.atlas().topology(),
                        opened.atlas().boot(),
                        opened.atlas().observation());
        if (!explain.isEmpty()) {
            return Explain.print(console, opened.atlas().topology(), table, explain);
        }
        if (json) {
            Json.print(
                    console.out(),
                    observed
                            ? GroupsJson.observed(opened.atlas().observation())
                            : GroupsJson.computed(table));
        } else if (observed) {
            printObserved(opened);
        } else {
            printComputed(opened.atlas().topology(), table);
        }
        return ExitCode.FINE;
    }

    private void printComputed(Topology topology, GroupTable table) {
        PrintStream out = console.out();
        for (IommuGroup group : table.groups()) {
            out.printf("group %d  %s%n", group.number(), group.type().word());
            for (String device : GroupsJson.devices(group)) {
                out.println("  " + device + label(topology, device));
            }
            group.reserved().forEach(r -> out.println("  " + r.sysfsLine()));
        }
        if (!table.ungrouped().isEmpty()) {
            out.println("no group");
            for (PciAddress at : table.ungrouped().stream().sorted().toList()) {
                out.println("  " + at + label(topology, at.toString()));
            }
        }
    }

    private void printObserved(Opened opened) {
        PrintStream out = console.out();
        for (ObservedGroup group : opened.atlas().observation().groups()) {
            out.printf("group %d  %s%n", group.number(), group.type());
            group.members().forEach(m -> out.println("  " + m));
            group.regions()
                    .forEach(r ->
                            out.println(
                                    "  "
                                            + r.range().first().hex16()
                                            + " "
                                            + r.range().last().hex16()
                                            + " "
                                            + r.word()));
        }
        List<String> ungrouped = opened.atlas().observation().ungrouped();
        if (!ungrouped.isEmpty()) {
            out.println("no group");
            ungrouped.forEach(m -> out.println("  " + m));
        }
    }

    private static String label(Topology topology, String device) {
        if (!PciAddress.isAddress(device)) {
            return "";
        }
        return topology.function(PciAddress.parse(device))
                .map(f ->
                        "  "
                                + f.kind().spelling()
                                + (f.name().isEmpty() ? "" : "  " + f.name())
                                + (f.driver() == null ? "" : "  (" + f.driver() + ")"))
                .orElse("");
    }
}
