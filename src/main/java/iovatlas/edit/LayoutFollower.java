package iovatlas.edit;

import iovatlas.atlas.Layout;
import iovatlas.atlas.Layout.Spot;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.Iommu;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Topology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Keeps hand-made places with what they were made for when an edit renames or renumbers it, and
/// drops those of what an edit removes. Places of what the document did not have before the edit
/// (say of a function that a step adds) stay.
final class LayoutFollower {
    private final Topology before;
    private final Topology after;
    private final FunctionFollower functions;

    private LayoutFollower(Topology before, Topology after) {
        this.before = before;
        this.after = after;
        this.functions = new FunctionFollower(before, after);
    }

    static Layout follow(Layout layout, Topology before, Topology after) {
        if (layout.isEmpty() || before.equals(after)) {
            return layout;
        }
        var follower = new LayoutFollower(before, after);
        Map<ElementId, Spot> spots = new HashMap<>();
        layout.spots().forEach((id, spot) -> follower.now(id).ifPresent(i -> spots.put(i, spot)));
        return new Layout(spots);
    }

    /// What an element is called after the edit; empty when it is gone.
    private Optional<ElementId> now(ElementId id) {
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
            case ElementId.OfOwner(String name) ->
                    named(name, Topology::owners, ContainerOwner::name).map(ElementId.OfOwner::new);
            case ElementId.OfSpace(String name) ->
                    named(name, Topology::spaces, IovaSpace::name).map(ElementId.OfSpace::new);
            case ElementId.OfGroup _,
                    ElementId.OfMemory _,
                    ElementId.OfDomain _,
                    ElementId.OfIova _,
                    ElementId.OfStep _,
                    ElementId.OfVector _,
                    ElementId.OfHop _,
                    ElementId.OfDocument _ ->
                    Optional.of(id);
        };
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
