package iovatlas.diagram.topology;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Shape;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.topology.MachinePicture.DomainPart;
import iovatlas.diagram.topology.MachinePicture.OwnerPart;
import iovatlas.diagram.topology.MachinePicture.SpacePart;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Measures and draws a guest or a process: a frame with its lines, its virtual CPUs and a frame for
/// each of its spaces. Spaces that nobody owns stand without an outer frame.
final class OwnerBlock {
    private static final int MOST_CHIPS = 8;

    private final DrawingStyle style;
    private final OwnerPart owner;
    private final double gap;
    private final double chipHeight;

    OwnerBlock(DrawingStyle style, OwnerPart owner) {
        this.style = style;
        this.owner = owner;
        this.gap = style.pick(8, 0);
        this.chipHeight = style.pick(20, 1);
    }

    /// Where the line of a domain is, for lines that lead to it.
    ///
    /// @param space the box in which it stands
    record Anchor(DomainPart domain, Area space, double y) {}

    /// What a place moves: the owner, or the first of the spaces that nobody owns.
    @Nullable ElementId place() {
        ElementId element = owner.element();
        return element != null || owner.spaces().isEmpty()
                ? element
                : owner.spaces().getFirst().element();
    }

    double width() {
        double inner = style.width(owner.title(), FontRole.STRONG);
        for (String detail : owner.details()) {
            inner = Math.max(inner, style.width(detail, FontRole.SMALL));
        }
        inner = Math.max(inner, chipsWidth());
        for (SpacePart space : owner.spaces()) {
            inner = Math.max(inner, spaceWidth(space));
        }
        return style.up(inner + (owner.element() == null ? 0 : 2 * style.padX()));
    }

    double height() {
        double height = 0;
        if (owner.element() != null) {
            height += 2 * style.padY() + style.lineHeight(FontRole.STRONG);
            height += owner.details().size() * style.lineHeight(FontRole.SMALL);
            height += owner.chips().isEmpty() ? 0 : chipHeight + gap;
        }
        for (SpacePart space : owner.spaces()) {
            height += spaceHeight(space) + gap;
        }
        return style.up(Math.max(1, height - (owner.element() == null ? gap : 0)));
    }

    /// Draws the block and returns where its domains are.
    List<Anchor> draw(Sheet sheet, Area area) {
        double x = area.x();
        double y = area.y();
        if (owner.element() != null) {
            Look frame = Look.FRAME.withStroke(Ink.BLUE, owner.lit() ? 2.6 : 1.6);
            sheet.box(area, frame, owner.element(), owner.title());
            x += style.padX();
            y = drawLines(sheet, x, y + style.padY(), area.right() - style.padX() - x);
        }
        double width = area.right() - x - (owner.element() == null ? 0 : style.padX());
        var anchors = new ArrayList<Anchor>();
        for (SpacePart space : owner.spaces()) {
            var place = new Area(x, y, width, spaceHeight(space));
            drawSpace(sheet, space, place, anchors);
            y = place.bottom() + gap;
        }
        return anchors;
    }

    private double drawLines(Sheet sheet, double x, double top, double room) {
        double y = top;
        String title = style.text().elide(owner.title(), FontRole.STRONG, room);
        sheet.text(x, y, title, FontRole.STRONG, Ink.TEXT, owner.element());
        y += style.lineHeight(FontRole.STRONG);
        for (String detail : owner.details()) {
            String shown = style.text().elide(detail, FontRole.SMALL, room);
            sheet.text(x, y, shown, FontRole.SMALL, Ink.MUTED, owner.element());
            y += style.lineHeight(FontRole.SMALL);
        }
        if (!owner.chips().isEmpty()) {
            drawChips(sheet, x, y + gap / 2);
            y += chipHeight + gap;
        }
        return y + gap / 2;
    }

    private void drawChips(Sheet sheet, double left, double y) {
        double x = left;
        for (String chip : shownChips()) {
            double width = chipWidth(chip);
            if (!style.isCells()) {
                var area = new Area(x, y, width, chipHeight);
                sheet.box(area, Look.NODE.withRadius(4), owner.element(), chip);
                double textX = area.middleX();
                double textY = y + (chipHeight - style.lineHeight(FontRole.SMALL)) / 2;
                sheet.text(textX, textY, chip, FontRole.SMALL, Ink.TEXT, Shape.Anchor.MIDDLE, null);
            } else {
                sheet.text(x, y, chip, FontRole.SMALL, Ink.TEXT, owner.element());
            }
            x += width + style.pick(6, 1);
        }
    }

    private void drawSpace(Sheet sheet, SpacePart space, Area area, List<Anchor> anchors) {
        Look frame = Look.NODE.withRadius(7).withStroke(Ink.ORANGE, space.lit() ? 2.6 : 1.6);
        sheet.box(area, frame, space.element(), space.title());
        double x = area.x() + style.padX();
        double y = area.y() + style.padY();
        double room = area.width() - 2 * style.padX();
        y = line(sheet, space, x, y, room, space.title(), FontRole.STRONG, Ink.TEXT);
        for (String detail : space.details()) {
            y = line(sheet, space, x, y, room, detail, FontRole.SMALL, Ink.MUTED);
        }
        for (DomainPart domain : space.domains()) {
            double middle = style.isCells() ? y : y + style.lineHeight(FontRole.SMALL) / 2;
            anchors.add(new Anchor(domain, area, middle));
            if (!style.isCells()) {
                // A page table can be pointed at and dropped on, so its line needs a place of its
                // own.
                var row =
                        new Area(
                                area.x() + 4,
                                y,
                                area.width() - 8,
                                style.lineHeight(FontRole.SMALL));
                sheet.box(row, Look.fill(Ink.NONE).withRadius(3), domain.element(), domain.text());
            }
            y = line(sheet, space, x, y, room, domain.text(), FontRole.SMALL, Ink.MUTED);
        }
        for (String alarm : space.alarms()) {
            y = line(sheet, space, x, y, room, alarm, FontRole.SMALL, Ink.ALARM_TEXT);
        }
    }

    private double line(
            Sheet sheet,
            SpacePart space,
            double x,
            double y,
            double room,
            String text,
            FontRole font,
            Ink ink) {
        String shown = style.text().elide(text, font, room);
        sheet.text(x, y, shown, font, ink, space.element());
        return y + style.lineHeight(font);
    }

    private double spaceWidth(SpacePart space) {
        double inner = style.width(space.title(), FontRole.STRONG);
        for (String line : spaceLines(space)) {
            inner = Math.max(inner, style.width(line, FontRole.SMALL));
        }
        return Math.max(style.pick(120, 16), inner + 2 * style.padX());
    }

    private double spaceHeight(SpacePart space) {
        return style.up(
                2 * style.padY()
                        + style.lineHeight(FontRole.STRONG)
                        + spaceLines(space).size() * style.lineHeight(FontRole.SMALL));
    }

    private static List<String> spaceLines(SpacePart space) {
        var lines = new ArrayList<>(space.details());
        space.domains().forEach(domain -> lines.add(domain.text()));
        lines.addAll(space.alarms());
        return lines;
    }

    private List<String> shownChips() {
        if (owner.chips().size() <= MOST_CHIPS) {
            return owner.chips();
        }
        var shown = new ArrayList<>(owner.chips().subList(0, 2));
        shown.add("\u2026");
        shown.add(owner.chips().getLast());
        return shown;
    }

    private double chipWidth(String chip) {
        return style.up(style.width(chip, FontRole.SMALL) + style.pick(12, 0));
    }

    private double chipsWidth() {
        double width = 0;
        for (String chip : shownChips()) {
            width += chipWidth(chip) + style.pick(6, 1);
        }
        return width;
    }
}
