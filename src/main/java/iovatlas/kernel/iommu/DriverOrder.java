package iovatlas.kernel.iommu;

import iovatlas.kernel.pci.PciNode;
import iovatlas.topology.PciAddress;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The order in which drivers are tried on functions at boot: the port driver is built in and looks
/// at all bridges first, the others come as they are loaded.
///
/// Source: `drivers/pci/pcie/portdrv.c:pcie_portdrv_init`.
final class DriverOrder {

    private DriverOrder() {}

    /// @param known functions whose order is known, which precede all others but bridges; a bridge
    ///     among them waits for its turn
    static Comparator<PciNode> of(List<PciAddress> known) {
        Map<PciAddress, Integer> rank = new HashMap<>();
        known.forEach(at -> rank.putIfAbsent(at, rank.size()));
        return Comparator.<PciNode>comparingInt(n -> rankOf(n, rank))
                .thenComparingInt(PciNode::position);
    }

    private static int rankOf(PciNode node, Map<PciAddress, Integer> rank) {
        return rank.getOrDefault(
                node.at(), node.function().kind().isBridge() ? -1 : Integer.MAX_VALUE);
    }
}
