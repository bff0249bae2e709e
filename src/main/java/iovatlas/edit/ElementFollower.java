package iovatlas.edit;

import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.Iommu;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Topology;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Finds elements again after an edit that renames or renumbers them. What was not there before the
/// edit (say a function that a step adds) stays as it is.
public final class ElementFollower {
    private final Topology before;
    private final Topology after;
    private final FunctionFollower functions;

    /// @param before the machine before the edit
    /// @param after the machine after it
    public ElementFollower(Topology before, Topology after) {
        this.before = before;
        this.after = after;
        this.functions = new FunctionFollower(before, after);
    }

    /// What an element is called after the edit; empty when it is gone.
    public Optional<ElementId> now(ElementId id) {
        return switch (id) {
            case ElementId.OfFunction(PciAddress at) ->
                    functions.now(at).map(ElementId.OfFunction::new);
            case ElementId.OfHostBridge host -> host(host);
            case ElementId.OfPlatformDevice(String name) ->
                    named(name, Topology::platformDevices, PlatformDevice::name)
                            .map(ElementId.OfPlatformDevice::new);
            case ElementId.OfMediatedDevice(String name) ->
                    named(name, Topology::mediatedDevices, MediatedDevice::name)
                            .map(ElementId.OfMediatedDevice::new);
            case ElementId.OfIommu(String name) ->
                    named(name, Topology::iommus, Iommu::name).map(ElementId.OfIommu::new);
            case ElementId.OfMsiController(String name) ->
                    named(name, Topology::msiControllers, MsiController::name)
                            .map(ElementId.OfMsiController::new);
            case ElementId.OfOwner(String name) -> owner(name).map(ElementId.OfOwner::new);
            case ElementId.OfMemory(String owner, String region) ->
                    owner(owner)
                            .flatMap(name ->
                                    region(owner, name, region)
                                            .map(r -> new ElementId.OfMemory(name, r)));
            case ElementId.OfSpace(String name) -> space(name).map(ElementId.OfSpace::new);
            case ElementId.OfDomain(String name, int number) ->
                    space(name).map(now -> new ElementId.OfDomain(now, number));
            case ElementId.OfIova(String name, var range) ->
                    space(name).map(now -> new ElementId.OfIova(now, range));
            case ElementId.OfVector(PciAddress at, int vector) ->
                    functions.now(at).map(now -> new ElementId.OfVector(now, vector));
            case ElementId.OfHop(PciAddress at, int vector, int hop) ->
                    functions.now(at).map(now -> new ElementId.OfHop(now, vector, hop));
            case ElementId.OfGroup _, ElementId.OfStep _, ElementId.OfDocument _ -> Optional.of(id);
        };
    }

    private Optional<String> owner(String name) {
        return named(name, Topology::owners, ContainerOwner::name);
    }

    private Optional<String> region(String owner, String owned, String name) {
        return named(
                name,
                machine -> memory(machine, machine == before ? owner : owned),
                MemoryRegion::name);
    }

    private static List<MemoryRegion> memory(Topology machine, String owner) {
        return machine.owner(owner).map(ContainerOwner::memory).orElse(List.of());
    }

    private Optional<String> space(String name) {
        return named(name, Topology::spaces, IovaSpace::name);
    }

    private Optional<ElementId> host(ElementId.OfHostBridge id) {
        return named(
                        host(id.segment(), id.rootBus()),
                        Topology::hostBridges,
                        bridge -> host(bridge.segment(), bridge.rootBus()))
                .map(key -> new ElementId.OfHostBridge(key >> 8, key & 0xff));
    }

    private static int host(int segment, int rootBus) {
        return segment << 8 | rootBus;
    }

    /// The name of a thing after the edit: its own, or that of what stands in its place when the
    /// list is as long as before and its own name is gone.
    private <T, N> Optional<N> named(
            N name, Function<Topology, List<T>> list, Function<T, N> nameOf) {
        List<N> old = list.apply(before).stream().map(nameOf).toList();
        List<N> now = list.apply(after).stream().map(nameOf).toList();
        int index = old.indexOf(name);
        if (index < 0 || now.contains(name)) {
            return Optional.of(name);
        }
        boolean renamed = old.size() == now.size() && !old.contains(now.get(index));
        return renamed ? Optional.of(now.get(index)) : Optional.empty();
    }
}
