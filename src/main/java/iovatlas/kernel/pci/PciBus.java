package iovatlas.kernel.pci;

import iovatlas.topology.HostBridge;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One bus while the tree is built; nothing changes it afterwards.
final class PciBus {

    private final @Nullable PciBus parent;
    private final @Nullable PciNode bridge;
    private final @Nullable HostBridge hostBridge;
    private final List<PciNode> nodes = new ArrayList<>();
    private final Map<Integer, List<PciNode>> slots = new HashMap<>();
    private boolean aliases;

    private PciBus(
            @Nullable PciBus parent, @Nullable PciNode bridge, @Nullable HostBridge hostBridge) {
        this.parent = parent;
        this.bridge = bridge;
        this.hostBridge = hostBridge;
    }

    static PciBus root(@Nullable HostBridge hostBridge) {
        return new PciBus(null, null, hostBridge);
    }

    static PciBus below(PciBus parent, PciNode bridge) {
        return new PciBus(parent, bridge, parent.hostBridge);
    }

    /// A bus that only virtual functions are on: it has a parent and no bridge.
    ///
    /// Source: `drivers/pci/iov.c:virtfn_add_bus`.
    static PciBus virtual(PciBus parent) {
        return new PciBus(parent, null, parent.hostBridge);
    }

    void add(PciNode node) {
        nodes.add(node);
        slots.computeIfAbsent(node.at().device(), _ -> new ArrayList<>(1)).add(node);
        aliases |= !node.aliasMask().isEmpty();
    }

    boolean isRoot() {
        return parent == null;
    }

    boolean hasAliases() {
        return aliases;
    }

    @Nullable HostBridge hostBridge() {
        return hostBridge;
    }

    @Nullable PciNode bridge() {
        return bridge;
    }

    @Nullable PciNode nearestBridge() {
        for (PciBus bus = this; bus != null; bus = bus.parent) {
            if (bus.bridge != null) {
                return bus.bridge;
            }
        }
        return null;
    }

    List<PciNode> nodes() {
        return nodes;
    }

    List<PciNode> slot(int device) {
        return slots.getOrDefault(device, List.of());
    }
}
