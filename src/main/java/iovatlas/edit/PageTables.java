package iovatlas.edit;

import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The page tables (HWPTs) that steps allocate and others name.
public final class PageTables {
    private PageTables() {}

    /// The IOAS of each page table, by its name; of two with one name the first counts.
    public static Map<String, String> of(List<ScenarioStep> steps) {
        Map<String, String> tables = new LinkedHashMap<>();
        for (ScenarioStep step : steps) {
            if (step.action() instanceof Step.AllocHwpt alloc) {
                tables.putIfAbsent(alloc.hwpt(), alloc.ioas());
            }
        }
        return tables;
    }

    /// The steps without those that name a page table that no step allocates.
    public static List<ScenarioStep> withoutLost(List<ScenarioStep> steps) {
        Map<String, String> tables = of(steps);
        return steps.stream()
                .filter(step -> named(step.action()).map(tables::containsKey).orElse(true))
                .toList();
    }

    /// The steps with another name for a page table.
    public static List<ScenarioStep> renamed(
            List<ScenarioStep> steps, String before, String after) {
        return steps.stream()
                .map(step ->
                        named(step.action()).filter(before::equals).isPresent()
                                ? new ScenarioStep(
                                        withTable(step.action(), after),
                                        step.enabled(),
                                        step.note())
                                : step)
                .toList();
    }

    /// The page table that a step uses, and that another one has to allocate.
    public static Optional<String> named(Step step) {
        return Optional.ofNullable(
                switch (step) {
                    case Step.Attach attach -> attach.hwpt();
                    case Step.Destroy destroy -> destroy.hwpt();
                    case Step _ -> null;
                });
    }

    /// The page table that a step uses or allocates.
    public static Optional<String> mentioned(Step step) {
        return step instanceof Step.AllocHwpt alloc ? Optional.of(alloc.hwpt()) : named(step);
    }

    /// The same step using, or allocating, a page table of another name.
    public static Step withTable(Step step, String hwpt) {
        return switch (step) {
            case Step.Attach(var device, String space, var _) ->
                    new Step.Attach(device, space, hwpt);
            case Step.Destroy(String ioas, var _) -> new Step.Destroy(ioas, hwpt);
            case Step.AllocHwpt(var device, String ioas, String _, boolean nest) ->
                    new Step.AllocHwpt(device, ioas, hwpt, nest);
            case Step other -> other;
        };
    }

    /// What is wrong with how steps name IOASes and page tables; empty when nothing is.
    static Optional<String> fault(Topology topology, List<ScenarioStep> steps) {
        Map<String, String> tables = of(steps);
        long allocations = steps.stream().filter(s -> s.action() instanceof Step.AllocHwpt).count();
        if (allocations != tables.size()) {
            return Optional.of("Two steps would allocate page tables of one name.");
        }
        return steps.stream()
                .map(ScenarioStep::action)
                .flatMap(step -> Optional.ofNullable(fault(topology, tables, step)).stream())
                .findFirst();
    }

    private static @Nullable String fault(
            Topology topology, Map<String, String> tables, Step step) {
        return switch (step) {
            case Step.Attach attach when attach.hwpt() != null ->
                    noTable(tables, attach.hwpt(), attach.space());
            case Step.Destroy destroy when destroy.hwpt() != null ->
                    noTable(tables, destroy.hwpt(), destroy.ioas());
            case Step.Destroy destroy -> noIoas(topology, destroy.ioas());
            case Step.AllocHwpt alloc -> noIoas(topology, alloc.ioas());
            case Step.Copy copy ->
                    noIoas(topology, copy.ioas()) == null
                            ? noIoas(topology, copy.from())
                            : noIoas(topology, copy.ioas());
            case Step _ -> null;
        };
    }

    private static @Nullable String noTable(Map<String, String> tables, String hwpt, String ioas) {
        return ioas.equals(tables.get(hwpt))
                ? null
                : "There is no page table \"%s\" of %s.".formatted(hwpt, ioas);
    }

    private static @Nullable String noIoas(Topology topology, String name) {
        return topology.space(name).filter(IovaSpace.Ioas.class::isInstance).isPresent()
                ? null
                : "There is no IOAS \"%s\"; containers have no page tables of their own."
                        .formatted(name);
    }
}
