package iovatlas.diagram.topology;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Shape;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.topology.MachineNode.AcsMark;

/// One function of an outline: its address, what it is, what it does about ACS.
final class OutlineRow {
    private final Sheet sheet;
    private final DrawingStyle style;

    OutlineRow(Sheet sheet) {
        this.sheet = sheet;
        this.style = sheet.style();
    }

    double width(MachineNode node) {
        return bar() + address(node) + gap() + style.width(words(node), FontRole.SMALL) + acs(node);
    }

    void draw(MachineNode node, Area area, double room) {
        double x = area.x();
        double middle = area.y() + (area.height() - style.lineHeight(FontRole.SMALL)) / 2;
        if (!style.isCells()) {
            Area mark = new Area(x, area.y() + 4, 4, area.height() - 8);
            sheet.decoration(mark, Look.fill(node.kind().bar()).withRadius(2));
        }
        x += bar();
        FontRole font = node.selected() ? FontRole.MONO_STRONG : FontRole.MONO;
        double top = area.y() + (area.height() - style.lineHeight(font)) / 2;
        String address = style.text().elide(node.address(), font, room - bar());
        sheet.text(x, top, address, font, Ink.TEXT, node.element());
        x += address(node) + gap();
        double left = area.x() + room - x - acs(node);
        String words = style.text().elide(words(node), FontRole.SMALL, Math.max(0, left));
        sheet.text(x, middle, words, FontRole.SMALL, Ink.MUTED, node.element());
        x += style.width(words, FontRole.SMALL) + gap();
        drawAcs(node, x, middle);
    }

    private void drawAcs(MachineNode node, double x, double y) {
        String words = NodeBoxes.acsWords(node.acs());
        sheet.text(x, y, words, FontRole.SMALL, Ink.MUTED, node.element());
        if (node.acs() == AcsMark.ISOLATES) {
            double end = x + style.width(words, FontRole.SMALL) + style.pick(4, 1);
            sheet.sign(
                    end, y, FontRole.SMALL, Shape.Sign.Kind.CHECK, Ink.GOOD_TEXT, style.signSize());
        }
    }

    private static String words(MachineNode node) {
        return node.detail();
    }

    private double bar() {
        return style.pick(9, 0);
    }

    private double gap() {
        return style.pick(8, 1);
    }

    private double address(MachineNode node) {
        return style.width(node.address(), FontRole.MONO);
    }

    private double acs(MachineNode node) {
        String words = NodeBoxes.acsWords(node.acs());
        double sign = node.acs() == AcsMark.ISOLATES ? style.signSize() + style.pick(4, 1) : 0;
        return words.isEmpty() ? 0 : gap() + style.width(words, FontRole.SMALL) + sign;
    }
}
