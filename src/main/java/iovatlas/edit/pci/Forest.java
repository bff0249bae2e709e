package iovatlas.edit.pci;

import iovatlas.topology.BusRange;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.VirtualFunction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Functions that hang together among themselves, ready to be put into a machine: the buses of the
/// bridges say what is below what, and everything on a bus that none of them has is a top.
final class Forest {
    private static final DraftBus NOWHERE =
            new DraftBus(HostBridge.of(0, new BusRange(0, 255)), null, null);

    private Forest() {}

    /// The tops, with everything below them; no address of theirs counts any more.
    static List<DraftNode> tops(List<PciFunction> functions) {
        Map<PciAddress, DraftNode> nodes = new LinkedHashMap<>();
        Map<Integer, DraftNode> bridges = new HashMap<>();
        for (PciFunction function : functions) {
            if (function.virtual() == null) {
                DraftNode node = new DraftNode(function, null, NOWHERE);
                nodes.put(function.at(), node);
                if (function.kind().isBridge()) {
                    node.below = new DraftBus(NOWHERE.host, node, null);
                }
                BusRange buses = function.buses();
                if (buses != null) {
                    bridges.put(buses.first(), node);
                }
            }
        }
        for (PciFunction function : functions) {
            VirtualFunction virtual = function.virtual();
            DraftNode physical = virtual == null ? null : nodes.get(virtual.physical());
            if (physical != null) {
                physical.virtuals.add(function);
            }
        }
        List<DraftNode> tops = new ArrayList<>();
        for (DraftNode node : nodes.values()) {
            DraftNode bridge = bridges.get(node.function.at().bus());
            if (bridge == null || bridge == node || bridge.below == null) {
                tops.add(node);
            } else {
                node.bus = bridge.below;
                bridge.below.nodes.add(node);
            }
        }
        return tops;
    }
}
