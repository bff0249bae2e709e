package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.scenario.ScenarioStep;
import iovatlas.topology.ElementId;
import iovatlas.topology.Iommu;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What else changes when things are removed.
public final class Dependants {
    private final Atlas before;
    private final Atlas after;
    private final List<ElementId> elements;
    private final List<String> lines = new ArrayList<>();

    private Dependants(Atlas before, List<ElementId> elements) {
        this.before = before;
        this.elements = elements;
        this.after = new RemoveElements(elements).apply(before);
    }

    /// One line for each kind of thing that goes or changes along; empty when nothing does.
    ///
    /// @throws IllegalArgumentException when the elements cannot be removed
    public static List<String> of(Atlas atlas, List<ElementId> elements) {
        return new Dependants(atlas, elements).lines();
    }

    private List<String> lines() {
        Topology old = before.topology();
        Topology now = after.topology();
        count(
                old.functions().size()
                        - now.functions().size()
                        - chosen(ElementId.OfFunction.class),
                "further function");
        count(
                old.spaces().size() - now.spaces().size() - chosen(ElementId.OfSpace.class),
                "container or IOAS");
        steps();
        count(old.idMaps().size() - now.idMaps().size(), "ID map");
        for (PlatformDevice device : now.platformDevices()) {
            if (!old.platformDevices().contains(device)) {
                lines.add("The device " + device.name() + " loses its IOMMU or MSI controller.");
            }
        }
        for (Iommu iommu : now.iommus()) {
            if (!old.iommus().contains(iommu)) {
                lines.add("The IOMMU " + iommu.name() + " loses its PCI function.");
            }
        }
        now.reservedMemory().stream()
                .filter(memory -> !old.reservedMemory().contains(memory))
                .forEach(memory ->
                        lines.add("Reserved memory " + memory.name() + " loses devices."));
        return List.copyOf(lines);
    }

    private long chosen(Class<? extends ElementId> kind) {
        return elements.stream().distinct().filter(kind::isInstance).count();
    }

    private void count(long lost, String noun) {
        if (lost > 0) {
            lines.add(lost == 1 ? "1 " + noun + " goes." : lost + " " + noun + "s go.");
        }
    }

    private void steps() {
        List<String> lost = new ArrayList<>();
        for (int i = 0; i < before.steps().size(); i++) {
            ScenarioStep step = before.steps().get(i);
            boolean named = elements.contains(new ElementId.OfStep(i + 1));
            if (!named && !after.steps().contains(step)) {
                lost.add((i + 1) + " " + step.action().word());
            }
        }
        Optional.of(lost)
                .filter(steps -> !steps.isEmpty())
                .ifPresent(steps ->
                        lines.add(
                                (steps.size() == 1 ? "Step " : "Steps ")
                                        + String.join(", ", steps)
                                        + (steps.size() == 1 ? " goes." : " go.")));
    }
}
