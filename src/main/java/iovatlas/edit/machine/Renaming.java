package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.StepParts;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.IdMap;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// What names something follows its new name. A null name before means that nothing named it.
final class Renaming {
    private Renaming() {}

    static Atlas iommu(Atlas atlas, @Nullable String before, String after) {
        Topology topology = targets(atlas.topology(), IdMap.Role.IOMMU, before, after);
        List<PlatformDevice> devices =
                topology.platformDevices().stream()
                        .map(d ->
                                d.iommu() != null && d.iommu().equals(before)
                                        ? withIommu(d, after)
                                        : d)
                        .toList();
        return atlas.withTopology(topology.withPlatformDevices(devices));
    }

    static Atlas controller(Atlas atlas, @Nullable String before, String after) {
        Topology topology = targets(atlas.topology(), IdMap.Role.MSI, before, after);
        List<PlatformDevice> devices =
                topology.platformDevices().stream()
                        .map(d ->
                                d.msiController() != null && d.msiController().equals(before)
                                        ? withController(d, after)
                                        : d)
                        .toList();
        return atlas.withTopology(topology.withPlatformDevices(devices));
    }

    private static Topology targets(
            Topology topology, IdMap.Role role, @Nullable String before, String after) {
        return topology.withIdMaps(
                topology.idMaps().stream()
                        .map(map ->
                                map.role() == role && map.target().equals(before)
                                        ? new IdMap(
                                                role,
                                                map.segment(),
                                                map.first(),
                                                map.last(),
                                                after,
                                                map.output())
                                        : map)
                        .toList());
    }

    static PlatformDevice withIommu(PlatformDevice device, @Nullable String iommu) {
        return new PlatformDevice(
                device.name(),
                device.bus(),
                iommu,
                iommu == null ? List.of() : device.streamIds(),
                device.msiController(),
                device.driver());
    }

    static PlatformDevice withController(PlatformDevice device, @Nullable String controller) {
        return new PlatformDevice(
                device.name(),
                device.bus(),
                device.iommu(),
                device.streamIds(),
                controller,
                device.driver());
    }

    static Atlas space(Atlas atlas, @Nullable String before, String after) {
        return steps(
                atlas,
                step -> StepParts.withSpace(step, name -> name.equals(before) ? after : name));
    }

    static Atlas owner(Atlas old, Atlas next, @Nullable String before, ContainerOwner owner) {
        if (before == null) {
            return next;
        }
        List<IovaSpace> spaces =
                next.topology().spaces().stream()
                        .map(space ->
                                before.equals(space.owner()) ? ownedBy(space, owner.name()) : space)
                        .toList();
        Map<String, String> regions = new HashMap<>();
        List<MemoryRegion> had =
                old.topology().owner(before).map(ContainerOwner::memory).orElse(List.of());
        for (int i = 0; had.size() == owner.memory().size() && i < had.size(); i++) {
            regions.put(had.get(i).name(), owner.memory().get(i).name());
        }
        Atlas owned = next.withTopology(next.topology().withSpaces(spaces));
        return steps(
                owned,
                step -> StepParts.withBacking(step, name -> regions.getOrDefault(name, name)));
    }

    static IovaSpace ownedBy(IovaSpace space, @Nullable String owner) {
        return switch (space) {
            case IovaSpace.Container(String name, var _, boolean version2) ->
                    new IovaSpace.Container(name, owner, version2);
            case IovaSpace.Ioas(String name, var _, String context) ->
                    new IovaSpace.Ioas(name, owner, context);
        };
    }

    private static Atlas steps(Atlas atlas, UnaryOperator<Step> change) {
        return atlas.withSteps(
                atlas.steps().stream()
                        .map(step ->
                                new ScenarioStep(
                                        change.apply(step.action()), step.enabled(), step.note()))
                        .toList());
    }
}
