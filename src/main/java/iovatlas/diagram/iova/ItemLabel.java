package iovatlas.diagram.iova;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Shape.Anchor;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.layout.Area;

/// The label of an item: its letter code, its name, a second line.
final class ItemLabel {
    private static final double PLATE = 16;

    private ItemLabel() {}

    static double height(IovaItem item, DrawingStyle style) {
        double lines = style.lineHeight(font(item));
        return item.detail().isEmpty() ? lines : lines + style.lineHeight(FontRole.SMALL);
    }

    private static FontRole font(IovaItem item) {
        return item.kind() == IovaItem.Kind.DOORBELL ? FontRole.SMALL : FontRole.STRONG;
    }

    /// Writes as many lines as have room; nothing when not even the first has.
    static void draw(Sheet sheet, IovaItem item, Area room) {
        DrawingStyle style = sheet.style();
        FontRole font = font(item);
        double line = style.lineHeight(font);
        if (room.height() < line - 1) {
            return;
        }
        ItemLook look = ItemLook.of(item.kind());
        double x = room.x();
        double y = room.y();
        if (!look.letter().isEmpty()) {
            x += letter(sheet, item, look, x, y);
        }
        String label = style.text().elide(spaced(item.label(), style), font, room.right() - x);
        if (look.plated()) {
            plate(sheet, x, y, style.width(label, font), line);
        }
        sheet.text(x, y, label, font, look.text(), item.element());
        double below = room.height() - line;
        if (!item.detail().isEmpty() && below >= style.lineHeight(FontRole.SMALL) - 1) {
            String wanted = spaced(item.detail(), style);
            String detail = style.text().elide(wanted, FontRole.SMALL, room.width());
            if (look.plated()) {
                double width = style.width(detail, FontRole.SMALL);
                plate(sheet, room.x(), y + line, width, style.lineHeight(FontRole.SMALL));
            }
            Ink ink = item.kind() == IovaItem.Kind.REFUSED ? Ink.ALARM_TEXT : look.text();
            sheet.text(room.x(), y + line, detail, FontRole.SMALL, ink, item.element());
        }
    }

    private static double letter(Sheet sheet, IovaItem item, ItemLook look, double x, double y) {
        DrawingStyle style = sheet.style();
        if (style.isCells()) {
            sheet.text(x, y, "[" + look.letter() + "]", FontRole.STRONG, Ink.TEXT, item.element());
            return 4;
        }
        var area = new Area(x, y, PLATE, style.lineHeight(FontRole.STRONG));
        sheet.box(area, Look.PLATE.withStroke(Ink.OUTLINE, 1), item.element(), item.tip());
        sheet.text(
                area.middleX(),
                y,
                look.letter(),
                FontRole.STRONG,
                Ink.TEXT,
                Anchor.MIDDLE,
                item.element());
        return PLATE + 5;
    }

    /// Cells are few: no wide gaps, and the letter code says that it is a window.
    private static String spaced(String text, DrawingStyle style) {
        return style.isCells() ? text.replace("  ", " ").replace(" window", "") : text;
    }

    private static void plate(Sheet sheet, double x, double y, double width, double height) {
        if (width > 0) {
            double side = sheet.style().pick(3, 1);
            sheet.box(new Area(x - side, y, width + 2 * side, height), Look.PLATE, null, "");
        }
    }
}
