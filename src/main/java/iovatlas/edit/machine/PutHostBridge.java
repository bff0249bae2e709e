package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.topology.ElementId;
import iovatlas.topology.HostBridge;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Adds a host bridge, or changes one.
///
/// @param before the one that it replaces, null to add one
/// @param bridge what it is to be
public record PutHostBridge(ElementId.@Nullable OfHostBridge before, HostBridge bridge)
        implements Attempt {

    @Override
    public String description() {
        return (before == null ? "Add" : "Change") + " Host Bridge " + bridge.text();
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        Topology topology = atlas.topology();
        List<HostBridge> bridges = new ArrayList<>(topology.hostBridges());
        if (before == null) {
            bridges.add(bridge);
        } else if (!bridges.removeIf(
                other ->
                        other.segment() == before.segment()
                                && other.rootBus() == before.rootBus())) {
            throw new IllegalArgumentException(
                    "There is no host bridge %04x:%02x."
                            .formatted(before.segment(), before.rootBus()));
        } else {
            int index = indexOf(topology.hostBridges(), before);
            bridges.add(index, bridge);
        }
        return atlas.withTopology(topology.withHostBridges(bridges));
    }

    private static int indexOf(List<HostBridge> bridges, ElementId.OfHostBridge id) {
        int index = 0;
        while (bridges.get(index).segment() != id.segment()
                || bridges.get(index).rootBus() != id.rootBus()) {
            index++;
        }
        return index;
    }
}
