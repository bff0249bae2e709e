package iovatlas.diagram.layout;

import java.util.List;

/// Places trees as an outline: one row a thing, indented by its depth. Frames are runs of rows that
/// follow each other. Linear in the number of things.
public final class OutlineTree {
    private final double indent;
    private final double gap;
    private final TreeCollector out = new TreeCollector();
    private double y;
    private double width;
    private int runFrame = TreeItem.NO_FRAME;
    private double runTop;
    private double runBottom;
    private int runLength;

    private OutlineTree(double indent, double gap) {
        this.indent = indent;
        this.gap = gap;
    }

    /// Places the roots below each other, the first at 0, 0. Only frames around at least two rows
    /// are in the plan; they reach from 0 to the width of the widest row.
    public static TreePlan plan(List<TreeItem> roots, double indent, double gap) {
        var tree = new OutlineTree(indent, gap);
        for (TreeItem root : roots) {
            tree.place(root, 0, -1);
        }
        tree.endRun();
        return tree.out.plan(tree.width, Math.max(0, tree.y - gap));
    }

    private void place(TreeItem item, int depth, int parent) {
        if (item.frame() != runFrame || item.frame() == TreeItem.NO_FRAME) {
            endRun();
            runFrame = item.frame();
            runTop = y;
        }
        runLength++;
        runBottom = y + item.height();
        var area = new Area(depth * indent, y, item.width(), item.height());
        width = Math.max(width, area.right());
        int index = out.item(area, depth, parent);
        y += item.height() + gap;
        for (TreeItem child : item.children()) {
            place(child, depth + 1, index);
        }
    }

    private void endRun() {
        if (runFrame != TreeItem.NO_FRAME && runLength > 1) {
            var area = Area.between(0, runTop, Math.max(width, 1), runBottom);
            out.frame(new TreePlan.Frame(runFrame, area, true), 0);
        }
        runLength = 0;
    }
}
