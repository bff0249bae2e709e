package iovatlas.diagram.layout;

import java.util.ArrayList;
import java.util.List;

/// Places trees from left to right: one column a depth, everything as high as it must be, each
/// thing at the middle of what hangs below it. Linear in the number of things.
///
/// What hangs below a thing takes a band of rows of its own, so everything to the right of a thing
/// without children is free: lines can leave it there. A frame holds either neighbours with all that
/// hangs below them, or one thing alone; in both cases nothing else can come to lie in it.
public final class ColumnTree {
    private final TreeGaps gaps;
    private final List<Double> columnWidths = new ArrayList<>();
    private final List<Double> columnStarts = new ArrayList<>();

    private ColumnTree(TreeGaps gaps) {
        this.gaps = gaps;
    }

    /// Places the roots below each other, the first at 0, 0.
    public static TreePlan plan(List<TreeItem> roots, TreeGaps gaps) {
        return new ColumnTree(gaps).plan(roots);
    }

    private TreePlan plan(List<TreeItem> roots) {
        var top = new Spot(new TreeItem(0, 0, TreeItem.NO_FRAME, roots), -1);
        for (TreeItem root : roots) {
            top.children.add(measure(root, 0));
        }
        double x = 0;
        for (double width : columnWidths) {
            columnStarts.add(x);
            x += width + gaps.column();
        }
        double height = placeRow(top, 0, false);
        var out = new TreeCollector();
        collect(top, -1, 0, out);
        return out.plan(Math.max(0, x - gaps.column()), height);
    }

    private Spot measure(TreeItem item, int depth) {
        while (columnWidths.size() <= depth) {
            columnWidths.add(0.0);
        }
        columnWidths.set(depth, Math.max(columnWidths.get(depth), item.width()));
        var spot = new Spot(item, depth);
        for (TreeItem child : item.children()) {
            Spot placed = measure(child, depth + 1);
            spot.children.add(placed);
            spot.deepest = Math.max(spot.deepest, placed.deepest);
            spot.pure &= placed.pure && child.frame() == item.frame();
        }
        return spot;
    }

    /// Places what hangs below a thing from `top` on; returns the lowest point.
    private double placeRow(Spot parent, double top, boolean framed) {
        double y = top;
        double bottom = top;
        List<Spot> row = parent.children;
        for (int i = 0; i < row.size(); ) {
            int end = framed ? i : runEnd(row, i);
            if (end > i) {
                bottom = placeRun(parent, row.subList(i, end), y);
                i = end;
            } else {
                bottom = placeOne(row.get(i), y, framed);
                i++;
            }
            y = bottom + gaps.row();
        }
        return bottom;
    }

    /// The end of the neighbours from `start` on that one frame holds with all below them; `start`
    /// itself when there is no such frame.
    private static int runEnd(List<Spot> row, int start) {
        int frame = row.get(start).item.frame();
        int end = start;
        while (frame != TreeItem.NO_FRAME
                && end < row.size()
                && row.get(end).pure
                && row.get(end).item.frame() == frame) {
            end++;
        }
        return end;
    }

    private double placeRun(Spot parent, List<Spot> run, double top) {
        double y = top + gaps.frameTop();
        double bottom = y;
        int deepest = 0;
        for (Spot spot : run) {
            bottom = placeOne(spot, y, true);
            y = bottom + gaps.row();
            deepest = Math.max(deepest, spot.deepest);
        }
        bottom += gaps.frameBottom();
        Spot first = run.getFirst();
        parent.frames.add(frame(first, top, bottom, deepest, true));
        return bottom;
    }

    private double placeOne(Spot spot, double top, boolean framed) {
        boolean alone = !framed && spot.item.frame() != TreeItem.NO_FRAME;
        double above = alone ? gaps.frameTop() : 0;
        double below = alone ? gaps.frameBottom() : 0;
        double height = spot.item.height();
        double bottom = top;
        if (spot.children.isEmpty()) {
            spot.y = top + above;
        } else {
            bottom = placeRow(spot, top, framed);
            double first = spot.children.getFirst().middle();
            double last = spot.children.getLast().middle();
            double wished = Math.rint((first + last - height) / 2);
            spot.y = Math.max(wished, top + above);
            spot.childShift = spot.y - wished;
            bottom += spot.childShift;
        }
        if (alone) {
            double end = spot.y + height + below;
            spot.own = frame(spot, spot.y - above, end, spot.depth, spot.children.isEmpty());
        }
        return Math.max(bottom, spot.y + height + below);
    }

    private TreePlan.Frame frame(
            Spot spot, double top, double bottom, int deepest, boolean closed) {
        double left = columnStarts.get(spot.depth) - gaps.frameSide();
        double right = columnStarts.get(deepest) + columnWidths.get(deepest) + gaps.frameSide();
        return new TreePlan.Frame(
                spot.item.frame(), Area.between(left, top, right, bottom), closed);
    }

    private void collect(Spot parent, int parentIndex, double shift, TreeCollector out) {
        double below = shift + parent.childShift;
        parent.frames.forEach(frame -> out.frame(frame, below));
        for (Spot spot : parent.children) {
            if (spot.own != null) {
                out.frame(spot.own, below);
            }
            Area area =
                    new Area(
                            columnStarts.get(spot.depth),
                            spot.y + below,
                            columnWidths.get(spot.depth),
                            spot.item.height());
            int index = out.item(area, spot.depth, parentIndex);
            collect(spot, index, below, out);
        }
    }
}
