package iovatlas.diagram.topology;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Shape;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.topology.MachineNode.AcsMark;

/// Draws machine nodes as boxes of two lines, or of one where there are many, in pixels.
final class NodeBoxes {
    private static final double TALL = 36;
    private static final double SLIM = 24;
    private static final double LEFT = 13;
    private static final double RIGHT = 12;
    private static final double TALL_TOP = 2.5;
    private static final double SLIM_TOP = 3.5;
    private static final double MOST_DETAIL = 190;
    private static final double LEAST = 84;
    private static final double WORD_GAP = 9;
    private static final double SIGN_GAP = 6;

    private final Sheet sheet;
    private final boolean slimLeaves;

    /// @param slimLeaves whether nodes with nothing below them take one line
    NodeBoxes(Sheet sheet, boolean slimLeaves) {
        this.sheet = sheet;
        this.slimLeaves = slimLeaves;
    }

    private boolean isSlim(MachineNode node) {
        return slimLeaves && node.children().isEmpty();
    }

    double height(MachineNode node) {
        return isSlim(node) ? SLIM : TALL;
    }

    double width(MachineNode node) {
        DrawingStyle style = sheet.style();
        double address = style.width(node.address(), FontRole.MONO);
        double detail = Math.min(style.width(node.detail(), FontRole.SMALL), MOST_DETAIL);
        double marks = groupWidth(node) + acsWidth(node);
        double widest =
                isSlim(node)
                        ? address + WORD_GAP + detail + marks
                        : Math.max(address + marks, detail);
        return Math.max(LEAST, style.up(LEFT + widest + RIGHT));
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
        words(node, area);
    }

    /// What is said of ACS and of a missing group stands at the right end of the first line.
    private void words(MachineNode node, Area area) {
        DrawingStyle style = sheet.style();
        boolean slim = isSlim(node);
        double x = area.x() + LEFT;
        double y = area.y() + (slim ? SLIM_TOP : TALL_TOP);
        FontRole font = node.selected() ? FontRole.MONO_STRONG : FontRole.MONO;
        sheet.text(x, y, node.address(), font, Ink.TEXT, node.element());
        double right = area.right() - RIGHT;
        double marks = right - acsWidth(node) - groupWidth(node);
        acs(node, right, y + 1);
        sheet.text(
                right - acsWidth(node),
                y + 1,
                groupWords(node),
                FontRole.SMALL,
                Ink.MUTED,
                Shape.Anchor.END,
                node.element());
        if (slim) {
            x += style.width(node.address(), font) + WORD_GAP;
            y += 1;
            right = marks;
        } else {
            y += style.lineHeight(font);
        }
        String detail = style.text().elide(node.detail(), FontRole.SMALL, right - x);
        sheet.text(x, y, detail, FontRole.SMALL, Ink.MUTED, node.element());
    }

    private double groupWidth(MachineNode node) {
        String words = groupWords(node);
        return words.isEmpty() ? 0 : WORD_GAP + sheet.style().width(words, FontRole.SMALL);
    }

    private double acsWidth(MachineNode node) {
        String words = acsWords(node.acs());
        double sign = node.acs() == AcsMark.ISOLATES ? sheet.style().signSize() + SIGN_GAP : 0;
        return words.isEmpty() ? 0 : WORD_GAP + sheet.style().width(words, FontRole.SMALL) + sign;
    }

    private void acs(MachineNode node, double right, double y) {
        String words = acsWords(node.acs());
        double x = right - acsWidth(node) + WORD_GAP;
        sheet.text(x, y, words, FontRole.SMALL, Ink.MUTED, node.element());
        if (node.acs() == AcsMark.ISOLATES) {
            double size = sheet.style().signSize();
            sheet.sign(right - size, y, FontRole.SMALL, Shape.Sign.Kind.CHECK, Ink.GOOD_TEXT, size);
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
