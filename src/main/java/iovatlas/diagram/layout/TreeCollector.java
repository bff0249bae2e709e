package iovatlas.diagram.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Gathers the parts of a [TreePlan].
final class TreeCollector {
    private final List<Area> items = new ArrayList<>();
    private final List<Integer> depths = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<TreePlan.Frame> frames = new ArrayList<>();

    /// Adds a thing and returns its index.
    int item(Area area, int depth, int parent) {
        items.add(area);
        depths.add(depth);
        parents.add(parent);
        return items.size() - 1;
    }

    void frame(TreePlan.Frame frame, double shift) {
        frames.add(
                new TreePlan.Frame(frame.number(), frame.area().movedBy(0, shift), frame.closed()));
    }

    TreePlan plan(double width, double height) {
        frames.sort(
                Comparator.comparingDouble((TreePlan.Frame frame) -> frame.area().y())
                        .thenComparingDouble(frame -> frame.area().x()));
        return new TreePlan(items, depths, parents, frames, width, height);
    }
}
