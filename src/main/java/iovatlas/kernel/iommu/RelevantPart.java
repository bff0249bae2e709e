package iovatlas.kernel.iommu;

import iovatlas.kernel.pci.PciNode;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The part of a machine that can decide about the groups of some functions: what hangs below the
/// same slots of the root bus, and the whole root bus where functions use each other's requester IDs.
final class RelevantPart {

    private RelevantPart() {}

    /// The machine with the other functions left out and today's drivers bound.
    static Topology of(GroupTable table, List<PciNode> functions) {
        Set<PciNode> tops = new HashSet<>();
        for (PciNode node : functions) {
            PciNode top = top(node);
            tops.addAll(top.busHasAliases() ? top.busMates() : top.slotMates());
        }
        List<PciFunction> kept = new ArrayList<>();
        for (PciNode node : table.tree().nodes()) {
            if (tops.contains(top(node))) {
                kept.add(node.function().withDriver(table.driverOf(node.at()).orElse(null)));
            }
        }
        return table.topology().withFunctions(kept);
    }

    private static PciNode top(PciNode node) {
        PciNode top = node;
        for (PciNode bridge = node.bridge(); bridge != null; bridge = bridge.bridge()) {
            top = bridge;
        }
        return top;
    }
}
