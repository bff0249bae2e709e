package iovatlas.edit.pci;

import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.SriovCapability;
import iovatlas.topology.Topology;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// What goes when functions go: everything below them, their virtual functions, and the further
/// functions of a device whose function 0 goes, since enumeration no longer finds them.
///
/// Source: `drivers/pci/probe.c:pci_scan_slot`.
public final class CutFunctions {
    private CutFunctions() {}

    /// All functions that go, in the document's order.
    public static List<PciAddress> all(Topology topology, Collection<PciAddress> devices) {
        PciDraft draft = PciDraft.of(topology);
        Set<PciAddress> gone = new LinkedHashSet<>(devices);
        for (PciAddress at : devices) {
            DraftNode node = draft.nodes.get(at);
            if (node != null) {
                List<DraftNode> whole = node.number == 0 ? node.device() : List.of(node);
                whole.stream()
                        .flatMap(part -> part.subtree().stream())
                        .forEach(part -> add(part, gone));
            }
        }
        return topology.functions().stream().map(PciFunction::at).filter(gone::contains).toList();
    }

    private static void add(DraftNode node, Set<PciAddress> gone) {
        gone.add(Objects.requireNonNull(node.before));
        node.virtuals.forEach(virtual -> gone.add(virtual.at()));
    }

    /// The functions without those, and without what goes with them. A physical function that loses
    /// virtual functions has that many fewer enabled.
    static List<PciFunction> left(Topology topology, Set<PciAddress> gone) {
        return topology.functions().stream()
                .filter(function -> !gone.contains(function.at()))
                .map(function -> fewer(topology, function, gone))
                .map(function -> lonely(topology, function, gone))
                .toList();
    }

    /// Function 0 of a device that loses its other functions no longer says that it has some.
    private static PciFunction lonely(
            Topology topology, PciFunction function, Set<PciAddress> gone) {
        if (!function.multifunction() || function.virtual() != null) {
            return function;
        }
        boolean lost = false;
        boolean company = false;
        for (PciFunction other : topology.functions()) {
            if (other.virtual() == null
                    && other.at().sameSlot(function.at())
                    && !other.at().equals(function.at())) {
                lost |= gone.contains(other.at());
                company |= !gone.contains(other.at());
            }
        }
        return lost && !company ? function.withMultifunction(false) : function;
    }

    private static PciFunction fewer(
            Topology topology, PciFunction function, Set<PciAddress> gone) {
        SriovCapability sriov = function.capabilities().sriov();
        if (sriov == null) {
            return function;
        }
        int lost = 0;
        for (PciFunction other : topology.functions()) {
            var virtual = other.virtual();
            if (virtual != null
                    && virtual.physical().equals(function.at())
                    && gone.contains(other.at())) {
                lost++;
            }
        }
        return lost == 0
                ? function
                : function.withCapabilities(
                        function.capabilities()
                                .withSriov(
                                        new SriovCapability(
                                                sriov.totalVfs(),
                                                Math.max(0, sriov.enabledVfs() - lost),
                                                sriov.firstOffset(),
                                                sriov.stride(),
                                                sriov.vfDevice())));
    }

    /// The machine without functions; nothing else of it is mended.
    public static Topology cut(Topology topology, Set<PciAddress> gone) {
        return topology.withFunctions(left(topology, gone));
    }
}
