package iovatlas.diagram.msi;

import iovatlas.diagnostic.recorded.Sighting;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Shape.Anchor;
import iovatlas.diagram.Shape.Sign;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.msi.MsiStrip.Station;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiHop.Status;

import java.util.ArrayList;
import java.util.List;

/// The way of one message as a strip of stations, read from left to right; as many rows as it takes.
/// Above each row stands whose the stations are, below the arrows what crosses them.
public final class MsiPathDiagram {

    private static final double TOP = 5;

    /// A sentence below a strip of few stations may be wider than the strip.
    private static final double SENTENCE = 560;

    private static final String LEGEND =
            "recorded values: = as computed, \u2260 not as computed, seen where no rule determines"
                    + " them";

    private final MsiStrip strip;
    private final DrawingStyle style;
    private final Sheet sheet;
    private final HopBox box;
    private final StripLayout layout;
    private final List<Area> areas = new ArrayList<>();
    private double told;

    private MsiPathDiagram(MsiStrip strip, DrawingStyle style, StripLayout layout) {
        this.strip = strip;
        this.style = style;
        this.layout = layout;
        this.sheet = new Sheet(style);
        this.box = new HopBox(style, layout.detail());
    }

    /// The strip with as much detail as fits the style's limits; too wide for it, it is wrapped.
    public static Drawing draw(MsiStrip strip, DrawingStyle style) {
        Drawing full = full(strip, style).draw();
        boolean limited = !style.isCells() && Double.isFinite(style.maximumHeight());
        return limited && full.height() > style.maximumHeight() ? brief(strip, style).draw() : full;
    }

    private static MsiPathDiagram full(MsiStrip strip, DrawingStyle style) {
        double wanted = wanted(strip, new HopBox(style, StripLayout.Detail.FULL));
        return new MsiPathDiagram(
                strip, style, StripLayout.full(style, strip.stations().size(), wanted));
    }

    private static MsiPathDiagram brief(MsiStrip strip, DrawingStyle style) {
        double wanted = wanted(strip, new HopBox(style, StripLayout.Detail.SHORT));
        return new MsiPathDiagram(
                strip, style, StripLayout.brief(style, strip.stations().size(), wanted));
    }

    private static double wanted(MsiStrip strip, HopBox box) {
        return strip.stations().stream().mapToDouble(box::wanted).max().orElse(1);
    }

    private Drawing draw() {
        double y = style.captioned() ? sheet.caption(strip.title()) : style.pick(TOP, 0);
        y = differences(y);
        for (int first = 0; first < strip.stations().size(); first += layout.perRow()) {
            y = row(first, y);
        }
        StripArrows arrows = new StripArrows(strip, style, sheet, layout, areas);
        arrows.draw();
        for (int i = 0; i < areas.size(); i++) {
            box.draw(sheet, strip.stations().get(i), areas.get(i), i == strip.current());
        }
        arrows.drawValues();
        y = ending(y);
        double right = areas.stream().mapToDouble(Area::right).max().orElse(1);
        right = Math.max(right, told);
        double wide = right + style.pick(style.margin(), 0);
        return sheet.finish(
                strip.title(),
                strip.summary(),
                wide,
                y + style.pick(layout.detail() == StripLayout.Detail.SHORT ? 3 : 8, 0));
    }

    /// Says above the strip how many recorded values differ.
    private double differences(double y) {
        long count =
                strip.stations().stream()
                        .flatMap(station -> station.seen().stream())
                        .filter(seen -> seen.standing() == Sighting.Standing.DIFFERENT)
                        .count();
        if (count == 0) {
            return y;
        }
        String text =
                count
                        + (count == 1 ? " recorded value differs" : " recorded values differ")
                        + " from what is computed (\u2260)";
        double size = style.pick(10, 2);
        sheet.sign(style.margin(), y, FontRole.SMALL, Sign.Kind.WARNING, Ink.ALARM_TEXT, size);
        double x = style.margin() + style.pick(15, 3);
        sheet.text(x, y, text, FontRole.SMALL, Ink.ALARM_TEXT, null);
        return y + style.lineHeight(FontRole.SMALL) + style.pick(4, 0);
    }

    private double row(int first, double top) {
        int end = Math.min(first + layout.perRow(), strip.stations().size());
        double y = headings(first, end, top);
        double height = 0;
        for (Station station : strip.stations().subList(first, end)) {
            height = Math.max(height, box.height(station, layout.width()));
        }
        for (int i = first; i < end; i++) {
            double x = layout.left() + (i - first) * (layout.width() + layout.gap());
            areas.add(new Area(x, y, layout.width(), height));
        }
        y += height;
        if (crossesAny(first, end)) {
            y += style.pick(3, 0) + style.lineHeight(FontRole.SMALL);
        }
        return style.up(y + style.pick(end < strip.stations().size() ? 12 : 4, 1));
    }

    private boolean crossesAny(int first, int end) {
        return strip.stations().subList(first, end).stream().anyMatch(s -> !s.crossing().isEmpty());
    }

    /// Whose the stations are: one word over all that belong together, with a line as long as they.
    private double headings(int first, int end, double top) {
        double bottom = top + style.lineHeight(FontRole.SMALL) + style.pick(3, 0);
        int from = first;
        while (from < end) {
            String owner = strip.stations().get(from).owner();
            int to = from + 1;
            while (to < end && strip.stations().get(to).owner().equals(owner)) {
                to++;
            }
            double x = layout.left() + (from - first) * (layout.width() + layout.gap());
            double wide = (to - from) * (layout.width() + layout.gap()) - layout.gap();
            String word = style.text().elide(owner, FontRole.SMALL, wide);
            sheet.text(x, top, word, FontRole.SMALL, Ink.MUTED, null);
            double start = x + style.width(word, FontRole.SMALL) + 6;
            if (!style.isCells() && start < x + wide) {
                double line = style.snap(top + style.lineHeight(FontRole.SMALL) / 2);
                sheet.line(Sheet.Stroke.solid(Ink.FAINT, 1), null, start, line, x + wide, line);
            }
            from = to;
        }
        return bottom;
    }

    /// Below the strip: why the message ended and where that is seen; else the summary.
    private double ending(double top) {
        double y = top;
        double room =
                style.isCells()
                        ? style.maximumWidth() - style.margin()
                        : Math.min(
                                style.maximumWidth() - 2 * style.margin(),
                                Math.max(SENTENCE, layout.right() - style.margin()));
        List<MsiHop> ends =
                strip.stations().stream().map(Station::hop).filter(HopTelling::ends).toList();
        for (MsiHop hop : ends) {
            Ink ink = hop.status() == Status.BROKEN ? Ink.ALARM_TEXT : Ink.TEXT;
            List<String> sentences = HopTelling.sentences(hop);
            if (layout.detail() == StripLayout.Detail.SHORT) {
                sentences = List.of(String.join(" \u2014 ", sentences));
            }
            for (String sentence : sentences) {
                y = lines(sentence, y, room, ink);
                ink = Ink.MUTED;
            }
        }
        y = ends.isEmpty() ? lines(strip.summary(), y, room, Ink.GOOD_TEXT) : y;
        boolean seen = strip.stations().stream().anyMatch(s -> !s.seen().isEmpty());
        return seen && layout.detail() == StripLayout.Detail.FULL
                ? lines(LEGEND, y, room, Ink.MUTED)
                : y;
    }

    private double lines(String text, double top, double room, Ink ink) {
        double y = top;
        for (String line : style.text().wrap(text, FontRole.SMALL, room)) {
            sheet.text(style.margin(), y, line, FontRole.SMALL, ink, Anchor.START, null);
            told = Math.max(told, style.margin() + style.width(line, FontRole.SMALL));
            y += style.lineHeight(FontRole.SMALL);
        }
        return y;
    }
}
