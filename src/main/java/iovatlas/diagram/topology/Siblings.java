package iovatlas.diagram.topology;

import iovatlas.diagram.topology.MachineNode.AcsMark;
import iovatlas.diagram.topology.MachineNode.Kind;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.VirtualFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Puts siblings that are alike into one node with a count. What is selected, belongs to a container
/// or differs in any way that the picture shows stays by itself.
final class Siblings {
    static final int MOST_ALIKE = 4;

    private final GroupTable groups;
    private final FunctionNodes nodes;
    private final Set<?> expanded;

    Siblings(GroupTable groups, FunctionNodes nodes, Set<?> expanded) {
        this.groups = groups;
        this.nodes = nodes;
        this.expanded = expanded;
    }

    /// A function and its finished node.
    record Sibling(PciFunction function, MachineNode node) {}

    /// The nodes of one bus; those that stand for several come where their first one was.
    List<MachineNode> collapse(List<Sibling> siblings) {
        Map<Object, List<Sibling>> alike = new LinkedHashMap<>();
        for (Sibling sibling : siblings) {
            alike.computeIfAbsent(likeness(sibling), _ -> new ArrayList<>()).add(sibling);
        }
        var out = new ArrayList<MachineNode>();
        for (List<Sibling> set : alike.values()) {
            if (set.size() > MOST_ALIKE && !expanded.contains(set.getFirst().node().element())) {
                out.add(several(set));
            } else {
                set.forEach(sibling -> out.add(sibling.node()));
            }
        }
        return out;
    }

    /// Equal for siblings that may share a node.
    private Object likeness(Sibling sibling) {
        MachineNode node = sibling.node();
        PciFunction function = sibling.function();
        boolean single = node.selected() || !node.space().isEmpty() || !node.children().isEmpty();
        if (single) {
            return function.at();
        }
        return new Likeness(
                function.name().replaceAll("[0-9]+", "#"),
                function.identity().id(),
                physical(function),
                node.detail().replaceAll("[0-9]+", "#"),
                FunctionWords.messages(function),
                node.iommu(),
                groupMode(function));
    }

    /// What has to be equal, as far as a picture tells.
    private record Likeness(
            String name,
            Object id,
            @Nullable PciAddress physical,
            String detail,
            String messages,
            @Nullable String iommu,
            String groupMode) {}

    private static @Nullable PciAddress physical(PciFunction function) {
        VirtualFunction virtual = function.virtual();
        return virtual == null ? null : virtual.physical();
    }

    private String groupMode(PciFunction function) {
        Optional<IommuGroup> group = groups.groupOf(function.at());
        if (group.isEmpty()) {
            return "none";
        }
        boolean alone = group.get().members().size() + group.get().otherMembers().size() == 1;
        return alone ? "alone" : "group " + group.get().number();
    }

    private MachineNode several(List<Sibling> set) {
        Sibling first = set.getFirst();
        Sibling last = set.getLast();
        MachineNode node = first.node();
        boolean alone = groupMode(first.function()).equals("alone");
        String groupText =
                alone ? node.groupText() + "\u2013" + last.node().groupText() : node.groupText();
        String what = what(set);
        return new MachineNode(
                node.element(),
                Kind.ENDPOINT,
                nodes.address(first.function()) + " \u2026 " + last.function().at().shortText(),
                what,
                AcsMark.NOT_SHOWN,
                node.group(),
                groupText,
                node.ungrouped(),
                node.iommu(),
                "",
                node.streams() + (node.streams().isEmpty() ? "" : " \u2026"),
                "",
                set.size(),
                what + ", " + first.node().tip(),
                false,
                List.of());
    }

    private static String what(List<Sibling> set) {
        PciFunction function = set.getFirst().function();
        VirtualFunction virtual = function.virtual();
        String messages = FunctionWords.messages(function);
        String each = messages.isEmpty() ? "" : "  " + messages;
        if (virtual != null) {
            return set.size() + " VFs of " + virtual.physical().shortText() + each;
        }
        String name = FunctionWords.name(function.withName(""));
        return set.size() + " \u00d7 " + name + each;
    }
}
