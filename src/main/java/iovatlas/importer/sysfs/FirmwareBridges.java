package iovatlas.importer.sysfs;

import iovatlas.importer.acpi.Dmar;
import iovatlas.importer.acpi.IortBody;
import iovatlas.importer.acpi.IvrsHardware;
import iovatlas.importer.acpi.Mcfg;
import iovatlas.importer.acpi.Viot;
import iovatlas.importer.devicetree.DeviceNode;
import iovatlas.importer.devicetree.DeviceTree;
import iovatlas.topology.BusRange;
import iovatlas.topology.HostBridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The host bridges that firmware describes, for a recording without any function: one table alone,
/// or the source of a device tree.
final class FirmwareBridges {

    private static final BusRange ALL = new BusRange(0, 255);

    private FirmwareBridges() {}

    /// One bridge for each stretch of buses that the MCFG names, and one for each further segment,
    /// in segment and bus order.
    static List<HostBridge> ofAcpi(AcpiTables tables) {
        TreeMap<Integer, TreeMap<Integer, BusRange>> buses = new TreeMap<>();
        for (Mcfg.Entry entry : tables.mcfg().map(Mcfg::entries).orElse(List.of())) {
            TreeMap<Integer, BusRange> known =
                    buses.computeIfAbsent(entry.segment(), _ -> new TreeMap<>());
            boolean fits =
                    entry.firstBus() <= entry.lastBus()
                            && known.values().stream()
                                    .noneMatch(r ->
                                            r.overlaps(
                                                    new BusRange(
                                                            entry.firstBus(), entry.lastBus())));
            if (fits) {
                known.put(entry.firstBus(), new BusRange(entry.firstBus(), entry.lastBus()));
            }
        }
        segments(tables)
                .forEach(segment ->
                        buses.computeIfAbsent(segment, _ -> new TreeMap<>(Map.of(0, ALL))));
        List<HostBridge> bridges = new ArrayList<>();
        buses.forEach((segment, ranges) ->
                ranges.values().forEach(range -> bridges.add(HostBridge.of(segment, range))));
        return bridges;
    }

    private static Set<Integer> segments(AcpiTables tables) {
        Set<Integer> segments = new TreeSet<>();
        tables.iort()
                .ifPresent(iort ->
                        iort.nodes()
                                .values()
                                .forEach(node -> {
                                    if (node.body() instanceof IortBody.RootComplex root
                                            && isSegment(root.segment())) {
                                        segments.add(root.segment());
                                    }
                                }));
        tables.dmar().stream()
                .flatMap(dmar -> dmar.units().stream())
                .map(Dmar.Unit::segment)
                .forEach(segments::add);
        tables.ivrs().stream()
                .flatMap(ivrs -> ivrs.hardware().stream())
                .map(IvrsHardware::segment)
                .forEach(segments::add);
        tables.viot().stream()
                .flatMap(viot -> viot.ranges().stream())
                .map(Viot.PciRange::firstSegment)
                .forEach(segments::add);
        return segments;
    }

    private static boolean isSegment(int segment) {
        return segment >= 0 && segment <= 0xffff;
    }

    /// One bridge for each available host bridge node, numbered by `linux,pci-domain` or counted in
    /// the tree's order.
    static List<HostBridge> ofDeviceTree(DeviceTree tree) {
        List<DeviceNode> nodes =
                tree.root()
                        .all()
                        .filter(DeviceTreeBridges::isHost)
                        .filter(DeviceNode::isAvailable)
                        .toList();
        TreeMap<Integer, HostBridge> bridges = new TreeMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            int segment = nodes.get(i).cell("linux,pci-domain").orElse(i);
            if (isSegment(segment)) {
                bridges.putIfAbsent(
                        segment, HostBridge.of(segment, buses(nodes.get(i)).orElse(ALL)));
            }
        }
        return List.copyOf(bridges.values());
    }

    private static Optional<BusRange> buses(DeviceNode node) {
        int[] range = node.cells("bus-range");
        boolean fits = range.length == 2 && range[0] >= 0 && range[0] <= range[1] && range[1] < 256;
        return fits ? Optional.of(new BusRange(range[0], range[1])) : Optional.empty();
    }
}
