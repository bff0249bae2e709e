package iovatlas.kernel.iommu;

import iovatlas.kernel.Evidence;
import iovatlas.kernel.Reason;
import iovatlas.kernel.pci.AcsJudge;
import iovatlas.kernel.pci.DmaAlias;
import iovatlas.kernel.pci.PciNode;
import iovatlas.kernel.pci.PciTree;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/// Looks for an existing group that a PCI function has to join.
///
/// Source: `drivers/iommu/iommu.c:pci_device_group, get_pci_alias_group,
/// get_pci_function_alias_group`.
final class PciGroupSearch {

    private final PciTree tree;
    private final AcsJudge judge;
    private final Predicate<PciNode> grouped;

    /// @param grouped whether a function already has a group
    PciGroupSearch(PciTree tree, AcsJudge judge, Predicate<PciNode> grouped) {
        this.tree = tree;
        this.judge = judge;
        this.grouped = grouped;
    }

    /// The function whose group is to be joined, or that a new group is needed.
    JoinLink search(PciNode function) {
        List<Reason> trail = new ArrayList<>(2);
        PciNode end = function;
        for (DmaAlias alias : tree.dmaAliases(function)) {
            end = alias.reporter();
            if (grouped.test(end)) {
                trail.add(aliasReason(function, alias));
                return link(function, end, trail);
            }
        }
        if (end != function) {
            trail.add(aliasReason(function, lastAlias(function)));
        }
        PciNode top = end;
        for (PciNode bridge = end.bridge(); bridge != null; bridge = bridge.bridge()) {
            if (judge.pathIsolates(bridge)) {
                break;
            }
            top = bridge;
            if (grouped.test(bridge)) {
                trail.addAll(pathReasons(function, bridge));
                return link(function, bridge, trail);
            }
        }
        if (top != end) {
            trail.addAll(pathReasons(function, top));
        }
        return searchPeers(function, top, trail);
    }

    private JoinLink searchPeers(PciNode function, PciNode top, List<Reason> trail) {
        BitSet visited = new BitSet(256);
        PciNode found = byAlias(top, visited, trail);
        if (found == null) {
            found = bySlot(top, visited, trail);
        }
        if (found != null) {
            return link(function, found, trail);
        }
        List<Reason> reasons = new ArrayList<>(2);
        reasons.add(Reason.of(GroupRules.NEW_GROUP, named(function)));
        PciNode bridge = function.bridge();
        if (bridge != null) {
            reasons.add(judge.verdict(bridge).reason());
        }
        return new JoinLink(function.at(), null, reasons);
    }

    private @Nullable PciNode byAlias(PciNode node, BitSet visited, List<Reason> trail) {
        if (visited.get(node.at().devfn())) {
            return null;
        }
        visited.set(node.at().devfn());
        if (grouped.test(node)) {
            return node;
        }
        if (!node.busHasAliases()) {
            return null;
        }
        for (PciNode other : node.busMates()) {
            if (other == node || !node.isDmaAliasOf(other)) {
                continue;
            }
            int mark = trail.size();
            trail.add(Reason.of(GroupRules.SAME_BUS_ALIAS, named(node), named(other)));
            PciNode found = byAlias(other, visited, trail);
            if (found == null) {
                found = bySlot(other, visited, trail);
            }
            if (found != null) {
                return found;
            }
            trail.subList(mark, trail.size()).clear();
        }
        return null;
    }

    private @Nullable PciNode bySlot(PciNode node, BitSet visited, List<Reason> trail) {
        if (!node.multifunction() || judge.isolates(node)) {
            return null;
        }
        for (PciNode other : node.slotMates()) {
            if (other == node || judge.isolates(other)) {
                continue;
            }
            int mark = trail.size();
            trail.add(Reason.of(GroupRules.SLOT_NOT_ISOLATED, named(node), named(other)));
            trail.add(judge.verdict(node).reason());
            trail.add(judge.verdict(other).reason());
            PciNode found = byAlias(other, visited, trail);
            if (found != null) {
                return found;
            }
            trail.subList(mark, trail.size()).clear();
        }
        return null;
    }

    private DmaAlias lastAlias(PciNode function) {
        return tree.dmaAliases(function).getLast();
    }

    private static Reason aliasReason(PciNode function, DmaAlias alias) {
        return Reason.of(
                GroupRules.ALIAS_HAS_GROUP,
                named(function),
                named(alias.reporter()),
                new Evidence.OfText("", alias.requester().toString()));
    }

    /// Names the lowest bridge of the path from `bridge` up that does not isolate.
    private List<Reason> pathReasons(PciNode function, PciNode bridge) {
        PciNode leak = bridge;
        while (judge.isolates(leak) && leak.bridge() != null) {
            leak = leak.bridge();
        }
        return List.of(
                Reason.of(GroupRules.UPSTREAM_NOT_ISOLATED, named(function), named(leak)),
                judge.verdict(leak).reason());
    }

    private static JoinLink link(PciNode function, PciNode through, List<Reason> trail) {
        return new JoinLink(function.at(), through.at(), trail);
    }

    private static Evidence named(PciNode node) {
        return new Evidence.OfFunction(node.function().kind().spelling(), node.at());
    }
}
