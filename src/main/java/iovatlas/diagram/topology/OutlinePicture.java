package iovatlas.diagram.topology;

import iovatlas.diagram.Drawing;
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

/// A machine as an outline with one row a function and a table beside it: the picture of a machine
/// that is too large for boxes, and of every machine in text.
final class OutlinePicture {
    private final MachinePicture picture;
    private final DrawingStyle style;
    private final Sheet sheet;
    private final List<MachineNode> nodes = new ArrayList<>();
    private final TreePlan plan;
    private final OutlineColumns columns;
    private final OutlineRow row;
    private final double left;
    private final double tableX;

    private OutlinePicture(MachinePicture picture, DrawingStyle style) {
        this.picture = picture;
        this.style = style;
        this.sheet = new Sheet(style);
        this.row = new OutlineRow(sheet);
        List<TreeItem> roots = picture.roots().stream().map(this::item).toList();
        this.plan = OutlineTree.plan(roots, style.pick(20, 3), 0);
        this.columns = new OutlineColumns(style, nodes);
        this.left = style.margin() + style.pick(4, 0);
        double room = style.maximumWidth() - left - columns.width() - style.pick(20, 2);
        this.tableX = left + style.up(Math.min(plan.width(), room)) + columns.gap();
    }

    static Drawing draw(MachinePicture picture, DrawingStyle style) {
        return new OutlinePicture(picture, style).draw();
    }

    private TreeItem item(MachineNode node) {
        nodes.add(node);
        Integer group = node.group();
        return new TreeItem(
                row.width(node),
                style.pick(21, 1),
                group == null ? TreeItem.NO_FRAME : group,
                node.children().stream().map(this::item).toList());
    }

    private Drawing draw() {
        double top = sheet.caption(picture.title());
        double header = style.lineHeight(FontRole.SMALL) + style.pick(4, 0);
        drawHeader(top);
        double y = top + header;
        double tableEnd = tableX + columns.width();
        drawFrames(y, tableEnd);
        drawBranches(y);
        for (int i = 0; i < nodes.size(); i++) {
            drawRow(nodes.get(i), plan.items().get(i).movedBy(left, y), tableEnd);
        }
        double bottom = y + plan.height();
        var parts = new PartsFlow(sheet, picture);
        Area used =
                style.isCells()
                        ? parts.drawBelow(notes(bottom + 1) + 1)
                        : parts.drawBeside(tableEnd + whyWidth() + 36, top);
        return sheet.finish(
                picture.title(),
                picture.description(),
                Math.max(tableEnd + whyWidth(), used.right()) + style.pick(style.margin(), 1),
                Math.max(bottom, used.bottom()) + style.pick(style.margin(), 0));
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
        row.draw(node, area, tableX - columns.gap() - area.x());
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
                double x = tableX - 1;
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

    /// The room for the reasons beside the frames.
    private double whyWidth() {
        double width = 0;
        if (!style.isCells()) {
            for (TreePlan.Frame frame : plan.frames()) {
                FrameLabel label = picture.frames().get(frame.number());
                String reason = label == null ? "" : label.reason();
                width = Math.max(width, 10 + style.width(reason, FontRole.SMALL));
            }
        }
        return width;
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

    /// Says below a text drawing why groups hold more than one function; returns where it ends.
    private double notes(double top) {
        double y = top;
        for (TreePlan.Frame frame : plan.frames()) {
            FrameLabel label = picture.frames().get(frame.number());
            if (label != null && !label.reason().isEmpty()) {
                String note = label.text() + ": " + label.reason();
                double room = style.maximumWidth() - 2 * style.margin();
                for (String line : style.text().wrap(note, FontRole.SMALL, room)) {
                    sheet.text(style.margin(), y, line, FontRole.SMALL, Ink.TEXT, null);
                    y++;
                }
            }
        }
        return y;
    }
}
