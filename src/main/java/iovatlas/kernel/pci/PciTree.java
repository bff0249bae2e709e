package iovatlas.kernel.pci;

import iovatlas.kernel.KernelRelease;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.RequesterId;
import iovatlas.topology.Topology;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The functions of a machine as Linux registers them, with what lies above each.
///
/// Source: `drivers/pci/probe.c:pci_scan_child_bus_extend`, `drivers/pci/search.c`.
public final class PciTree {

    private final KernelRelease release;
    private final List<PciNode> nodes;
    private final Map<PciAddress, PciNode> byAddress;
    private final VmdEndpoints vmd;
    // By the position of the node that sends.
    private final List<List<DmaAlias>> aliases;

    PciTree(KernelRelease release, List<PciNode> nodes, Map<PciAddress, PciNode> byAddress) {
        this.release = release;
        this.nodes = nodes;
        this.byAddress = byAddress;
        this.vmd = VmdEndpoints.of(nodes);
        this.aliases = nodes.stream().map(node -> DmaAliasWalk.from(node, release)).toList();
    }

    /// The tree with the quirks of the newest release that the model knows.
    public static PciTree of(Topology topology) {
        return of(topology, KernelRelease.V7_3);
    }

    /// The tree as a release sees it.
    public static PciTree of(Topology topology, KernelRelease release) {
        return new PciScan(topology, release).scan();
    }

    public KernelRelease release() {
        return release;
    }

    /// All functions in registration order: host bridges in their order, each bus before the buses
    /// below it, virtual functions last.
    public List<PciFunction> registrationOrder() {
        return nodes.stream().map(PciNode::function).toList();
    }

    /// All nodes in registration order.
    public List<PciNode> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    public Optional<PciNode> node(PciAddress at) {
        return Optional.ofNullable(byAddress.get(at));
    }

    public Optional<PciFunction> function(PciAddress at) {
        return node(at).map(PciNode::function);
    }

    /// The nearest bridge above a function, empty on a root bus or for an unknown address. Buses
    /// without a bridge (those of virtual functions) are passed over.
    public Optional<PciFunction> bridgeAbove(PciAddress at) {
        return node(at).flatMap(n -> Optional.ofNullable(n.bridge())).map(PciNode::function);
    }

    /// Every requester ID under which a function's transactions may arrive, in the kernel's order,
    /// its own first; empty for a function that is not in the tree.
    public List<DmaAlias> dmaAliases(PciFunction function) {
        return node(function.at()).map(this::dmaAliases).orElse(List.of());
    }

    /// The same for a node of this tree.
    public List<DmaAlias> dmaAliases(PciNode node) {
        return aliases.get(realDmaDevice(node).position());
    }

    /// The function that really sends a function's transactions: the VMD endpoint for what is
    /// behind it, itself otherwise.
    ///
    /// Source: `arch/x86/pci/common.c:pci_real_dma_dev`.
    public PciNode realDmaDevice(PciNode node) {
        return vmd.endpointFor(node);
    }

    /// The requester ID that its message-signalled interrupts carry; its own for a function that is
    /// not in the tree.
    public RequesterId msiRequesterId(PciFunction function) {
        return MsiRequester.of(function.at().requesterId(), dmaAliases(function));
    }
}
