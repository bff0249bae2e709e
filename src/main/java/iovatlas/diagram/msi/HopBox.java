package iovatlas.diagram.msi;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Shape.Sign;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.layout.Area;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiHop.Field;
import iovatlas.scenario.MsiHop.Status;

import java.util.List;
import java.util.stream.Collectors;

/// Measures and draws one hop: a sign and its title, then one line a field.
final class HopBox {
    private static final int MOST_FIELDS = 3;
    private static final double LEAST = 96;
    private static final double MOST = 150;
    private static final double BAR = 4;

    private final DrawingStyle style;

    HopBox(DrawingStyle style) {
        this.style = style;
    }

    double width(MsiHop hop) {
        double widest = style.width(hop.title(), FontRole.STRONG) + signRoom(hop);
        for (Field field : shown(hop)) {
            widest = Math.max(widest, nameWidth(field) + valueWidth(field));
        }
        double wanted = style.up(widest + 2 * padding());
        return Math.clamp(wanted, style.pick(LEAST, 14), style.pick(MOST, 21));
    }

    double height(MsiHop hop) {
        return style.up(
                top()
                        + style.lineHeight(FontRole.STRONG)
                        + shown(hop).size() * style.lineHeight(FontRole.SMALL)
                        + style.pick(7, 1));
    }

    void draw(Sheet sheet, MsiHop hop, Area area) {
        sheet.box(area, look(hop.status()), hop.element(), tip(hop));
        Ink bar = hop.status() == Status.BROKEN ? Ink.VERMILLION : bar(hop.kind());
        sheet.decoration(
                new Area(area.x(), area.y(), area.width(), BAR), Look.fill(bar).withRadius(2));
        double x = area.x() + padding();
        double y = area.y() + top();
        sign(sheet, hop, x, y);
        double room = area.width() - 2 * padding() - signRoom(hop);
        String title = style.text().elide(hop.title(), FontRole.STRONG, room);
        sheet.text(
                x + signRoom(hop),
                y,
                title,
                FontRole.STRONG,
                titleInk(hop.status()),
                hop.element());
        y += style.lineHeight(FontRole.STRONG);
        for (Field field : shown(hop)) {
            field(sheet, hop, field, x, y, area.width() - 2 * padding());
            y += style.lineHeight(FontRole.SMALL);
        }
    }

    private void field(Sheet sheet, MsiHop hop, Field field, double x, double y, double room) {
        boolean reached = hop.status() != Status.NOT_REACHED;
        // A value is worth more than its name.
        boolean named = nameWidth(field) + valueWidth(field) <= room;
        double left = named ? nameWidth(field) : 0;
        if (named) {
            sheet.text(x, y, field.name(), FontRole.SMALL, Ink.MUTED, hop.element());
        }
        String value = style.text().elide(field.value(), FontRole.MONO_SMALL, room - left);
        Ink ink = reached ? Ink.TEXT : Ink.MUTED;
        sheet.text(x + left, y, value, FontRole.MONO_SMALL, ink, hop.element());
    }

    private void sign(Sheet sheet, MsiHop hop, double x, double y) {
        double size = style.pick(10, 2);
        Ink ink = titleInk(hop.status());
        switch (hop.status()) {
            case OK -> sheet.sign(x, y, FontRole.STRONG, Sign.Kind.CHECK, ink, size);
            case BROKEN -> sheet.sign(x, y, FontRole.STRONG, Sign.Kind.CROSS, ink, size);
            case PENDING -> sheet.sign(x, y, FontRole.STRONG, Sign.Kind.WARNING, ink, size);
            case NOT_REACHED -> {}
        }
    }

    private double signRoom(MsiHop hop) {
        return hop.status() == Status.NOT_REACHED ? 0 : style.pick(15, 3);
    }

    private double padding() {
        return style.pick(9, 2);
    }

    private double top() {
        return style.pick(10, 1);
    }

    private double nameWidth(Field field) {
        return field.name().isEmpty()
                ? 0
                : style.width(field.name(), FontRole.SMALL) + style.pick(5, 1);
    }

    private double valueWidth(Field field) {
        return style.width(field.value(), FontRole.MONO_SMALL);
    }

    private static List<Field> shown(MsiHop hop) {
        return hop.fields().subList(0, Math.min(MOST_FIELDS, hop.fields().size()));
    }

    private static Look look(Status status) {
        return switch (status) {
            case OK -> Look.NODE;
            case BROKEN -> Look.NODE.withFill(Ink.ALARM_TINT).withStroke(Ink.VERMILLION, 2);
            case PENDING -> Look.NODE.withStroke(Ink.ORANGE, 2);
            case NOT_REACHED -> Look.NODE.withDashed(true);
        };
    }

    private static Ink titleInk(Status status) {
        return switch (status) {
            case OK -> Ink.GOOD_TEXT;
            case BROKEN -> Ink.ALARM_TEXT;
            case PENDING -> Ink.TEXT;
            case NOT_REACHED -> Ink.MUTED;
        };
    }

    private static Ink bar(MsiHop.Kind kind) {
        return switch (kind) {
            case FUNCTION, MESSAGE -> Ink.GREEN;
            case IOMMU, CONTROLLER -> Ink.PURPLE;
            case DOORBELL -> Ink.ORANGE;
            case INTERRUPT -> Ink.GREY;
            case EVENTFD, IRQFD, GUEST_CONTROLLER, VCPU -> Ink.BLUE;
        };
    }

    private static String tip(MsiHop hop) {
        String fields =
                hop.fields().stream()
                        .map(field -> (field.name() + " " + field.value()).strip())
                        .collect(Collectors.joining(", "));
        return fields.isEmpty() ? hop.title() : hop.title() + ": " + fields;
    }
}
