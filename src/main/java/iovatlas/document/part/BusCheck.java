package iovatlas.document.part;

import iovatlas.document.yaml.NodeError;
import iovatlas.topology.BusRange;
import iovatlas.topology.ElementId;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Refuses buses that two bridges have, and functions on a bus that nobody has.
record BusCheck(Topology topology, Places places) {
    /// Who has a range of buses.
    ///
    /// @param parent the bus that the bridge itself is on, -1 for a host bridge
    private record Holder(ElementId id, String text, int parent, BusRange buses) {}

    /// @throws NodeError at the first element that does not fit
    void run() {
        Map<Integer, List<Holder>> segments = new TreeMap<>();
        for (HostBridge bridge : topology.hostBridges()) {
            add(
                    segments,
                    bridge.segment(),
                    new Holder(
                            new ElementId.OfHostBridge(bridge.segment(), bridge.rootBus()),
                            "the host bridge " + bridge.text(),
                            -1,
                            bridge.buses()));
        }
        for (PciFunction function : topology.functions()) {
            if (function.buses() != null) {
                add(
                        segments,
                        function.at().segment(),
                        new Holder(
                                new ElementId.OfFunction(function.at()),
                                "the bridge " + function.at(),
                                function.at().bus(),
                                function.buses()));
            }
        }
        segments.values().forEach(this::refuseOverlaps);
        topology.functions().forEach(f -> refuseHomeless(f, segments));
    }

    private static void add(Map<Integer, List<Holder>> segments, int segment, Holder holder) {
        segments.computeIfAbsent(segment, _ -> new ArrayList<>()).add(holder);
    }

    /// Ranges are disjoint, or one lies inside the other and its bridge lies below the other.
    private void refuseOverlaps(List<Holder> holders) {
        List<Holder> sorted = new ArrayList<>(holders);
        sorted.sort(
                Comparator.<Holder>comparingInt(holder -> holder.buses().first())
                        .thenComparingInt(holder -> -holder.buses().last()));
        List<Holder> open = new ArrayList<>();
        for (Holder holder : sorted) {
            open.removeIf(outer -> outer.buses().last() < holder.buses().first());
            for (Holder outer : open) {
                boolean inside =
                        holder.buses().first() > outer.buses().first()
                                && holder.buses().last() <= outer.buses().last()
                                && outer.buses().contains(holder.parent());
                if (!inside) {
                    throw overlap(holder, outer);
                }
            }
            open.add(holder);
        }
    }

    private NodeError overlap(Holder holder, Holder outer) {
        return new NodeError(
                "The buses %s of %s overlap the buses %s of %s."
                        .formatted(holder.buses(), holder.text(), outer.buses(), outer.text()),
                places.of(holder.id()));
    }

    private void refuseHomeless(PciFunction function, Map<Integer, List<Holder>> segments) {
        int bus = function.at().bus();
        // A virtual function may sit on a bus of its own behind its physical function's bus.
        boolean home =
                segments.getOrDefault(function.at().segment(), List.of()).stream()
                        .map(Holder::buses)
                        .anyMatch(buses ->
                                function.virtual() == null
                                        ? buses.first() == bus
                                        : buses.contains(bus));
        if (!home) {
            throw new NodeError(
                    "The function %s is on bus %02x, which no host bridge and no bridge has."
                            .formatted(function.at(), bus),
                    places.of(new ElementId.OfFunction(function.at())));
        }
    }
}
