package iovatlas.importer.sysfs;

import iovatlas.importer.devicetree.DeviceNode;
import iovatlas.topology.BusRange;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the bridges that lead out of the machine. Firmware says so itself; otherwise the
/// kernel's `removable` files tell: it marks every function below such a bridge, so the bridge is
/// the one above a marked function that is not marked itself.
///
/// Source: `drivers/pci/probe.c:pci_set_removable` (since 5.14),
/// `drivers/pci/of.c:pci_set_bus_of_node`.
final class ExternalPorts {

    private ExternalPorts() {}

    /// The bridges that a device tree marks.
    static List<PciAddress> ofDeviceTree(Map<DeviceNode, PciAddress> functions) {
        List<PciAddress> marked = new ArrayList<>();
        functions.forEach((node, at) -> {
            if (node.has("external-facing")) {
                marked.add(at);
            }
        });
        return marked;
    }

    /// The same functions in the same order, the bridges that lead out marked.
    ///
    /// @param told bridges that firmware names
    static List<PciFunction> mark(
            List<PciFunction> functions, List<FunctionFolder> folders, Set<PciAddress> told) {
        Set<PciAddress> removable = new HashSet<>();
        for (FunctionFolder folder : folders) {
            if (folder.line("removable").filter("removable"::equals).isPresent()) {
                removable.add(folder.at());
            }
        }
        if (removable.isEmpty() && told.isEmpty()) {
            return functions;
        }
        return functions.stream()
                .map(f ->
                        f.kind().isBridge() && (told.contains(f.at()) || leadsOut(f, removable))
                                ? f.withExternalFacing(true)
                                : f)
                .toList();
    }

    private static boolean leadsOut(PciFunction bridge, Set<PciAddress> removable) {
        BusRange buses = bridge.buses();
        return buses != null
                && !removable.contains(bridge.at())
                && removable.stream()
                        .anyMatch(at ->
                                at.segment() == bridge.at().segment() && at.bus() == buses.first());
    }
}
