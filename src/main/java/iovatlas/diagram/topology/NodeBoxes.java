package iovatlas.diagram.topology;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Shape;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.topology.MachineNode.AcsMark;

/// Draws machine nodes as boxes of two lines, in pixels.
final class NodeBoxes {
    static final double HEIGHT = 38;
    private static final double LEFT = 13;
    private static final double RIGHT = 12;
    private static final double TOP = 3.5;
    private static final double MOST_DETAIL = 190;
    private static final double LEAST = 84;
    private static final double WORD_GAP = 9;

    private final Sheet sheet;

    NodeBoxes(Sheet sheet) {
        this.sheet = sheet;
    }

    static double width(MachineNode node, DrawingStyle style) {
        double address = style.width(node.address(), FontRole.MONO);
        double detail =
                Math.min(style.width(node.detail(), FontRole.SMALL), MOST_DETAIL)
                        + acsWidth(node, style);
        String words = groupWords(node);
        double first =
                address + (words.isEmpty() ? 0 : WORD_GAP + style.width(words, FontRole.SMALL));
        return Math.max(LEAST, style.up(LEFT + Math.max(first, detail) + RIGHT));
    }

    void draw(MachineNode node, Area area) {
        if (node.count() > 1) {
            sheet.decoration(area.movedBy(4, 4), Look.NODE);
        }
        Look look = node.selected() ? Look.NODE.withStroke(Ink.ACCENT, 2.2) : Look.NODE;
        look = look.withDashed(node.ungrouped());
        sheet.box(area, look, node.element(), node.tip());
        sheet.decoration(
                new Area(area.x(), area.y(), 5, area.height()),
                Look.fill(node.kind().bar()).withRadius(2));
        double x = area.x() + LEFT;
        double y = area.y() + TOP;
        DrawingStyle style = sheet.style();
        FontRole font = node.selected() ? FontRole.MONO_STRONG : FontRole.MONO;
        sheet.text(x, y, node.address(), font, Ink.TEXT, node.element());
        double right = area.right() - RIGHT;
        sheet.text(
                right,
                y + 1,
                groupWords(node),
                FontRole.SMALL,
                Ink.MUTED,
                Shape.Anchor.END,
                node.element());
        y += style.lineHeight(font);
        double room = area.width() - LEFT - RIGHT - acsWidth(node, style);
        String detail = style.text().elide(node.detail(), FontRole.SMALL, room);
        sheet.text(x, y, detail, FontRole.SMALL, Ink.MUTED, node.element());
        acs(node, x + style.width(detail, FontRole.SMALL) + WORD_GAP, y);
    }

    private static double acsWidth(MachineNode node, DrawingStyle style) {
        String words = acsWords(node.acs());
        double sign = node.acs() == AcsMark.ISOLATES ? style.signSize() + 4 : 0;
        return words.isEmpty() ? 0 : WORD_GAP + style.width(words, FontRole.SMALL) + sign;
    }

    private void acs(MachineNode node, double x, double y) {
        String words = acsWords(node.acs());
        sheet.text(x, y, words, FontRole.SMALL, Ink.MUTED, node.element());
        if (node.acs() == AcsMark.ISOLATES) {
            double end = x + sheet.style().width(words, FontRole.SMALL) + 4;
            double size = sheet.style().signSize();
            sheet.sign(end, y, FontRole.SMALL, Shape.Sign.Kind.CHECK, Ink.GOOD_TEXT, size);
        }
    }

    static String acsWords(AcsMark mark) {
        return switch (mark) {
            case NOT_SHOWN -> "";
            case ISOLATES -> "ACS";
            case NONE -> "no ACS";
        };
    }

    /// A function without a group says so, and its box is dashed.
    private static String groupWords(MachineNode node) {
        return node.ungrouped() ? "no group" : "";
    }
}
