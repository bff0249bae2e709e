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
                .filter(step ->
                        !(step.action() instanceof Step.Attach attach)
                                || attach.hwpt() == null
                                || tables.containsKey(attach.hwpt()))
                .toList();
    }

    /// The steps with another name for a page table.
    public static List<ScenarioStep> renamed(
            List<ScenarioStep> steps, String before, String after) {
        return steps.stream()
                .map(step ->
                        step.action() instanceof Step.Attach attach && before.equals(attach.hwpt())
                                ? new ScenarioStep(
                                        new Step.Attach(attach.device(), attach.space(), after),
                                        step.enabled(),
                                        step.note())
                                : step)
                .toList();
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
                    attach.space().equals(tables.get(attach.hwpt()))
                            ? null
                            : "There is no page table \"%s\" of %s."
                                    .formatted(attach.hwpt(), attach.space());
            case Step.AllocHwpt alloc -> noIoas(topology, alloc.ioas());
            case Step.Copy copy ->
                    noIoas(topology, copy.ioas()) == null
                            ? noIoas(topology, copy.from())
                            : noIoas(topology, copy.ioas());
            case Step _ -> null;
        };
    }

    private static @Nullable String noIoas(Topology topology, String name) {
        return topology.space(name).filter(IovaSpace.Ioas.class::isInstance).isPresent()
                ? null
                : name + " is no IOAS; containers have no page tables of their own.";
    }
}
