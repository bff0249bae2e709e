package iovatlas.edit.pci;

import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.SriovCapability;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A function while the hierarchy is being changed, with what hangs below it.
final class DraftNode {
    /// As it was; address, buses and the multifunction bit follow from the draft.
    PciFunction function;

    /// Where it was, null for a new one.
    final @Nullable PciAddress before;

    DraftBus bus;
    int device;
    int number;

    /// The bus below it, null for what is no bridge, and for a bridge that is not configured.
    @Nullable DraftBus below;

    /// Its enabled virtual functions, in the order of their indexes.
    final List<PciFunction> virtuals = new ArrayList<>();

    DraftNode(PciFunction function, @Nullable PciAddress before, DraftBus bus) {
        this.function = function;
        this.before = before;
        this.bus = bus;
        this.device = function.at().device();
        this.number = function.at().function();
    }

    int devfn() {
        return device << 3 | number;
    }

    boolean hasVirtualAt(int devfn) {
        SriovCapability sriov = function.capabilities().sriov();
        if (sriov == null || sriov.totalVfs() == 0) {
            return false;
        }
        int distance = devfn - devfn() - sriov.firstOffset();
        int stride = Math.max(1, sriov.stride());
        return distance >= 0 && distance % stride == 0 && distance / stride < sriov.totalVfs();
    }

    /// The functions of the same device, itself among them.
    List<DraftNode> device() {
        return bus.nodes.stream().filter(node -> node.device == device).toList();
    }

    String text() {
        return function.name().isEmpty() ? function.at().shortText() : function.name();
    }

    /// Itself and everything below, each before what hangs below it.
    List<DraftNode> subtree() {
        List<DraftNode> all = new ArrayList<>();
        collect(this, all);
        return all;
    }

    private static void collect(DraftNode node, List<DraftNode> all) {
        all.add(node);
        if (node.below != null) {
            node.below.nodes.forEach(child -> collect(child, all));
        }
    }
}
