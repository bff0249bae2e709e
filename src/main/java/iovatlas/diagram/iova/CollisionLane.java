package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Shape;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.Sheet.Stroke;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.layout.Lane;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Collisions at their true address: a strip beside the columns for each, and a callout that names
/// both owners, the range and the kernel's answer. No zoom level hides a strip.
final class CollisionLane {
    private static final int MOST_CALLOUTS = 12;
    private static final double STRIP = 14;

    private final Sheet sheet;
    private final DrawingStyle style;
    private final MapColumns columns;
    private final List<Numbered> shown;
    private final List<Integer> lanes = new ArrayList<>();
    private final int laneCount;
    private final String elsewhere;

    /// A collision and its place among all of the map, by which notes name it.
    private record Numbered(int index, Collision collision) {}

    CollisionLane(Sheet sheet, MapColumns columns, MapLayout layout, List<Collision> all) {
        this.sheet = sheet;
        this.style = sheet.style();
        this.columns = columns;
        this.shown =
                IntStream.range(0, all.size())
                        .mapToObj(i -> new Numbered(i, all.get(i)))
                        .filter(one -> layout.viewport().overlaps(one.collision().range()))
                        .sorted(
                                Comparator.comparingDouble(
                                        one -> columns.area(one.collision().range(), 0, 1).y()))
                        .toList();
        this.elsewhere = elsewhere(all, layout.viewport());
        this.laneCount = assignLanes();
    }

    boolean isEmpty() {
        return shown.isEmpty();
    }

    /// How many collisions lie outside the viewport, and on which side; empty for none.
    static String elsewhere(List<Collision> all, AddressRange<Iova> viewport) {
        long below = all.stream().filter(c -> c.range().last().isBelow(viewport.first())).count();
        long above = all.stream().filter(c -> viewport.last().isBelow(c.range().first())).count();
        if (below + above == 0) {
            return "";
        }
        String word = below + above == 1 ? " more collision at " : " more collisions at ";
        return below
                + above
                + word
                + (below == 0 ? "higher" : above == 0 ? "lower" : "lower and higher")
                + " addresses";
    }

    double stripsWidth() {
        return shown.isEmpty() ? 0 : laneCount * stripStep();
    }

    double calloutWidth() {
        return calloutWidth(shown.stream().map(Numbered::collision).toList(), style);
    }

    static double calloutWidth(List<Collision> collisions, DrawingStyle style) {
        double width = 0;
        for (Collision collision : collisions) {
            width = Math.max(width, CollisionCallout.wishedWidth(collision, style));
        }
        return width;
    }

    /// Draws the strips; the first lane starts at x.
    void drawStrips(double x) {
        for (int i = 0; i < shown.size(); i++) {
            Area area = strip(i, x);
            Collision collision = shown.get(i).collision();
            sheet.box(area, collision.kind().look(), collision.element(), tip(collision));
            if (style.isCells()) {
                double middle = area.y() + Math.floor((area.height() - 1) / 2);
                sheet.text(
                        area.x() + 1,
                        middle,
                        mark(shown.get(i).index()),
                        FontRole.STRONG,
                        Ink.ALARM_TEXT,
                        collision.element());
            }
        }
    }

    /// The sign of a strip in a text drawing, repeated in the notes below it.
    static String mark(int index) {
        return "X" + (index + 1);
    }

    /// Draws the callouts between x and x + width; returns the lowest point.
    double drawCallouts(double stripsX, double x, double width, double top) {
        int count = Math.min(shown.size(), MOST_CALLOUTS);
        var callouts = new ArrayList<CollisionCallout>();
        var wishes = new ArrayList<Lane.Wish>();
        for (int i = 0; i < count; i++) {
            var callout = new CollisionCallout(sheet, shown.get(i).collision(), width);
            callouts.add(callout);
            wishes.add(new Lane.Wish(callout.height(), strip(i, stripsX).middleY()));
        }
        List<Double> tops = Lane.place(wishes, top, 8);
        double bottom = top;
        for (int i = 0; i < count; i++) {
            var area = new Area(x, tops.get(i), width, callouts.get(i).height());
            leader(strip(i, stripsX), area);
            callouts.get(i).draw(area);
            bottom = Math.max(bottom, area.bottom());
        }
        if (shown.size() > count) {
            String more = "and " + (shown.size() - count) + " more collisions";
            sheet.text(x, bottom + 6, more, FontRole.SMALL, Ink.ALARM_TEXT, null);
            bottom += 6 + style.lineHeight(FontRole.SMALL);
        }
        return bottom;
    }

    /// How it ends, and how much is concerned.
    static String title(Collision collision) {
        return collision.kind().word() + ", " + collision.range().size().human();
    }

    static String owners(Collision collision) {
        return collision.first() + " \u00d7 " + collision.second();
    }

    static String range(Collision collision) {
        return collision.range().first().hex() + " \u2013 " + collision.range().last().hex();
    }

    static String tip(Collision collision) {
        return title(collision)
                + ": "
                + owners(collision)
                + ", "
                + collision.range().hex()
                + ", "
                + collision.answer()
                + ": "
                + collision.consequence();
    }

    private double stripStep() {
        return style.pick(STRIP + 4, 5);
    }

    private Area strip(int index, double x) {
        double width = style.pick(STRIP, 4);
        double left = x + lanes.get(index) * stripStep();
        return columns.area(shown.get(index).collision().range(), left, width);
    }

    /// Puts collisions whose strips would touch side by side; returns how many lanes that takes.
    private int assignLanes() {
        var ends = new ArrayList<Double>();
        for (Numbered one : shown) {
            Area area = columns.area(one.collision().range(), 0, 1);
            int lane = 0;
            while (lane < ends.size() && ends.get(lane) > area.y()) {
                lane++;
            }
            if (lane == ends.size()) {
                ends.add(0.0);
            }
            ends.set(lane, area.bottom());
            lanes.add(lane);
        }
        return ends.size();
    }

    private void leader(Area strip, Area callout) {
        double y = Math.clamp(strip.middleY(), callout.y() + 4, callout.bottom() - 4);
        Stroke stroke = Stroke.solid(Ink.VERMILLION, 1);
        if (y == strip.middleY()) {
            sheet.line(stroke, null, strip.right(), y, callout.x(), y);
        } else {
            double bus = callout.x() - 5;
            sheet.line(
                    stroke,
                    null,
                    strip.right(),
                    strip.middleY(),
                    bus,
                    strip.middleY(),
                    bus,
                    y,
                    callout.x(),
                    y);
        }
    }

    /// Says below the axis that there is more out of view; returns the lowest point.
    double drawElsewhere(double right, double top) {
        if (elsewhere.isEmpty()) {
            return top;
        }
        sheet.text(right, top, elsewhere, FontRole.SMALL, Ink.ALARM_TEXT, Shape.Anchor.END, null);
        return top + style.lineHeight(FontRole.SMALL);
    }
}
