package iovatlas.kernel.pci;

import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A function at its place in the tree of one [PciTree]. Two nodes are the same only if they are
/// the same object.
public final class PciNode {

    private final PciFunction function;
    private final int position;
    private final PciBus bus;
    private final boolean multifunction;
    private final AliasMask aliasMask;

    PciNode(PciFunction function, int position, PciBus bus, boolean multi, AliasMask aliasMask) {
        this.function = function;
        this.position = position;
        this.bus = bus;
        this.multifunction = multi;
        this.aliasMask = aliasMask;
    }

    public PciFunction function() {
        return function;
    }

    public PciAddress at() {
        return function.at();
    }

    /// 0-based place in the registration order.
    public int position() {
        return position;
    }

    /// The kernel's `multifunction` flag: header-type bit 7, set for every function that a slot
    /// scan finds after the first, clear for virtual functions.
    ///
    /// Source: `drivers/pci/probe.c:pci_setup_device, pci_scan_slot`,
    /// `drivers/pci/iov.c:pci_iov_add_virtfn`.
    public boolean multifunction() {
        return multifunction;
    }

    /// The nearest bridge towards the root; buses without a bridge (SR-IOV) are passed over. Null
    /// on a root bus.
    public @Nullable PciNode bridge() {
        return bus.nearestBridge();
    }

    /// Whether the function sits below a bridge that faces outside the machine. From 6.13 on x86
    /// kernels trust a Thunderbolt controller built in right below such a port: there the bridges
    /// that face outside are the controller's downstream ports.
    ///
    /// Source: `drivers/pci/probe.c:set_pcie_untrusted` (since 5.9; before, the port itself too).
    public boolean untrusted() {
        for (PciNode above = bridge(); above != null; above = above.bridge()) {
            if (above.function().externalFacing()) {
                return true;
            }
        }
        return false;
    }

    /// Whether no bus is above this function's bus.
    public boolean onRootBus() {
        return bus.isRoot();
    }

    /// Every function of the same bus, this one included, in registration order.
    public List<PciNode> busMates() {
        return Collections.unmodifiableList(bus.nodes());
    }

    /// Every function of the same bus and slot, this one included, in registration order.
    public List<PciNode> slotMates() {
        return Collections.unmodifiableList(bus.slot(at().device()));
    }

    /// The further devfns of the same bus that it may use as requester.
    public AliasMask aliasMask() {
        return aliasMask;
    }

    /// Whether some function of the bus has further requester IDs.
    public boolean busHasAliases() {
        return bus.hasAliases();
    }

    /// The host bridge above, empty when the machine does not say.
    public Optional<HostBridge> hostBridge() {
        return Optional.ofNullable(bus.hostBridge());
    }

    /// Whether the two may send each other's requester ID; only asked for functions of one bus.
    ///
    /// Source: `drivers/pci/pci.c:pci_devs_are_dma_aliases`.
    public boolean isDmaAliasOf(PciNode other) {
        return aliasMask.contains(other.at().devfn()) || other.aliasMask.contains(at().devfn());
    }

    @Override
    public String toString() {
        return at().toString();
    }
}
