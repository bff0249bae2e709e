package iovatlas.diagram.iova;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Shape.Anchor;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.layout.Area;

import java.util.List;

/// The label of an item: its letter code, its name, a second line.
final class ItemLabel {
    private static final double PLATE = 16;

    private ItemLabel() {}

    /// @param width what the label may take, letter code included
    static double height(IovaItem item, DrawingStyle style, double width) {
        double height = style.lineHeight(font(item)) * lines(item, style, width).size();
        int details = detailLines(item, style, width).size();
        return height + details * style.lineHeight(FontRole.SMALL);
    }

    private static List<String> detailLines(IovaItem item, DrawingStyle style, double width) {
        return style.text().wrap(spaced(item.detail(), style), FontRole.SMALL, width);
    }

    /// The label in one line if it fits, else broken at its first wide gap.
    private static List<String> lines(IovaItem item, DrawingStyle style, double width) {
        double letter = ItemLook.of(item.kind()).letter().isEmpty() ? 0 : letterWidth(style);
        String whole = spaced(item.label(), style);
        int gap = item.label().indexOf("  ");
        if (gap < 0 || style.width(whole, font(item)) <= width - letter) {
            return List.of(whole);
        }
        return List.of(
                spaced(item.label().substring(0, gap), style),
                spaced(item.label().substring(gap + 2), style));
    }

    private static double letterWidth(DrawingStyle style) {
        return style.isCells() ? 4 : PLATE + 5;
    }

    private static FontRole font(IovaItem item) {
        return switch (item.kind()) {
            case DOORBELL, COVERING, MISSING -> FontRole.SMALL;
            case OUTSIDE,
                    TOLD,
                    BRIDGE,
                    CHANGED,
                    RAM,
                    MMIO,
                    ROM,
                    MAPPING,
                    MAPPINGS,
                    REFUSED,
                    RELAXABLE,
                    DIRECT,
                    RESERVED,
                    MSI,
                    SW_MSI ->
                    FontRole.STRONG;
        };
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
        for (String part : lines(item, style, room.width())) {
            if (y + line - 1 > room.bottom()) {
                return;
            }
            String label = style.text().elide(part, font, room.right() - x);
            if (look.plated()) {
                plate(sheet, x, y, style.width(label, font), line);
            }
            sheet.text(x, y, label, font, look.text(), item.element());
            y += line;
        }
        Ink ink = item.kind() == IovaItem.Kind.REFUSED ? Ink.ALARM_TEXT : look.text();
        double small = style.lineHeight(FontRole.SMALL);
        for (String detail : detailLines(item, style, room.width())) {
            if (y + small - 1 > room.bottom()) {
                return;
            }
            if (look.plated()) {
                plate(sheet, room.x(), y, style.width(detail, FontRole.SMALL), small);
            }
            sheet.text(room.x(), y, detail, FontRole.SMALL, ink, item.element());
            y += small;
        }
    }

    private static double letter(Sheet sheet, IovaItem item, ItemLook look, double x, double y) {
        DrawingStyle style = sheet.style();
        if (style.isCells()) {
            sheet.text(x, y, "[" + look.letter() + "]", FontRole.STRONG, Ink.TEXT, item.element());
            return letterWidth(style);
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
        return letterWidth(style);
    }

    /// Cells are few: no wide gaps, and the letter code says that it is a window.
    private static String spaced(String text, DrawingStyle style) {
        return style.isCells()
                ? text.replace("  ", " ")
                        .replace(" window", "")
                        .replace(" doorbell, ", ", ")
                        .replace("refused, ", "refused: ")
                : text;
    }

    private static void plate(Sheet sheet, double x, double y, double width, double height) {
        if (width > 0) {
            double side = sheet.style().pick(3, 1);
            sheet.box(new Area(x - side, y, width + 2 * side, height), Look.PLATE, null, "");
        }
    }
}
