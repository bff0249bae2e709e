package iovatlas.edit.steps;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MemoryRegion;

import java.util.ArrayList;
import java.util.List;

/// Maps all RAM and ROM of a space's owner one to one, as a virtual machine monitor does when the
/// first device arrives.
///
/// @param space name of the container or IOAS
public record MapMemory(String space) implements Attempt {

    @Override
    public String description() {
        return "Map Memory in " + space;
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        IovaSpace target =
                atlas.topology()
                        .space(space)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "There is no container or IOAS \"" + space + "\"."));
        String name = target.owner();
        if (name == null) {
            throw new IllegalArgumentException(
                    space + " belongs to no guest or process, so there is no memory to map.");
        }
        List<MemoryRegion> regions =
                atlas.topology().owner(name).map(ContainerOwner::memory).orElse(List.of()).stream()
                        .filter(region -> region.kind() != MemoryRegion.Kind.MMIO)
                        .filter(region -> !isMapped(atlas, region))
                        .toList();
        if (regions.isEmpty()) {
            throw new IllegalArgumentException(
                    name + " has no memory that is not mapped in " + space + " already.");
        }
        List<ScenarioStep> steps = new ArrayList<>(atlas.steps());
        regions.forEach(region -> steps.add(ScenarioStep.of(map(region))));
        return atlas.withSteps(steps);
    }

    private boolean isMapped(Atlas atlas, MemoryRegion region) {
        return atlas.steps().stream()
                .map(ScenarioStep::action)
                .anyMatch(step ->
                        step instanceof Step.Map map
                                && map.space().equals(space)
                                && region.name().equals(map.backing()));
    }

    private Step map(MemoryRegion region) {
        return new Step.Map(
                space,
                Iova.of(region.range().first().unsignedBits()),
                region.range().size(),
                region.name(),
                ByteSize.ZERO,
                true,
                region.kind() != MemoryRegion.Kind.ROM);
    }
}
