package iovatlas.diagram.layout;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A thing while it is being placed.
final class Spot {
    final TreeItem item;
    final int depth;
    final List<Spot> children = new ArrayList<>();

    /// Frames around several of the children.
    final List<TreePlan.Frame> frames = new ArrayList<>();

    /// The frame around this thing alone.
    TreePlan.@Nullable Frame own;

    /// The deepest depth below, its own for a thing without children.
    int deepest;

    /// Whether all that hangs below has the same frame.
    boolean pure = true;

    double y;

    /// How far everything below moves down after it was placed.
    double childShift;

    Spot(TreeItem item, int depth) {
        this.item = item;
        this.depth = depth;
        this.deepest = depth;
    }

    double middle() {
        return y + item.height() / 2;
    }
}
