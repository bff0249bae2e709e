package iovatlas.importer.sysfs;

import iovatlas.importer.devicetree.DeviceNode;
import iovatlas.importer.devicetree.DeviceTree;
import iovatlas.importer.devicetree.RegProperty;
import iovatlas.topology.BusRange;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which node of a device tree is the host bridge of which segment, and which nodes below it are
/// which functions.
final class DeviceTreeBridges {

    private final Machine machine;
    private final Map<Integer, DeviceNode> bySegment = new LinkedHashMap<>();
    private final Map<DeviceNode, PciAddress> functions = new LinkedHashMap<>();

    DeviceTreeBridges(Machine machine, DeviceTree tree) {
        this.machine = machine;
        List<DeviceNode> nodes =
                tree.root()
                        .all()
                        .filter(DeviceTreeBridges::isHost)
                        .filter(DeviceNode::isAvailable)
                        .toList();
        assignSegments(nodes);
        Map<PciAddress, PciFunction> byAddress = machine.byAddress();
        bySegment.forEach((segment, node) -> {
            int root = rootBus(segment);
            addFunctions(node, segment, root, byAddress);
        });
    }

    /// Host bridge nodes by PCI segment.
    Map<Integer, DeviceNode> bySegment() {
        return java.util.Collections.unmodifiableMap(bySegment);
    }

    /// Nodes that are functions, by the `reg` property of each and the bridges above it.
    Map<DeviceNode, PciAddress> functionNodes() {
        return java.util.Collections.unmodifiableMap(functions);
    }

    /// Whether a node is a host bridge.
    static boolean isHost(DeviceNode node) {
        return node.strings("device_type").contains("pci")
                && node.has("#address-cells")
                && isHostBridge(node);
    }

    /// A bridge below another one has the same device type but is no host.
    private static boolean isHostBridge(DeviceNode node) {
        return node.parent().stream().noneMatch(p -> p.strings("device_type").contains("pci"));
    }

    /// sysfs names the platform device of a host bridge by its address; without that, by the
    /// property, else counted in the tree's order.
    private void assignSegments(List<DeviceNode> nodes) {
        Map<String, Integer> known = new HashMap<>();
        machine.folders()
                .forEach(folder ->
                        folder.rootFolder()
                                .ifPresent(path ->
                                        known.put(deviceAbove(path), folder.at().segment())));
        Set<DeviceNode> placed = new HashSet<>();
        for (DeviceNode node : nodes) {
            Integer segment = known.get(platformName(node));
            if (segment != null && bySegment.putIfAbsent(segment, node) == null) {
                placed.add(node);
            }
        }
        int next = 0;
        for (DeviceNode node : nodes) {
            if (!placed.contains(node)) {
                int segment = node.cell("linux,pci-domain").orElse(next);
                bySegment.putIfAbsent(Math.max(0, segment), node);
            }
            next++;
        }
    }

    private static String deviceAbove(String rootFolder) {
        String[] names = rootFolder.split("/", -1);
        return names.length < 2 ? "" : names[names.length - 2];
    }

    /// Source: `drivers/of/device.c:of_device_make_bus_id`.
    static String platformName(DeviceNode node) {
        List<RegProperty.Window> windows = RegProperty.read(node);
        return windows.isEmpty()
                ? node.name()
                : "%x.%s".formatted(windows.getFirst().address(), node.baseName());
    }

    private int rootBus(int segment) {
        return machine.bridges().stream()
                .filter(bridge -> bridge.segment() == segment)
                .mapToInt(HostBridge::rootBus)
                .min()
                .orElse(0);
    }

    private void addFunctions(
            DeviceNode above, int segment, int bus, Map<PciAddress, PciFunction> byAddress) {
        for (DeviceNode node : above.children()) {
            int[] reg = node.cells("reg");
            if (reg.length == 0) {
                continue;
            }
            // The kernel looks at the devfn only; the bus is where the bridge above leads.
            PciAddress at = PciAddress.ofDevfn(segment, bus, reg[0] >> 8 & 0xff);
            functions.put(node, at);
            @Nullable PciFunction function = byAddress.get(at);
            @Nullable BusRange below = function == null ? null : function.buses();
            if (below != null) {
                addFunctions(node, segment, below.first(), byAddress);
            }
        }
    }

    /// The nodes of one function's memory reservations in the order of its `memory-region`.
    static List<DeviceNode> memoryRegions(DeviceTree tree, DeviceNode device) {
        List<DeviceNode> regions = new ArrayList<>();
        for (int handle : device.cells("memory-region")) {
            Optional<DeviceNode> region = tree.node(handle);
            region.ifPresent(regions::add);
        }
        return regions;
    }
}
