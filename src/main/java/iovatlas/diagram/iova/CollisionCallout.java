package iovatlas.diagram.iova;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.layout.Area;

import java.util.ArrayList;
import java.util.List;

/// The words beside a collision: how it ends, both owners, the exact range, what the kernel answers,
/// and what that means. Long sentences take as many lines as they need.
final class CollisionCallout {
    private static final double PAD_X = 10;
    private static final double PAD_Y = 6;
    private static final double SIGN = 16;
    private static final double NARROWEST = 150;
    private static final double WIDEST = 300;

    private final Sheet sheet;
    private final DrawingStyle style;
    private final Collision collision;
    private final List<Line> lines = new ArrayList<>();

    /// A line of the callout.
    private record Line(String text, FontRole font, Ink ink) {}

    CollisionCallout(Sheet sheet, Collision collision, double width) {
        this.sheet = sheet;
        this.style = sheet.style();
        this.collision = collision;
        double room = width - 2 * PAD_X;
        add(CollisionLane.title(collision), FontRole.STRONG, Ink.ALARM_TEXT, room - SIGN);
        add(CollisionLane.owners(collision), FontRole.SMALL, Ink.TEXT, room);
        add(CollisionLane.range(collision), FontRole.MONO_SMALL, Ink.TEXT, room);
        add(collision.answer(), FontRole.STRONG, Ink.ALARM_TEXT, room);
        add(collision.consequence(), FontRole.SMALL, Ink.TEXT, room);
    }

    /// The width at which most of it stands in one line.
    static double wishedWidth(Collision collision, DrawingStyle style) {
        double width = style.width(CollisionLane.owners(collision), FontRole.SMALL);
        width = Math.max(width, style.width(CollisionLane.range(collision), FontRole.MONO_SMALL));
        width = Math.max(width, style.width(collision.answer(), FontRole.STRONG));
        width =
                Math.max(
                        width, style.width(CollisionLane.title(collision), FontRole.STRONG) + SIGN);
        return Math.clamp(style.up(width + 2 * PAD_X), NARROWEST, WIDEST);
    }

    private void add(String text, FontRole font, Ink ink, double room) {
        for (String line : style.text().wrap(text, font, room)) {
            lines.add(new Line(line, font, ink));
        }
    }

    double height() {
        double height = 2 * PAD_Y;
        for (Line line : lines) {
            height += style.lineHeight(line.font());
        }
        return style.up(height);
    }

    void draw(Area area) {
        Look look = Look.NODE.withFill(Ink.ALARM_TINT).withStroke(Ink.VERMILLION, 1.2);
        sheet.box(area, look, collision.element(), CollisionLane.tip(collision));
        double x = area.x() + PAD_X;
        double y = area.y() + PAD_Y - 1;
        sheet.sign(x, y, FontRole.STRONG, collision.kind().sign(), Ink.ALARM_TEXT, 10);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            double left = i == 0 ? x + SIGN : x;
            sheet.text(left, y, line.text(), line.font(), line.ink(), collision.element());
            y += style.lineHeight(line.font());
        }
    }
}
