package iovatlas.diagram.topology;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.topology.MachinePicture.Part;

/// Draws an IOMMU or an MSI controller as a box: its name, then one line a detail.
final class PartBox {
    private final DrawingStyle style;

    PartBox(DrawingStyle style) {
        this.style = style;
    }

    double width(Part part) {
        double widest = style.width(part.name(), FontRole.MONO);
        for (String detail : part.details()) {
            widest = Math.max(widest, style.width(detail, FontRole.SMALL));
        }
        return Math.max(style.pick(104, 8), style.up(widest + 2 * style.padX()));
    }

    double height(Part part) {
        return style.up(
                style.lineHeight(FontRole.MONO)
                        + part.details().size() * style.lineHeight(FontRole.SMALL)
                        + 2 * style.pick(4, 1));
    }

    void draw(Sheet sheet, Part part, Area area) {
        Look look = part.lit() ? Look.NODE.withStroke(Ink.ACCENT, 1.8) : Look.NODE;
        sheet.box(area, look, part.element(), part.tip());
        sheet.decoration(
                new Area(area.x(), area.y(), 5, area.height()),
                Look.fill(Ink.PURPLE).withRadius(2));
        double x = area.x() + style.padX();
        double y = area.y() + style.pick(4, 1);
        double room = area.width() - 2 * style.padX();
        sheet.text(
                x,
                y,
                style.text().elide(part.name(), FontRole.MONO, room),
                FontRole.MONO,
                Ink.TEXT,
                part.element());
        y += style.lineHeight(FontRole.MONO);
        for (String detail : part.lines()) {
            String shown = style.text().elide(detail, FontRole.SMALL, room);
            sheet.text(x, y, shown, FontRole.SMALL, Ink.MUTED, part.element());
            y += style.lineHeight(FontRole.SMALL);
        }
    }
}
