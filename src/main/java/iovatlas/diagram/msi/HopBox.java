package iovatlas.diagram.msi;

import iovatlas.diagnostic.recorded.Sighting;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Shape.Sign;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.msi.MsiStrip.Station;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiHop.Field;
import iovatlas.scenario.MsiHop.Status;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Measures and draws one station: a sign and its title, one line a field, and below a rule what a
/// recording shows.
///
/// @param style the medium
/// @param detail how much is told
record HopBox(DrawingStyle style, StripLayout.Detail detail) {
    private static final double LEAST = 104;
    private static final double MOST = 158;
    private static final double BAR = 4;

    /// Three boxes and their arrows in 72 columns.
    private static final double CELLS = 20;

    /// How wide the box would like to be.
    double wanted(Station station) {
        MsiHop hop = station.hop();
        double widest = style.width(hop.title(), FontRole.STRONG) + signRoom(hop);
        for (Field field : fields(hop, inside(style.pick(MOST, CELLS)))) {
            widest = Math.max(widest, nameWidth(field) + valueWidth(field));
        }
        for (Sighting seen : sightings(station)) {
            widest = Math.max(widest, style.width(line(seen), FontRole.MONO_SMALL));
        }
        double wanted = style.up(widest + 2 * padding());
        return Math.clamp(wanted, style.pick(LEAST, 14), style.pick(MOST, CELLS));
    }

    double height(Station station, double width) {
        int lines = fields(station.hop(), inside(width)).size() + sightings(station).size();
        return style.up(
                top()
                        + style.lineHeight(FontRole.STRONG)
                        + lines * style.lineHeight(FontRole.SMALL)
                        + (sightings(station).isEmpty() ? 0 : style.pick(5, 0))
                        + style.pick(6, 1));
    }

    void draw(Sheet sheet, Station station, Area area, boolean current) {
        MsiHop hop = station.hop();
        sheet.box(area, look(hop.status(), current), station.element(), tip(station));
        Ink bar = hop.status() == Status.BROKEN ? Ink.VERMILLION : bar(hop.kind());
        sheet.decoration(
                new Area(area.x(), area.y(), area.width(), BAR), Look.fill(bar).withRadius(2));
        double x = area.x() + padding();
        double y = area.y() + top();
        double room = inside(area.width());
        title(sheet, station, x, y, room);
        y += style.lineHeight(FontRole.STRONG);
        for (Field field : fields(hop, room)) {
            field(sheet, station, field, x, y, room);
            y += style.lineHeight(FontRole.SMALL);
        }
        seen(sheet, station, area, y);
    }

    /// A title that does not fit beside its check mark does without, then in small letters; the cross
    /// of a broken station always stays.
    private void title(Sheet sheet, Station station, double x, double y, double room) {
        MsiHop hop = station.hop();
        boolean spare = hop.status() == Status.OK && !style.isCells();
        boolean signed =
                !spare || style.width(hop.title(), FontRole.STRONG) + signRoom(hop) <= room;
        double left = signed ? signRoom(hop) : 0;
        if (signed) {
            sign(sheet, hop, x, y);
        }
        boolean strong = style.width(hop.title(), FontRole.STRONG) + left <= room;
        FontRole font = strong ? FontRole.STRONG : FontRole.SMALL;
        String text = style.text().elide(hop.title(), font, room - left);
        sheet.text(x + left, y, text, font, titleInk(hop.status()), station.element());
    }

    private void field(Sheet sheet, Station station, Field field, double x, double y, double room) {
        // A value is worth more than its name.
        boolean named = nameWidth(field) + valueWidth(field) <= room;
        double left = named ? nameWidth(field) : 0;
        if (named) {
            sheet.text(x, y, field.name(), FontRole.SMALL, Ink.MUTED, station.element());
        }
        String value = style.text().elide(field.value(), FontRole.MONO_SMALL, room - left);
        Ink ink = station.hop().status() == Status.NOT_REACHED ? Ink.MUTED : Ink.TEXT;
        sheet.text(x + left, y, value, FontRole.MONO_SMALL, ink, station.element());
    }

    private void seen(Sheet sheet, Station station, Area area, double top) {
        List<Sighting> shown = sightings(station);
        if (shown.isEmpty()) {
            return;
        }
        double y = top + style.pick(5, 0);
        double x = area.x() + padding();
        if (!style.isCells()) {
            double rule = style.snap(top + 2);
            sheet.line(
                    Sheet.Stroke.dashed(Ink.OUTLINE, 1),
                    null,
                    x,
                    rule,
                    area.right() - padding(),
                    rule);
        }
        for (Sighting seen : shown) {
            String text = fitted(seen, inside(area.width()));
            sheet.text(x, y, text, FontRole.MONO_SMALL, ink(seen), station.element());
            y += style.lineHeight(FontRole.SMALL);
        }
    }

    /// The sign stands in every form: colour is never the only mark.
    private String fitted(Sighting seen, double room) {
        String whole = line(seen);
        if (style.width(whole, FontRole.MONO_SMALL) <= room) {
            return whole;
        }
        String value = seen.standing().sign() + " " + seen.observed();
        return style.text().elide(value, FontRole.MONO_SMALL, room);
    }

    private static String line(Sighting seen) {
        return seen.standing().sign() + " " + seen.name() + " " + seen.observed();
    }

    /// The differences first, what agrees next.
    private List<Sighting> sightings(Station station) {
        return station.seen().stream()
                .sorted(Comparator.comparingInt(HopBox::urgency))
                .limit(detail.sightings())
                .toList();
    }

    private static int urgency(Sighting seen) {
        return switch (seen.standing()) {
            case DIFFERENT -> 0;
            case SAME -> 1;
            case OBSERVED_ONLY -> 2;
        };
    }

    /// The most telling fields that can be read in the room; at least the first.
    private List<Field> fields(MsiHop hop, double room) {
        List<Field> shown = new ArrayList<>();
        for (Field field : HopTelling.here(hop)) {
            boolean fits = valueWidth(field) <= room;
            if (fits && shown.size() < detail.fields()) {
                shown.add(field);
            }
        }
        return shown.isEmpty() ? hop.fields().stream().limit(1).toList() : shown;
    }

    private void sign(Sheet sheet, MsiHop hop, double x, double y) {
        Ink ink = titleInk(hop.status());
        double size = style.pick(hop.status() == Status.OK ? 10 : 13, 2);
        switch (hop.status()) {
            case OK -> sheet.sign(x, y, FontRole.STRONG, Sign.Kind.CHECK, ink, size);
            case BROKEN -> sheet.sign(x, y, FontRole.STRONG, Sign.Kind.CROSS, ink, size);
            case PENDING -> sheet.sign(x, y, FontRole.STRONG, Sign.Kind.WARNING, ink, size);
            case NOT_REACHED -> {}
        }
    }

    private double signRoom(MsiHop hop) {
        return switch (hop.status()) {
            case NOT_REACHED -> 0;
            case OK -> style.pick(14, 3);
            case BROKEN, PENDING -> style.pick(17, 3);
        };
    }

    private double inside(double width) {
        return width - 2 * padding();
    }

    private double padding() {
        return style.pick(detail == StripLayout.Detail.SHORT ? 3.5 : 9, 2);
    }

    private double top() {
        return style.pick(8, 1);
    }

    private double nameWidth(Field field) {
        return field.name().isEmpty()
                ? 0
                : style.width(field.name(), FontRole.SMALL) + style.pick(5, 1);
    }

    private double valueWidth(Field field) {
        return style.width(field.value(), FontRole.MONO_SMALL);
    }

    private static Look look(Status status, boolean current) {
        Look look =
                switch (status) {
                    case OK -> Look.NODE;
                    case BROKEN -> Look.NODE.withFill(Ink.ALARM_TINT).withStroke(Ink.VERMILLION, 2);
                    case PENDING -> Look.NODE.withStroke(Ink.ORANGE, 2);
                    case NOT_REACHED -> Look.NODE.withDashed(true);
                };
        return current
                ? look.withFill(status == Status.BROKEN ? Ink.ALARM_TINT : Ink.ACCENT_TINT)
                        .withStroke(Ink.ACCENT, 2.5)
                : look;
    }

    private static Ink titleInk(Status status) {
        return switch (status) {
            case OK -> Ink.GOOD_TEXT;
            case BROKEN -> Ink.ALARM_TEXT;
            case PENDING -> Ink.TEXT;
            case NOT_REACHED -> Ink.MUTED;
        };
    }

    private static Ink ink(Sighting seen) {
        return switch (seen.standing()) {
            case SAME -> Ink.GOOD_TEXT;
            case DIFFERENT -> Ink.ALARM_TEXT;
            case OBSERVED_ONLY -> Ink.MUTED;
        };
    }

    private static Ink bar(MsiHop.Kind kind) {
        return switch (kind) {
            case FUNCTION, MESSAGE -> Ink.GREEN;
            case IOMMU -> Ink.PURPLE;
            case DOORBELL, CONTROLLER -> Ink.ORANGE;
            case INTERRUPT, EVENTFD -> Ink.GREY;
            case IRQFD -> Ink.SKY;
            case GUEST_CONTROLLER, VCPU -> Ink.BLUE;
        };
    }

    private static String tip(Station station) {
        MsiHop hop = station.hop();
        String fields =
                hop.fields().stream()
                        .map(field -> (field.name() + " " + field.value()).strip())
                        .collect(Collectors.joining(", "));
        String first = fields.isEmpty() ? hop.title() : hop.title() + ": " + fields;
        String reason = hop.reason() == null ? "" : hop.reason().text();
        String seen =
                station.seen().isEmpty()
                        ? ""
                        : "recorded: "
                                + station.seen().stream()
                                        .map(Sighting::text)
                                        .collect(Collectors.joining(", "));
        return Stream.of(first, reason, seen)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
