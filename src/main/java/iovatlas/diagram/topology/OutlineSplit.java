package iovatlas.diagram.topology;

import java.util.ArrayList;
import java.util.List;

/// Cuts a long outline into columns of about the same length. A cut goes between two things that
/// hang directly below a root; the root is then repeated.
final class OutlineSplit {

    private OutlineSplit() {}

    /// The roots of each column, at most `count` columns.
    static List<List<MachineNode>> split(List<MachineNode> roots, int count) {
        int rows = 0;
        for (MachineNode root : roots) {
            rows += rows(root);
        }
        int target = (rows + count - 1) / Math.max(1, count);
        var columns = new ArrayList<List<MachineNode>>();
        var column = new ArrayList<MachineNode>();
        int used = 0;
        for (MachineNode root : roots) {
            var children = new ArrayList<MachineNode>();
            boolean again = false;
            used++;
            for (MachineNode child : root.children()) {
                int more = rows(child);
                boolean full = used > 1 && used + more / 2 > target;
                if (full && columns.size() + 1 < count) {
                    if (!children.isEmpty()) {
                        column.add(with(root, children, again));
                        again = true;
                    }
                    columns.add(List.copyOf(column));
                    column.clear();
                    children.clear();
                    used = 1;
                }
                children.add(child);
                used += more;
            }
            column.add(with(root, children, again));
        }
        columns.add(List.copyOf(column));
        return columns;
    }

    private static int rows(MachineNode node) {
        int rows = 1;
        for (MachineNode child : node.children()) {
            rows += rows(child);
        }
        return rows;
    }

    private static MachineNode with(MachineNode root, List<MachineNode> children, boolean again) {
        return new MachineNode(
                root.element(),
                root.kind(),
                root.address(),
                again ? "continued" : root.detail(),
                root.acs(),
                root.group(),
                root.groupText(),
                root.ungrouped(),
                root.iommu(),
                root.ids(),
                root.streams(),
                root.space(),
                root.count(),
                root.tip(),
                root.selected(),
                children);
    }
}
