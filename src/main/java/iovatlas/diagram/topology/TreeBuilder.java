package iovatlas.diagram.topology;

import iovatlas.diagram.topology.MachineNode.AcsMark;
import iovatlas.diagram.topology.MachineNode.Kind;
import iovatlas.diagram.topology.Siblings.Sibling;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.pci.PciNode;
import iovatlas.scenario.KernelState;
import iovatlas.topology.ElementId;
import iovatlas.topology.HostBridge;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Builds the tree of a machine: host bridges, what hangs below them, devices on no PCI bus.
final class TreeBuilder {
    private final Topology topology;
    private final GroupTable groups;
    private final TopologyOptions options;
    private final FunctionNodes nodes;
    private final Siblings siblings;
    private final Map<PciAddress, List<PciFunction>> below = new HashMap<>();

    TreeBuilder(KernelState state, TopologyOptions options, LitElements lit) {
        this.topology = state.topology();
        this.groups = state.groups();
        this.options = options;
        this.nodes = new FunctionNodes(state, lit);
        this.siblings = new Siblings(groups, nodes, options.expanded());
    }

    List<MachineNode> roots() {
        Map<RootBus, List<PciFunction>> tops = new TreeMap<>();
        topology.hostBridges()
                .forEach(host ->
                        tops.put(new RootBus(host.segment(), host.rootBus()), new ArrayList<>()));
        for (PciNode node : groups.tree().nodes()) {
            PciNode bridge = node.bridge();
            if (bridge != null) {
                below.computeIfAbsent(bridge.at(), _ -> new ArrayList<>()).add(node.function());
            } else {
                tops.computeIfAbsent(rootBus(node), _ -> new ArrayList<>()).add(node.function());
            }
        }
        var roots = new ArrayList<MachineNode>();
        tops.forEach((bus, functions) -> roots.add(hostBridge(bus, functions)));
        if (!topology.platformDevices().isEmpty()) {
            roots.add(platform());
        }
        return roots;
    }

    private record RootBus(int segment, int bus) implements Comparable<RootBus> {
        @Override
        public int compareTo(RootBus other) {
            return Comparator.comparingInt(RootBus::segment)
                    .thenComparingInt(RootBus::bus)
                    .compare(this, other);
        }
    }

    private static RootBus rootBus(PciNode node) {
        return node.hostBridge()
                .map(host -> new RootBus(host.segment(), host.rootBus()))
                .orElse(new RootBus(node.at().segment(), node.at().bus()));
    }

    private MachineNode hostBridge(RootBus bus, List<PciFunction> functions) {
        var element = new ElementId.OfHostBridge(bus.segment(), bus.bus());
        String tip =
                topology.hostBridges().stream()
                        .filter(host ->
                                host.segment() == bus.segment() && host.rootBus() == bus.bus())
                        .findFirst()
                        .map(HostBridge::buses)
                        .map(buses -> "host bridge, buses " + buses)
                        .orElse("host bridge");
        String text = "%04x:%02x".formatted(bus.segment(), bus.bus());
        List<MachineNode> children = children(element, functions);
        return root(element, text, "host bridge", tip, children);
    }

    private MachineNode platform() {
        var nodesOfDevices = new ArrayList<MachineNode>();
        for (PlatformDevice device : topology.platformDevices()) {
            nodesOfDevices.add(nodes.of(device));
        }
        return root(
                new ElementId.OfDocument(),
                "platform",
                "no PCI bus",
                "devices on no PCI bus",
                nodesOfDevices);
    }

    private static MachineNode root(
            ElementId element, String text, String detail, String tip, List<MachineNode> children) {
        return new MachineNode(
                element,
                Kind.HOST_BRIDGE,
                text,
                detail,
                AcsMark.NOT_SHOWN,
                null,
                "",
                false,
                null,
                "",
                "",
                "",
                0,
                tip,
                false,
                children);
    }

    private List<MachineNode> children(ElementId parent, List<PciFunction> functions) {
        if (options.collapsed().contains(parent)) {
            return functions.isEmpty() ? List.of() : List.of(summary(parent, functions));
        }
        var all = new ArrayList<Sibling>();
        functions.stream()
                .sorted(Comparator.comparing(PciFunction::at))
                .forEach(function -> all.add(new Sibling(function, node(function))));
        return siblings.collapse(all);
    }

    private MachineNode node(PciFunction function) {
        List<PciFunction> functions = below.getOrDefault(function.at(), List.of());
        var element = new ElementId.OfFunction(function.at());
        List<MachineNode> children = new ArrayList<>(children(element, functions));
        for (MediatedDevice device : topology.mediatedDevices()) {
            if (device.parent().equals(function.at())) {
                children.add(nodes.of(device));
            }
        }
        return nodes.of(function, children);
    }

    private MachineNode summary(ElementId parent, List<PciFunction> functions) {
        int count = count(functions);
        return new MachineNode(
                parent,
                Kind.SUMMARY,
                "+" + count,
                count == 1 ? "function not shown" : "functions not shown",
                AcsMark.NOT_SHOWN,
                null,
                "",
                false,
                null,
                "",
                "",
                "",
                count,
                count + " functions below, not shown",
                false,
                List.of());
    }

    private int count(List<PciFunction> functions) {
        int count = 0;
        for (PciFunction function : functions) {
            count += 1 + count(below.getOrDefault(function.at(), List.of()));
        }
        return count;
    }
}
