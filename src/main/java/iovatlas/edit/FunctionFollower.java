package iovatlas.edit;

import iovatlas.topology.BusRange;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;
import iovatlas.topology.VirtualFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds functions again after an edit, whatever bus numbers they have by then: by their names, by the
/// slots that lead to them from the root bus, and those that went to other slots by their order.
final class FunctionFollower {

    /// What leads to a function: the bridge above it, or the root bus, and the slot there.
    ///
    /// @param above the place of the bridge, or of the physical function; null on a root bus
    /// @param bus segment and number of a root bus, -1 below a bridge
    /// @param slot device and function, or the index of a virtual function
    private record Place(@Nullable Place above, int bus, int slot) {}

    private static final int BELOW = -1;

    /// More bridges than there are buses; also more than any device and function.
    private static final int DEEPEST = 256;

    private final Map<PciAddress, PciAddress> now = new HashMap<>();
    private final Set<PciAddress> before = new HashSet<>();
    private final Map<String, PciFunction> named = new HashMap<>();

    FunctionFollower(Topology before, Topology after) {
        Places old = new Places(before);
        Places next = new Places(after);
        Map<Place, PciFunction> there = new HashMap<>();
        for (PciFunction function : after.functions()) {
            there.putIfAbsent(next.of(function), function);
            named.putIfAbsent(function.name(), function);
        }
        named.remove("");
        List<PciFunction> lost = new ArrayList<>();
        Set<PciAddress> found = new HashSet<>();
        for (PciFunction was : before.functions()) {
            this.before.add(was.at());
            PciFunction is = named.get(was.name());
            if (is == null) {
                is = there.get(old.of(was));
            }
            if (is != null && (is.kind() == was.kind() || is.name().equals(was.name()))) {
                now.put(was.at(), is.at());
                found.add(is.at());
            } else {
                lost.add(was);
            }
        }
        match(lost, after.functions().stream().filter(f -> !found.contains(f.at())).toList());
    }

    /// Where a function is after the edit: empty when it is gone. One that was not there before the
    /// edit either, such as one that a step brings, stays where it is.
    Optional<PciAddress> now(PciAddress at) {
        return before.contains(at) ? Optional.ofNullable(now.get(at)) : Optional.of(at);
    }

    /// What moved keeps its order in the document; when something came or went besides, nobody knows.
    private void match(List<PciFunction> lost, List<PciFunction> come) {
        if (lost.size() != come.size()) {
            return;
        }
        for (int i = 0; i < lost.size(); i++) {
            if (lost.get(i).kind() != come.get(i).kind()) {
                return;
            }
        }
        for (int i = 0; i < lost.size(); i++) {
            now.put(lost.get(i).at(), come.get(i).at());
        }
    }

    /// The places of a machine's functions.
    private static final class Places {
        private final Map<PciAddress, PciFunction> functions = new HashMap<>();
        private final Map<Integer, PciFunction> bridges = new HashMap<>();
        private final Map<PciAddress, Place> places = new HashMap<>();

        Places(Topology topology) {
            for (PciFunction function : topology.functions()) {
                functions.putIfAbsent(function.at(), function);
                BusRange buses = function.buses();
                if (buses != null) {
                    bridges.putIfAbsent(bus(function.at().onBus(buses.first())), function);
                }
            }
        }

        Place of(PciFunction function) {
            return of(function, 0);
        }

        /// A recording may have bridges above each other; what lies too deep hangs on a bus of its own.
        private Place of(PciFunction function, int depth) {
            Place known = places.get(function.at());
            if (known != null) {
                return known;
            }
            VirtualFunction virtual = function.virtual();
            PciFunction above =
                    virtual == null
                            ? bridges.get(bus(function.at()))
                            : functions.get(virtual.physical());
            int slot = virtual == null ? function.at().devfn() : DEEPEST + virtual.index();
            Place place =
                    above == null || depth > DEEPEST
                            ? new Place(null, bus(function.at()), slot)
                            : new Place(of(above, depth + 1), BELOW, slot);
            places.put(function.at(), place);
            return place;
        }

        private static int bus(PciAddress at) {
            return at.segment() << 8 | at.bus();
        }
    }
}
