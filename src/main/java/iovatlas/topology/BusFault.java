package iovatlas.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is wrong with the bus numbers of a drawn machine: buses that two bridges have, or a function
/// on a bus that nobody has.
///
/// @param element what has the wrong numbers
/// @param sentence what is wrong with them
public record BusFault(ElementId element, String sentence) {

    /// Who has a range of buses.
    ///
    /// @param parent the bus that the bridge itself is on, -1 for a host bridge
    private record Holder(ElementId id, String text, int parent, BusRange buses) {}

    /// The first fault of a machine: overlaps first, then functions without a bus.
    public static Optional<BusFault> first(Topology topology) {
        Map<Integer, List<Holder>> segments = holders(topology);
        Optional<BusFault> overlap =
                segments.values().stream()
                        .flatMap(holders -> overlap(holders).stream())
                        .findFirst();
        return overlap.or(() ->
                topology.functions().stream()
                        .flatMap(function -> homeless(function, segments).stream())
                        .findFirst());
    }

    private static Map<Integer, List<Holder>> holders(Topology topology) {
        Map<Integer, List<Holder>> segments = new TreeMap<>();
        for (HostBridge bridge : topology.hostBridges()) {
            var id = new ElementId.OfHostBridge(bridge.segment(), bridge.rootBus());
            String text = "the host bridge " + bridge.text();
            add(segments, bridge.segment(), new Holder(id, text, -1, bridge.buses()));
        }
        for (PciFunction function : topology.functions()) {
            BusRange buses = function.buses();
            if (buses != null) {
                PciAddress at = function.at();
                var id = new ElementId.OfFunction(at);
                add(segments, at.segment(), new Holder(id, "the bridge " + at, at.bus(), buses));
            }
        }
        return segments;
    }

    private static void add(Map<Integer, List<Holder>> segments, int segment, Holder holder) {
        segments.computeIfAbsent(segment, _ -> new ArrayList<>()).add(holder);
    }

    /// Ranges are disjoint, or one lies inside the other and its bridge lies below the other.
    private static Optional<BusFault> overlap(List<Holder> holders) {
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
                    return Optional.of(overlapping(holder, outer));
                }
            }
            open.add(holder);
        }
        return Optional.empty();
    }

    private static BusFault overlapping(Holder holder, Holder outer) {
        return new BusFault(
                holder.id(),
                "The buses %s of %s overlap the buses %s of %s."
                        .formatted(holder.buses(), holder.text(), outer.buses(), outer.text()));
    }

    private static Optional<BusFault> homeless(
            PciFunction function, Map<Integer, List<Holder>> segments) {
        int bus = function.at().bus();
        // A virtual function may sit on a bus of its own behind its physical function's bus.
        boolean home =
                segments.getOrDefault(function.at().segment(), List.of()).stream()
                        .map(Holder::buses)
                        .anyMatch(buses ->
                                function.virtual() == null
                                        ? buses.first() == bus
                                        : buses.contains(bus));
        return home
                ? Optional.empty()
                : Optional.of(
                        new BusFault(
                                new ElementId.OfFunction(function.at()),
                                "The function %s is on bus %02x, which no host bridge and no bridge has."
                                        .formatted(function.at(), bus)));
    }
}
