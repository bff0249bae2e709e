package iovatlas.diagram.topology;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.Sheet.Stroke;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.layout.OutlineTree;
import iovatlas.diagram.layout.TreeItem;
import iovatlas.diagram.layout.TreePlan;
import iovatlas.diagram.topology.MachinePicture.FrameLabel;
import iovatlas.diagram.topology.OutlineColumns.Column;

import java.util.ArrayList;
import java.util.List;

/// Some trees of a machine as an outline with one row a function and a table beside it.
final class OutlineBlock {
    static final double ROW = 21;

    private final MachinePicture picture;
    private final DrawingStyle style;
    private final Sheet sheet;
    private final List<MachineNode> nodes = new ArrayList<>();
    private final TreePlan plan;
    private final OutlineColumns columns;
    private final OutlineRow row;
    private double left;
    private double tableX;

    /// @param columns the same for all blocks of a picture
    OutlineBlock(
            Sheet sheet, MachinePicture picture, List<MachineNode> roots, OutlineColumns columns) {
        this.sheet = sheet;
        this.style = sheet.style();
        this.picture = picture;
        this.columns = columns;
        this.row = new OutlineRow(sheet);
        this.plan = OutlineTree.plan(roots.stream().map(this::item).toList(), style.pick(20, 3), 0);
    }

    private TreeItem item(MachineNode node) {
        nodes.add(node);
        Integer group = node.group();
        return new TreeItem(
                row.width(node),
                style.pick(ROW, 1),
                group == null ? TreeItem.NO_FRAME : group,
                node.children().stream().map(this::item).toList());
    }

    /// The width of the outline itself, without its table.
    double treeWidth() {
        return plan.width();
    }

    /// The room for reasons beside the table.
    double reasonsWidth() {
        double width = 0;
        if (!style.isCells()) {
            for (TreePlan.Frame frame : plan.frames()) {
                FrameLabel label = picture.frames().get(frame.number());
                String reason = label == null ? "" : label.reason();
                if (!reason.isEmpty()) {
                    width = Math.max(width, 10 + style.width(reason, FontRole.SMALL));
                }
            }
        }
        return width;
    }

    /// Draws the block and returns what it takes.
    ///
    /// @param treeWidth how wide the outline may be
    Area draw(double x, double top, double treeWidth) {
        left = x;
        tableX = x + style.up(treeWidth) + style.pick(columns.gap(), 3);
        drawHeader(top);
        double y = top + style.lineHeight(FontRole.SMALL) + style.pick(4, 0);
        double tableEnd = tableX + columns.width();
        drawFrames(y, tableEnd);
        drawBranches(y);
        for (int i = 0; i < nodes.size(); i++) {
            drawRow(nodes.get(i), plan.items().get(i).movedBy(left, y), tableEnd);
        }
        double right = tableEnd + reasonsWidth();
        return Area.between(left, top, right, y + plan.height());
    }

    private void drawHeader(double top) {
        double x = tableX;
        for (Column column : columns.columns()) {
            sheet.text(x, top, column.title(), FontRole.SMALL, Ink.MUTED, null);
            x += column.width() + columns.gap();
        }
    }

    private void drawRow(MachineNode node, Area area, double tableEnd) {
        if (!style.isCells()) {
            Look look =
                    node.selected()
                            ? Look.PLATE.withFill(Ink.ACCENT_TINT).withStroke(Ink.ACCENT, 1.4)
                            : Look.PLATE.withFill(Ink.NONE);
            var strip = Area.between(area.x() - 4, area.y(), tableEnd, area.bottom());
            sheet.box(strip, look, node.element(), node.tip());
        }
        row.draw(node, area, tableX - style.pick(columns.gap(), 3) - area.x());
        double x = tableX;
        double y = area.y() + (area.height() - style.lineHeight(FontRole.SMALL)) / 2;
        for (Column column : columns.columns()) {
            String entry =
                    style.text().elide(column.entry().apply(node), FontRole.SMALL, column.width());
            sheet.text(x, y, entry, FontRole.SMALL, Ink.TEXT, node.element());
            x += column.width() + columns.gap();
        }
    }

    private void drawFrames(double top, double tableEnd) {
        for (TreePlan.Frame frame : plan.frames()) {
            double y = top + frame.area().y();
            double bottom = y + frame.area().height();
            FrameLabel label = picture.frames().get(frame.number());
            if (label == null) {
                continue;
            }
            if (style.isCells()) {
                double x = tableX - 2;
                sheet.line(Stroke.solid(Ink.MUTED, 1), label.element(), x, y, x, bottom - 1);
                continue;
            }
            Look look = label.selected() ? Look.HULL.withStroke(Ink.ACCENT, 1.4) : Look.HULL;
            var area = Area.between(left - 8, y, tableEnd, bottom);
            sheet.box(area, look.withRadius(5), label.element(), label.text());
            double middle = y + style.pick(4, 0);
            sheet.text(
                    tableEnd + 10,
                    middle,
                    label.reason(),
                    FontRole.SMALL,
                    Ink.MUTED,
                    label.element());
        }
    }

    private void drawBranches(double top) {
        Stroke stroke = Stroke.solid(Ink.OUTLINE, 1);
        double[] lowest = new double[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            int parent = plan.parents().get(i);
            if (parent >= 0) {
                Area area = plan.items().get(i).movedBy(left, top);
                double x = trunk(parent);
                double y = middle(area);
                sheet.line(stroke, null, x, y, area.x() - style.pick(3, 1), y);
                lowest[parent] = y;
            }
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (lowest[i] > 0) {
                // In cells the line starts under the parent's own text.
                double from = plan.items().get(i).bottom() + top - style.pick(3, 1);
                sheet.line(stroke, null, trunk(i), from, trunk(i), lowest[i]);
            }
        }
    }

    private double trunk(int node) {
        return left + plan.items().get(node).x() + style.pick(7, 1);
    }

    private double middle(Area area) {
        return style.isCells() ? area.y() : style.snap(area.middleY());
    }
}
