package iovatlas.diagram.topology;

import iovatlas.atlas.Layout;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.Sheet.Stroke;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.layout.ColumnTree;
import iovatlas.diagram.layout.Lane;
import iovatlas.diagram.layout.TreeGaps;
import iovatlas.diagram.layout.TreeItem;
import iovatlas.diagram.layout.TreePlan;

import java.util.ArrayList;
import java.util.List;

/// A machine as boxes in columns, with a line for every device: the picture of a machine that fits
/// on a screen. In pixels only.
final class ColumnsPicture {
    static final TreeGaps GAPS = new TreeGaps(36, 8, 10, 18, 8);

    /// With more rows than this a function with nothing below it takes one line instead of two, so
    /// that a whole desktop still fits beside its maps.
    private static final int MOST_TALL_ROWS = 6;

    private final MachinePicture picture;
    private final DrawingStyle style;
    private final Sheet sheet;
    private final NodeBoxes boxes;
    private final List<MachineNode> nodes = new ArrayList<>();
    private final List<Area> areas = new ArrayList<>();
    private final Layout layout;
    private final TreePlan plan;
    private final PlacedNodes placed;
    private final double top;

    private ColumnsPicture(MachinePicture picture, Layout layout, DrawingStyle style) {
        this.picture = picture;
        this.layout = layout;
        this.style = style;
        this.sheet = new Sheet(style);
        this.boxes = new NodeBoxes(sheet, rows(picture.roots()) > MOST_TALL_ROWS);
        this.plan = ColumnTree.plan(picture.roots().stream().map(this::item).toList(), GAPS);
        this.top = sheet.caption(picture.title());
        this.placed = new PlacedNodes(plan, nodes, layout, GAPS);
        placed.areas().forEach(area -> areas.add(area.movedBy(style.margin(), top)));
    }

    static Drawing draw(MachinePicture picture, DrawingStyle style) {
        return draw(picture, Layout.EMPTY, style);
    }

    static Drawing draw(MachinePicture picture, Layout layout, DrawingStyle style) {
        return new ColumnsPicture(picture, layout, style).draw();
    }

    /// How many rows the nodes take: one for each that has nothing below it.
    private static int rows(List<MachineNode> nodes) {
        int rows = 0;
        for (MachineNode node : nodes) {
            rows += node.children().isEmpty() ? 1 : rows(node.children());
        }
        return rows;
    }

    private TreeItem item(MachineNode node) {
        nodes.add(node);
        Integer group = node.group();
        return new TreeItem(
                boxes.width(node),
                boxes.height(node),
                group == null ? TreeItem.NO_FRAME : group,
                node.children().stream().map(this::item).toList());
    }

    private Drawing draw() {
        List<Area> frames = new GroupHulls(sheet, picture).draw(hulls());
        Area tree = new Area(style.margin(), top, 0, 0);
        for (Area area : areas) {
            tree = tree.union(area);
        }
        for (Area area : frames) {
            tree = tree.union(area);
        }
        drawBranches();
        var lines = new DeviceLines(sheet, picture, nodes, areas, leaves(), frames);
        double laneX = style.up(tree.right() + lines.room());
        SideLane lane =
                SideLane.place(picture, style, laneX, top, lines::middleOf)
                        .moved(picture, layout, style.margin(), top);
        lines.draw(lane);
        Area used = tree.union(lane.all(tree));
        Area owners = drawOwners(lane, used);
        for (int i = 0; i < nodes.size(); i++) {
            boxes.draw(nodes.get(i), areas.get(i));
        }
        drawLane(lane);
        return sheet.finish(
                picture.title(),
                picture.description(),
                Math.max(used.right(), owners.right()) + style.margin(),
                Math.max(used.bottom(), owners.bottom()) + style.margin());
    }

    private List<TreePlan.Frame> hulls() {
        return placed.frames().stream()
                .map(frame ->
                        new TreePlan.Frame(
                                frame.number(),
                                frame.area().movedBy(style.margin(), top),
                                frame.closed()))
                .toList();
    }

    private void drawBranches() {
        Stroke stroke = Stroke.solid(Ink.MUTED, 1.3);
        var below = new ArrayList<List<Fan.End>>();
        for (int i = 0; i < areas.size(); i++) {
            below.add(new ArrayList<>());
            int parent = plan.parents().get(i);
            if (parent >= 0 && !placed.isPlanned(i)) {
                drawBranch(areas.get(parent), areas.get(i));
            } else if (parent >= 0) {
                below.get(parent).add(new Fan.End(areas.get(i).x(), areas.get(i).middleY()));
            }
        }
        for (int i = 0; i < areas.size(); i++) {
            List<Fan.End> ends = below.get(i);
            if (!ends.isEmpty()) {
                Area area = areas.get(i);
                double bus = ends.getFirst().x() - GAPS.column() / 2;
                Fan.draw(sheet, stroke, area.right(), area.middleY(), bus, ends);
            }
        }
    }

    private void drawBranch(Area parent, Area child) {
        double bus = child.x() - GAPS.column() / 2;
        sheet.line(
                Stroke.solid(Ink.MUTED, 1.3),
                null,
                Elbow.way(parent, parent.middleY(), child, child.middleY(), bus));
    }

    private List<Integer> leaves() {
        var leaves = new ArrayList<Integer>();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).children().isEmpty()) {
                leaves.add(i);
            }
        }
        return leaves;
    }

    private Area drawOwners(SideLane lane, Area before) {
        double x = before.right() + (picture.owners().isEmpty() ? 0 : DomainLines.ROOM);
        var used = new Area(before.right(), top, 0, 0);
        var wishes = new ArrayList<Lane.Wish>();
        var blocks = new ArrayList<OwnerBlock>();
        double width = 0;
        for (MachinePicture.OwnerPart owner : picture.owners()) {
            var block = new OwnerBlock(style, owner);
            blocks.add(block);
            width = Math.max(width, block.width());
            wishes.add(new Lane.Wish(block.height(), (top + before.bottom()) / 2));
        }
        List<Double> tops = Lane.place(wishes, top, 18);
        var lines = new DomainLines(sheet, picture, lane);
        for (int i = 0; i < blocks.size(); i++) {
            var area =
                    Places.of(
                            layout,
                            blocks.get(i).place(),
                            new Area(x, tops.get(i), width, wishes.get(i).height()),
                            style.margin(),
                            top);
            lines.draw(blocks.get(i).draw(sheet, area));
            used = used.union(area);
        }
        return used;
    }

    private void drawLane(SideLane lane) {
        var box = new PartBox(style);
        for (int i = 0; i < picture.iommus().size(); i++) {
            box.draw(sheet, picture.iommus().get(i), lane.iommus().get(i));
        }
        for (int i = 0; i < picture.controllers().size(); i++) {
            box.draw(sheet, picture.controllers().get(i), lane.controllers().get(i));
        }
    }
}
