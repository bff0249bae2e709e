package iovatlas.diagram.topology;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.topology.MachinePicture.FrameLabel;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A machine as an outline: the picture of a machine that is too large for boxes, and of every
/// machine in text. In pixels it stands in as many columns as make it about as wide as a screen.
final class OutlinePicture {
    private static final double ASPECT = 1.5;
    private static final double BLOCK_GAP = 30;

    private final MachinePicture picture;
    private final DrawingStyle style;
    private final Sheet sheet;
    private final OutlineColumns columns;

    private OutlinePicture(MachinePicture picture, DrawingStyle style) {
        this.picture = picture;
        this.style = style;
        this.sheet = new Sheet(style);
        this.columns = new OutlineColumns(style, nodes(picture.roots(), new ArrayList<>()));
    }

    static Drawing draw(MachinePicture picture, DrawingStyle style) {
        return new OutlinePicture(picture, style).draw();
    }

    private static List<MachineNode> nodes(List<MachineNode> roots, List<MachineNode> into) {
        for (MachineNode node : roots) {
            into.add(node);
            nodes(node.children(), into);
        }
        return into;
    }

    private Drawing draw() {
        double top = sheet.caption(picture.title());
        double x = style.margin() + style.pick(4, 0);
        double right = x;
        double bottom = top;
        for (OutlineBlock block : blocks()) {
            double room = style.maximumWidth() - x - columns.width() - style.pick(20, 3);
            Area used = block.draw(x, top, Math.min(block.treeWidth(), room));
            x = used.right() + BLOCK_GAP;
            right = Math.max(right, used.right());
            bottom = Math.max(bottom, used.bottom());
        }
        var parts = new PartsFlow(sheet, picture);
        Area used =
                style.isCells()
                        ? parts.drawBelow(notes(bottom) + 1)
                        : parts.drawBeside(right + BLOCK_GAP, top);
        return sheet.finish(
                picture.title(),
                picture.description(),
                Math.max(right, used.right()) + style.pick(style.margin(), 0),
                Math.max(bottom, used.bottom()) + style.pick(style.margin(), 0));
    }

    private List<OutlineBlock> blocks() {
        var whole = new OutlineBlock(sheet, picture, picture.roots(), columns);
        if (style.isCells()) {
            return List.of(whole);
        }
        int rows = nodes(picture.roots(), new ArrayList<>()).size();
        double width = whole.treeWidth() + columns.width() + whole.reasonsWidth() + BLOCK_GAP;
        double wished = Math.sqrt(ASPECT * rows * OutlineBlock.ROW / width);
        double most = Math.max(1, Math.floor(style.maximumWidth() / width));
        int count = (int) Math.clamp(Math.rint(wished), 1, Math.min(most, rows));
        return OutlineSplit.split(picture.roots(), count).stream()
                .map(roots -> new OutlineBlock(sheet, picture, roots, columns))
                .toList();
    }

    /// Says below a text drawing why groups hold more than one function; returns where it ends.
    private double notes(double bottom) {
        double y = bottom + 1;
        for (FrameLabel label : new TreeMap<>(picture.frames()).values()) {
            if (label.reason().isEmpty()) {
                continue;
            }
            String note = label.text() + ": " + label.reason();
            double room = style.maximumWidth() - 2 * style.margin();
            for (String line : style.text().wrap(note, FontRole.SMALL, room)) {
                sheet.text(style.margin(), y, line, FontRole.SMALL, Ink.TEXT, label.element());
                y++;
            }
        }
        return y == bottom + 1 ? bottom : y;
    }
}
