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

    /// @param known functions whose order is known, which precede all others but bridges
    static Comparator<PciNode> of(List<PciAddress> known) {
        Map<PciAddress, Integer> rank = new HashMap<>();
        known.forEach(at -> rank.putIfAbsent(at, rank.size()));
        return Comparator.<PciNode>comparingInt(n -> n.function().kind().isBridge() ? 0 : 1)
                .thenComparingInt(n -> rankOf(n, rank))
                .thenComparingInt(PciNode::position);
    }

    private static int rankOf(PciNode node, Map<PciAddress, Integer> rank) {
        return node.function().kind().isBridge()
                ? 0
                : rank.getOrDefault(node.at(), Integer.MAX_VALUE);
    }
}
