package iovatlas.edit.pci;

import iovatlas.topology.BusRange;
import iovatlas.topology.ElementId;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;
import iovatlas.topology.VirtualFunction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The PCI hierarchy of a machine taken apart into buses and what sits on them, so that parts can be
/// put in, taken out and moved. What a person numbered stays as it is wherever it can.
final class PciDraft {
    private static final HostBridge FIRST = HostBridge.of(0, new BusRange(0, 255));

    final Topology topology;
    final List<DraftBus> roots = new ArrayList<>();
    final Map<PciAddress, DraftNode> nodes = new LinkedHashMap<>();
    private final List<HostBridge> hosts;

    private PciDraft(Topology topology) {
        this.topology = topology;
        this.hosts = new ArrayList<>(topology.hostBridges());
        hosts.forEach(host -> roots.add(new DraftBus(host, null, host.buses())));
        Map<BusKey, DraftBus> buses = new HashMap<>();
        for (DraftBus root : roots) {
            buses.put(new BusKey(root.host.segment(), root.host.rootBus()), root);
        }
        List<PciFunction> waiting = new ArrayList<>();
        topology.functions().stream().filter(f -> f.virtual() == null).forEach(waiting::add);
        while (waiting.removeIf(function -> seat(function, buses))) {
            // Each round seats the functions one bridge further down.
        }
        topology.functions().forEach(this::addVirtual);
    }

    private record BusKey(int segment, int bus) {}

    static PciDraft of(Topology topology) {
        return new PciDraft(topology);
    }

    private boolean seat(PciFunction function, Map<BusKey, DraftBus> buses) {
        DraftBus bus = buses.get(new BusKey(function.at().segment(), function.at().bus()));
        if (bus == null) {
            return false;
        }
        DraftNode node = new DraftNode(function, function.at(), bus);
        bus.nodes.add(node);
        nodes.put(function.at(), node);
        BusRange range = function.buses();
        if (range != null) {
            DraftBus below = new DraftBus(bus.host, node, range);
            node.below = below;
            buses.putIfAbsent(new BusKey(function.at().segment(), range.first()), below);
        }
        return true;
    }

    private void addVirtual(PciFunction function) {
        VirtualFunction virtual = function.virtual();
        DraftNode physical = virtual == null ? null : nodes.get(virtual.physical());
        if (physical != null) {
            physical.virtuals.add(function);
        }
    }

    /// @throws IllegalArgumentException when no such function is in the hierarchy
    DraftNode node(PciAddress at) {
        DraftNode node = nodes.get(at);
        if (node == null) {
            throw new IllegalArgumentException(
                    topology.function(at).isPresent()
                            ? "The function "
                                    + at
                                    + " cannot be moved: it is a virtual function,"
                                    + " or its bus belongs to nobody."
                            : "There is no function " + at + ".");
        }
        return node;
    }

    /// The bus that something dropped on an element comes to sit on.
    ///
    /// @throws IllegalArgumentException for an element that PCI functions cannot be dropped on
    DraftBus busOf(ElementId on) {
        return switch (on) {
            case ElementId.OfHostBridge(int segment, int bus) ->
                    roots.stream()
                            .filter(r -> r.host.segment() == segment && r.host.rootBus() == bus)
                            .findFirst()
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "There is no host bridge %04x:%02x."
                                                    .formatted(segment, bus)));
            case ElementId.OfFunction(PciAddress at) -> busAt(node(at));
            case ElementId.OfDocument _ -> firstRoot();
            case ElementId _ ->
                    throw new IllegalArgumentException(
                            "PCI parts go on a host bridge, a port, a bridge or beside a"
                                    + " function.");
        };
    }

    /// Below a bridge, beside anything else.
    private static DraftBus busAt(DraftNode node) {
        return node.function.kind().isBridge() ? busBelow(node) : node.bus;
    }

    static DraftBus busBelow(DraftNode node) {
        DraftBus below = node.below;
        if (below == null) {
            below = new DraftBus(node.bus.host, node, null);
            node.below = below;
        }
        return below;
    }

    private DraftBus firstRoot() {
        if (roots.isEmpty()) {
            hosts.add(FIRST);
            roots.add(new DraftBus(FIRST, null, FIRST.buses()));
        }
        return roots.getFirst();
    }

    /// What changed.
    ///
    /// @param moved new addresses of functions that were there, by their old ones, virtual functions
    ///     that can be enabled among them
    /// @param added addresses of what is new, in order
    record Result(Topology topology, Map<PciAddress, PciAddress> moved, List<PciAddress> added) {}

    /// @throws IllegalArgumentException when the bus numbers do not suffice
    Result finish() {
        roots.forEach(BusNumbers::assign);
        return new PciDraftWriter(this, hosts).write();
    }

    /// Every function that is in the hierarchy now, each before what hangs below it.
    List<DraftNode> all() {
        return roots.stream()
                .flatMap(root -> root.nodes.stream())
                .flatMap(node -> node.subtree().stream())
                .toList();
    }

    static PciAddress address(DraftNode node) {
        return new PciAddress(
                node.bus.host.segment(),
                Objects.requireNonNull(node.bus.range).first(),
                node.device,
                node.number);
    }

    static Optional<BusRange> range(DraftNode node) {
        return Optional.ofNullable(node.below).map(bus -> bus.range);
    }
}
