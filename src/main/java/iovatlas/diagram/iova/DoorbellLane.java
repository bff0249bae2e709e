package iovatlas.diagram.iova;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Pattern;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.Sheet.Stroke;
import iovatlas.diagram.iova.IovaMapModel.Doorbell;
import iovatlas.diagram.iova.IovaMapModel.DoorbellUse;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.layout.Lane;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/// The doorbells of the host at the right, on no scale, each joined to the page that leads to it.
final class DoorbellLane {
    static final String TITLE = "Host doorbells";
    static final String SUBTITLE = "not on this axis";

    private final Sheet sheet;
    private final DrawingStyle style;
    private final MapColumns columns;
    private final List<Doorbell> doorbells;

    DoorbellLane(Sheet sheet, MapColumns columns, MapLayout layout, List<Doorbell> all) {
        this.sheet = sheet;
        this.style = sheet.style();
        this.columns = columns;
        this.doorbells = all.stream().filter(d -> d.uses().isEmpty() || isSeen(d, layout)).toList();
    }

    private static boolean isSeen(Doorbell doorbell, MapLayout layout) {
        return doorbell.uses().stream().anyMatch(use -> layout.viewport().overlaps(use.iova()));
    }

    boolean isEmpty() {
        return doorbells.isEmpty();
    }

    double width() {
        return width(doorbells, style);
    }

    static double width(List<Doorbell> doorbells, DrawingStyle style) {
        double width = style.width(TITLE, FontRole.STRONG);
        for (Doorbell doorbell : doorbells) {
            width = Math.max(width, style.width(doorbell.controller(), FontRole.STRONG) + 24);
            width = Math.max(width, style.width(doorbell.page().hex(), FontRole.MONO_SMALL) + 24);
            width = Math.max(width, style.width(use(doorbell), FontRole.SMALL) + 24);
        }
        return style.up(width);
    }

    static String use(Doorbell doorbell) {
        if (doorbell.uses().isEmpty()) {
            return "not mapped";
        }
        return doorbell.users() == 1 ? "1 vector" : doorbell.users() + " vectors";
    }

    /// Where the boxes go when the lane starts at x.
    List<Area> places(double x, double top, double middleOfMap) {
        double height =
                style.up(
                        10
                                + style.lineHeight(FontRole.STRONG)
                                + style.lineHeight(FontRole.MONO_SMALL)
                                + style.lineHeight(FontRole.SMALL));
        var wishes = new ArrayList<Lane.Wish>();
        for (Doorbell doorbell : doorbells) {
            double wish =
                    doorbell.uses().isEmpty()
                            ? middleOfMap
                            : columns.area(doorbell.uses().getFirst().iova(), 0, 1).middleY();
            wishes.add(new Lane.Wish(height, wish));
        }
        List<Double> tops = Lane.place(wishes, top, 10);
        var places = new ArrayList<Area>();
        for (double y : tops) {
            places.add(new Area(x, y, width(), height));
        }
        return places;
    }

    /// The lines from pages to boxes, to be drawn before what they pass behind.
    ///
    /// @param rightOf the right side of a column by its index
    void drawLinks(List<Area> places, IntToDoubleFunction rightOf) {
        for (int i = 0; i < doorbells.size(); i++) {
            for (DoorbellUse use : doorbells.get(i).uses()) {
                link(
                        columns.area(use.iova(), 0, 1),
                        rightOf.applyAsDouble(use.column()),
                        places.get(i));
            }
        }
    }

    private void link(Area page, double right, Area box) {
        double y = page.middleY();
        double bus = box.x() - 12;
        sheet.line(
                Stroke.dashed(Ink.PURPLE, 1.3).withArrow(),
                null,
                right,
                y,
                bus,
                y,
                bus,
                box.middleY(),
                box.x(),
                box.middleY());
    }

    void draw(List<Area> places) {
        for (int i = 0; i < doorbells.size(); i++) {
            draw(doorbells.get(i), places.get(i));
        }
    }

    private void draw(Doorbell doorbell, Area area) {
        boolean mapped = !doorbell.uses().isEmpty();
        Look look =
                mapped
                        ? new Look(Ink.ORANGE, Pattern.HATCH, Ink.OUTLINE, 1.2, false, 3)
                        : Look.NODE.withDashed(true);
        sheet.box(area, look, doorbell.element(), doorbell.controller() + ", " + use(doorbell));
        double x = area.x() + 10;
        double y = area.y() + 5;
        if (mapped) {
            sheet.decoration(area.grown(-5, -4, -5, -4), Look.PLATE);
        }
        sheet.text(x, y, doorbell.controller(), FontRole.STRONG, Ink.TEXT, doorbell.element());
        y += style.lineHeight(FontRole.STRONG);
        sheet.text(x, y, doorbell.page().hex(), FontRole.MONO_SMALL, Ink.TEXT, doorbell.element());
        y += style.lineHeight(FontRole.MONO_SMALL);
        sheet.text(x, y, use(doorbell), FontRole.SMALL, Ink.MUTED, doorbell.element());
    }
}
