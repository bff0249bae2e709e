package iovatlas.diagram.topology;

import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.VirtualFunction;

import java.util.ArrayList;
import java.util.List;

/// One node for several that are alike, and for all that hangs below them.
final class SiblingStack {
    private final GroupTable groups;
    private final FunctionNodes nodes;

    SiblingStack(GroupTable groups, FunctionNodes nodes) {
        this.groups = groups;
        this.nodes = nodes;
    }

    static PciAddress at(MachineNode node) {
        if (node.element() instanceof ElementId.OfFunction(PciAddress at)) {
            return at;
        }
        throw new IllegalArgumentException("no function: " + node.element());
    }

    /// @param set at least two, in order
    MachineNode of(List<MachineNode> set) {
        MachineNode node = set.getFirst();
        PciFunction first = groups.tree().function(at(node)).orElseThrow();
        String what = what(first, set.size());
        return new MachineNode(
                node.element(),
                node.kind(),
                nodes.address(first) + " \u2026 " + at(set.getLast()).shortText(),
                what,
                node.acs(),
                node.group(),
                groupText(set),
                node.ungrouped(),
                node.iommu(),
                node.selected() ? node.ids() : "",
                node.streams() + (node.streams().isEmpty() ? "" : " \u2026"),
                node.space(),
                set.size(),
                what + ", " + node.tip(),
                node.selected(),
                below(set));
    }

    private List<MachineNode> below(List<MachineNode> set) {
        List<MachineNode> below = new ArrayList<>();
        for (int i = 0; i < set.getFirst().children().size(); i++) {
            int index = i;
            below.add(of(set.stream().map(node -> node.children().get(index)).toList()));
        }
        return below;
    }

    /// `3\u20139` for numbers that follow each other, `3, 5 \u2026 41` for others, one number for one.
    private String groupText(List<MachineNode> set) {
        List<Integer> numbers =
                set.stream()
                        .flatMap(node -> groups.groupOf(at(node)).stream())
                        .map(IommuGroup::number)
                        .distinct()
                        .sorted()
                        .toList();
        if (numbers.size() < 2) {
            return set.getFirst().groupText();
        }
        int first = numbers.getFirst();
        int last = numbers.getLast();
        return last - first == numbers.size() - 1
                ? first + "\u2013" + last
                : first + ", " + numbers.get(1) + " \u2026 " + last;
    }

    private static String what(PciFunction function, int count) {
        VirtualFunction virtual = function.virtual();
        String messages = FunctionWords.messages(function);
        String each = messages.isEmpty() ? "" : "  " + messages;
        if (virtual != null) {
            return count + " VFs of " + virtual.physical().shortText() + each;
        }
        String name = FunctionWords.name(function.withName(""));
        return count + " \u00d7 " + name + each;
    }
}
