package iovatlas.edit.pci;

import iovatlas.topology.BusRange;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciFunction;
import iovatlas.topology.SriovCapability;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A bus while the hierarchy is being changed.
final class DraftBus {
    final HostBridge host;
    final @Nullable DraftNode bridge;
    final List<DraftNode> nodes = new ArrayList<>();

    /// Secondary and subordinate number, null until enumeration gives them.
    @Nullable BusRange range;

    DraftBus(HostBridge host, @Nullable DraftNode bridge, @Nullable BusRange range) {
        this.host = host;
        this.bridge = bridge;
        this.range = range;
    }

    Optional<DraftNode> at(int device, int number) {
        return nodes.stream()
                .filter(node -> node.device == device && node.number == number)
                .findFirst();
    }

    /// True when a virtual function uses the place.
    boolean isVirtual(int device, int number) {
        int devfn = device << 3 | number;
        return nodes.stream().anyMatch(node -> node.hasVirtualAt(devfn));
    }

    boolean isFree(int device, int number) {
        return at(device, number).isEmpty() && !isVirtual(device, number);
    }

    /// How many further buses the virtual functions on this bus need.
    ///
    /// Source: `drivers/pci/iov.c:compute_max_vf_buses, pci_iov_bus_range`.
    int virtualBuses() {
        int most = 0;
        for (DraftNode node : nodes) {
            SriovCapability sriov = node.function.capabilities().sriov();
            if (sriov != null && sriov.totalVfs() > 0) {
                int last =
                        node.devfn()
                                + sriov.firstOffset()
                                + sriov.stride() * (sriov.totalVfs() - 1);
                most = Math.max(most, last >> 8);
            }
        }
        return most;
    }

    /// The buses below the bridges of this bus, in the order of enumeration.
    List<DraftBus> children() {
        return nodes.stream()
                .sorted(Comparator.comparingInt(DraftNode::devfn))
                .flatMap(node -> Optional.ofNullable(node.below).stream())
                .toList();
    }

    /// What messages call the bus.
    String text() {
        return bridge == null ? "the host bridge " + host.text() : "the bridge " + bridge.text();
    }

    Optional<PciFunction> bridgeFunction() {
        return Optional.ofNullable(bridge).map(node -> node.function);
    }
}
