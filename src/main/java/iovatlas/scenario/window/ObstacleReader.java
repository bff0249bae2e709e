package iovatlas.scenario.window;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;
import iovatlas.scenario.window.Obstacle.Kind;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.HostBridge;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What in one scenario keeps a window away: all that its attached devices bring along, all that its
/// owners have in their memory maps, and all that its steps map.
///
/// @param state where the scenario ends
record ObstacleReader(WindowSearch.Input input, KernelState state) {

    List<Obstacle> obstacles() {
        var found = new ArrayList<Obstacle>();
        Set<PciAddress> devices = devices();
        Set<Integer> groups =
                devices.stream()
                        .flatMap(at -> state.groups().groupOf(at).stream())
                        .map(IommuGroup::number)
                        .collect(Collectors.toSet());
        for (IommuGroup group : state.groups().groups()) {
            if (groups.contains(group.number())) {
                group(group, found);
            }
        }
        state.topology().owners().forEach(owner -> memory(owner, found));
        input.timeline().results().forEach(result -> mapping(result, found));
        for (HostBridge bridge : state.topology().hostBridges()) {
            if (devices.stream().anyMatch(at -> isBelow(bridge, at))) {
                bridge.windows()
                        .forEach(window ->
                                found.add(
                                        new Obstacle(
                                                input.name(),
                                                iova(
                                                        window.first().unsignedBits(),
                                                        window.last().unsignedBits()),
                                                Kind.BRIDGE,
                                                "host bridge " + bridge.text(),
                                                "")));
            }
        }
        return found;
    }

    /// The devices that a step attaches, successfully or not; all of them when none does.
    private Set<PciAddress> devices() {
        Set<PciAddress> attached =
                input.timeline().results().stream()
                        .map(result -> result.step().action())
                        .filter(Step.Attach.class::isInstance)
                        .map(step -> ((Step.Attach) step).device())
                        .collect(Collectors.toSet());
        return attached.isEmpty()
                ? state.groups().groups().stream()
                        .flatMap(group -> group.members().stream())
                        .collect(Collectors.toSet())
                : attached;
    }

    private static boolean isBelow(HostBridge bridge, PciAddress at) {
        return bridge.segment() == at.segment() && bridge.buses().contains(at.bus());
    }

    private void group(IommuGroup group, List<Obstacle> found) {
        GroupTable table = state.groups();
        String name = "group " + group.number();
        group.members().stream()
                .findFirst()
                .flatMap(table::shapeFor)
                .map(DomainShape::aperture)
                .ifPresent(aperture ->
                        AddressRange.all(Iova.ZERO)
                                .minus(aperture)
                                .forEach(range ->
                                        found.add(
                                                new Obstacle(
                                                        input.name(),
                                                        range,
                                                        Kind.APERTURE,
                                                        name,
                                                        ""))));
        for (ReservedRegion region : group.reserved()) {
            if (region.type() != ReservedType.SW_MSI) {
                found.add(
                        new Obstacle(
                                input.name(),
                                region.range(),
                                Kind.RESERVED,
                                region.type().title() + " region of " + name,
                                ""));
            }
        }
    }

    private void memory(ContainerOwner owner, List<Obstacle> found) {
        for (MemoryRegion region : owner.memory()) {
            found.add(
                    new Obstacle(
                            input.name(),
                            iova(
                                    region.range().first().unsignedBits(),
                                    region.range().last().unsignedBits()),
                            Kind.MEMORY,
                            region.name() + " of " + owner.name(),
                            "move " + region.name() + ", or punch a hole into it"));
        }
    }

    /// Also what was refused: the window should not be where somebody wants to map.
    private void mapping(StepResult result, List<Obstacle> found) {
        if (result.step().enabled()
                && result.step().action() instanceof Step.Map map
                && map.iova() != null) {
            String owner = map.backing() == null ? "memory of " + map.space() : map.backing();
            boolean known =
                    found.stream()
                            .anyMatch(o ->
                                    o.kind() == Kind.MEMORY
                                            && o.owner().startsWith(owner + " of ")
                                            && AddressRange.ofSizeOrEmpty(map.iova(), map.size())
                                                    .filter(o.range()::contains)
                                                    .isPresent());
            if (!known) {
                AddressRange.ofSizeOrEmpty(map.iova(), map.size())
                        .ifPresent(range ->
                                found.add(
                                        new Obstacle(
                                                input.name(),
                                                range,
                                                Kind.MAPPING,
                                                owner + " (step " + result.number() + ")",
                                                "map it elsewhere")));
            }
        }
    }

    private static AddressRange<Iova> iova(long first, long last) {
        return AddressRange.of(Iova.of(first), Iova.of(last));
    }
}
