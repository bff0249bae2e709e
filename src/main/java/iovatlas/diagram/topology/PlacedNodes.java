package iovatlas.diagram.topology;

import iovatlas.atlas.Layout;
import iovatlas.atlas.Layout.Spot;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.layout.TreeGaps;
import iovatlas.diagram.layout.TreeItem;
import iovatlas.diagram.layout.TreePlan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the boxes of a tree are and the hulls around them, after what somebody moved by hand. What
/// hangs below a box goes with it unless it has a place of its own. A hull never holds what is not
/// in its group: it falls into pieces before that.
final class PlacedNodes {
    private final TreePlan plan;
    private final List<MachineNode> nodes;
    private final TreeGaps gaps;
    private final List<Area> areas = new ArrayList<>();
    private final List<Move> moves = new ArrayList<>();
    private boolean moved;

    private record Move(double dx, double dy) {
        static final Move NONE = new Move(0, 0);
    }

    /// @param gaps between a hull and what it holds
    PlacedNodes(TreePlan plan, List<MachineNode> nodes, Layout layout, TreeGaps gaps) {
        this.plan = plan;
        this.nodes = nodes;
        this.gaps = gaps;
        for (int i = 0; i < nodes.size(); i++) {
            Area planned = plan.items().get(i);
            Optional<Spot> spot = spot(layout, nodes.get(i));
            int parent = plan.parents().get(i);
            Move move = parent < 0 ? Move.NONE : moves.get(parent);
            if (spot.isPresent()) {
                move = move(planned, spot.get(), nodes.get(i).group() != null);
                moved = true;
            }
            moves.add(move);
            areas.add(planned.movedBy(move.dx(), move.dy()));
        }
    }

    /// A folded subtree stands for its bridge, which has the place.
    private static Optional<Spot> spot(Layout layout, MachineNode node) {
        return node.kind() == MachineNode.Kind.SUMMARY || !Layout.hasBox(node.element())
                ? Optional.empty()
                : layout.spot(node.element());
    }

    /// Never so far that a box or the hull around it would leave the drawing.
    private Move move(Area planned, Spot spot, boolean framed) {
        double x = Math.max(framed ? gaps.frameSide() : 0, spot.x());
        double y = Math.max(framed ? gaps.frameTop() : 0, spot.y());
        return new Move(Math.rint(x - planned.x()), Math.rint(y - planned.y()));
    }

    /// In the order of the nodes.
    List<Area> areas() {
        return areas;
    }

    /// Whether a box stands to the one above it as it was planned.
    boolean isPlanned(int node) {
        int parent = plan.parents().get(node);
        return parent < 0 || moves.get(parent).equals(moves.get(node));
    }

    /// The hulls, those of one group with the same number.
    List<TreePlan.Frame> frames() {
        if (!moved) {
            return plan.frames();
        }
        List<TreePlan.Frame> frames = new ArrayList<>();
        for (TreePlan.Frame frame : plan.frames()) {
            frames.addAll(pieces(frame));
        }
        return frames;
    }

    private List<TreePlan.Frame> pieces(TreePlan.Frame frame) {
        List<Integer> members = members(frame);
        Move first = moves.get(members.getFirst());
        boolean together = members.stream().allMatch(i -> moves.get(i).equals(first));
        Area whole = together ? frame.area().movedBy(first.dx(), first.dy()) : around(members);
        if (isClean(whole, members)) {
            return List.of(new TreePlan.Frame(frame.number(), whole, frame.closed() && together));
        }
        return members.stream()
                .map(i -> new TreePlan.Frame(frame.number(), around(List.of(i)), false))
                .toList();
    }

    private List<Integer> members(TreePlan.Frame frame) {
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Integer group = nodes.get(i).group();
            int number = group == null ? TreeItem.NO_FRAME : group;
            if (number == frame.number() && frame.area().contains(plan.items().get(i))) {
                members.add(i);
            }
        }
        return members;
    }

    private Area around(List<Integer> members) {
        Area all = areas.get(members.getFirst());
        for (int member : members) {
            all = all.union(areas.get(member));
        }
        return all.grown(gaps.frameSide(), gaps.frameTop(), gaps.frameSide(), gaps.frameBottom());
    }

    private boolean isClean(Area hull, List<Integer> members) {
        for (int i = 0; i < areas.size(); i++) {
            if (!members.contains(i) && hull.overlaps(areas.get(i))) {
                return false;
            }
        }
        return true;
    }
}
