package iovatlas.diagram.topology;

import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.topology.ElementId;
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

/// Puts siblings that are alike, with all that hangs below them, into one node with a count. What
/// differs in any way that the picture shows stays by itself, and so does what is selected and would
/// not be seen: the first of several stands for itself, so that a click on their box moves nothing.
final class Siblings {
    static final int MOST_ALIKE = 4;

    private final GroupTable groups;
    private final SiblingStack stack;
    private final Set<?> expanded;

    Siblings(GroupTable groups, FunctionNodes nodes, Set<?> expanded) {
        this.groups = groups;
        this.stack = new SiblingStack(groups, nodes);
        this.expanded = expanded;
    }

    /// A function and its finished node.
    record Sibling(PciFunction function, MachineNode node) {}

    /// The nodes of one bus; those that stand for several come where their first one was.
    List<MachineNode> collapse(List<Sibling> siblings) {
        Map<Object, List<Sibling>> alike = new LinkedHashMap<>();
        for (Sibling sibling : siblings) {
            Object likeness = likeness(sibling);
            boolean hidden = alike.containsKey(likeness) && holdsSelection(sibling.node());
            alike.computeIfAbsent(
                            hidden ? sibling.function().at() : likeness, _ -> new ArrayList<>())
                    .add(sibling);
        }
        var out = new ArrayList<MachineNode>();
        for (List<Sibling> set : alike.values()) {
            if (set.size() > MOST_ALIKE && !expanded.contains(set.getFirst().node().element())) {
                out.add(stack.of(set.stream().map(Sibling::node).toList()));
            } else {
                set.forEach(sibling -> out.add(sibling.node()));
            }
        }
        return out;
    }

    /// Equal for siblings that may share a node.
    private Object likeness(Sibling sibling) {
        List<PciAddress> subtree = new ArrayList<>();
        return gather(sibling.node(), subtree)
                ? likeness(sibling.function(), sibling.node(), subtree)
                : sibling.function().at();
    }

    /// The functions of a subtree in order; false when something in it stays by itself.
    private static boolean gather(MachineNode node, List<PciAddress> into) {
        if (node.count() != 1 || !(node.element() instanceof ElementId.OfFunction(PciAddress at))) {
            return false;
        }
        into.add(at);
        return node.children().stream().allMatch(child -> gather(child, into));
    }

    private static boolean holdsSelection(MachineNode node) {
        return node.selected() || node.children().stream().anyMatch(Siblings::holdsSelection);
    }

    private Object likeness(PciFunction function, MachineNode node, List<PciAddress> subtree) {
        return new Likeness(
                numbersAside(function.name()),
                function.identity().id(),
                physical(function),
                numbersAside(node.detail()),
                FunctionWords.messages(function),
                node.acs(),
                node.iommu(),
                node.space(),
                groupMode(function, subtree),
                node.children().stream().map(child -> below(child, subtree)).toList());
    }

    /// What is the same for `nic1` and `nic22`.
    private static String numbersAside(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        boolean inNumber = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!digit || !inNumber) {
                kept.append(digit ? '#' : c);
            }
            inNumber = digit;
        }
        return kept.toString();
    }

    private Object below(MachineNode node, List<PciAddress> subtree) {
        return groups.tree()
                .function(SiblingStack.at(node))
                .map(function -> likeness(function, node, subtree))
                .orElse(node.element());
    }

    /// What has to be equal, as far as a picture tells.
    private record Likeness(
            String name,
            Object id,
            @Nullable PciAddress physical,
            String detail,
            String messages,
            MachineNode.AcsMark acs,
            @Nullable String iommu,
            String space,
            String groupMode,
            List<Object> below) {}

    private static @Nullable PciAddress physical(PciFunction function) {
        VirtualFunction virtual = function.virtual();
        return virtual == null ? null : virtual.physical();
    }

    /// A group that keeps to one subtree is told by who in it has it, any other one by its number.
    private String groupMode(PciFunction function, List<PciAddress> subtree) {
        Optional<IommuGroup> group = groups.groupOf(function.at());
        if (group.isEmpty()) {
            return "none";
        }
        List<PciAddress> members = group.get().members();
        boolean own = group.get().otherMembers().isEmpty() && subtree.containsAll(members);
        return own
                ? "own " + members.stream().map(subtree::indexOf).sorted().toList()
                : "group " + group.get().number();
    }
}
