package iovatlas.kernel.pci;

import iovatlas.kernel.KernelRelease;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;
import iovatlas.topology.VirtualFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Enumerates a machine once, the way the kernel does at boot.
final class PciScan {

    /// A bus of a segment.
    private record BusKey(int segment, int bus) implements Comparable<BusKey> {
        static BusKey of(PciAddress at) {
            return new BusKey(at.segment(), at.bus());
        }

        @Override
        public int compareTo(BusKey other) {
            int bySegment = Integer.compare(segment, other.segment);
            return bySegment != 0 ? bySegment : Integer.compare(bus, other.bus);
        }
    }

    private final Topology topology;
    private final KernelRelease release;
    private final TreeMap<BusKey, List<PciFunction>> waiting = new TreeMap<>();
    private final List<PciFunction> virtuals = new ArrayList<>();
    private final Map<BusKey, PciBus> buses = new HashMap<>();
    private final List<PciNode> nodes = new ArrayList<>();
    private final Map<PciAddress, PciNode> byAddress = new HashMap<>();

    PciScan(Topology topology, KernelRelease release) {
        this.topology = topology;
        this.release = release;
    }

    PciTree scan() {
        sortFunctions();
        for (HostBridge host : topology.hostBridges()) {
            scanBus(new BusKey(host.segment(), host.rootBus()), PciBus.root(host));
        }
        scanBusesWithoutHostBridge();
        addVirtualFunctions();
        return new PciTree(release, nodes, byAddress);
    }

    private void sortFunctions() {
        for (PciFunction function : topology.functions()) {
            if (function.virtual() == null) {
                waiting.computeIfAbsent(BusKey.of(function.at()), _ -> new ArrayList<>())
                        .add(function);
            } else {
                virtuals.add(function);
            }
        }
        waiting.values().forEach(list -> list.sort(Comparator.comparing(PciFunction::at)));
    }

    /// All functions of the bus first, then the buses below its bridges one after another.
    private void scanBus(BusKey key, PciBus bus) {
        if (buses.putIfAbsent(key, bus) != null) {
            return;
        }
        List<PciFunction> found = waiting.remove(key);
        if (found == null) {
            return;
        }
        found.forEach(function -> register(function, bus));
        for (PciNode bridge : List.copyOf(bus.nodes())) {
            BusRange below = bridge.function().buses();
            if (below != null) {
                scanBus(new BusKey(key.segment(), below.first()), PciBus.below(bus, bridge));
            }
        }
    }

    /// An incomplete description: the lowest remaining bus counts as a root bus.
    private void scanBusesWithoutHostBridge() {
        while (!waiting.isEmpty()) {
            BusKey lowest = waiting.firstKey();
            PciBus known = buses.get(lowest);
            if (known == null) {
                scanBus(lowest, PciBus.root(null));
            } else {
                waiting.remove(lowest);
            }
        }
    }

    /// Virtual functions are registered when they are enabled, after everything else.
    private void addVirtualFunctions() {
        virtuals.sort(
                Comparator.comparingInt(this::positionOfPhysical)
                        .thenComparingInt(PciScan::virtualIndex)
                        .thenComparing(PciFunction::at));
        for (PciFunction function : virtuals) {
            BusKey key = BusKey.of(function.at());
            PciBus bus = buses.computeIfAbsent(key, _ -> virtualBus(function));
            register(function, bus);
        }
    }

    private PciBus virtualBus(PciFunction function) {
        VirtualFunction virtual = function.virtual();
        PciBus parent = virtual == null ? null : buses.get(BusKey.of(virtual.physical()));
        return parent == null ? PciBus.root(null) : PciBus.virtual(parent);
    }

    private int positionOfPhysical(PciFunction function) {
        VirtualFunction virtual = function.virtual();
        PciNode physical = virtual == null ? null : byAddress.get(virtual.physical());
        return physical == null ? Integer.MAX_VALUE : physical.position();
    }

    private static int virtualIndex(PciFunction function) {
        VirtualFunction virtual = function.virtual();
        return virtual == null ? 0 : virtual.index();
    }

    private void register(PciFunction function, PciBus bus) {
        PciNode node =
                new PciNode(
                        function,
                        nodes.size(),
                        bus,
                        multifunction(function, bus.bridge()),
                        AliasQuirks.maskOf(function, release));
        if (byAddress.putIfAbsent(function.at(), node) == null) {
            bus.add(node);
            nodes.add(node);
        }
    }

    /// A function that a slot scan finds after the first one is marked whatever its header says;
    /// below a downstream port there is one slot, and ARI numbers run over its 256 devfns.
    private static boolean multifunction(PciFunction function, @Nullable PciNode bridge) {
        if (function.virtual() != null) {
            return false;
        }
        boolean oneSlotBus = bridge != null && isDownstream(bridge.function().kind());
        boolean byAri = oneSlotBus && function.capabilities().ari() && function.at().devfn() > 0;
        return function.multifunction() || function.at().function() > 0 || byAri;
    }

    private static boolean isDownstream(FunctionKind kind) {
        return kind == FunctionKind.ROOT_PORT || kind == FunctionKind.SWITCH_DOWNSTREAM;
    }
}
