package iovatlas.diagram.iova;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Shape.Anchor;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.iova.IovaMapModel.Column;
import iovatlas.diagram.layout.Area;

import java.util.ArrayList;
import java.util.List;

/// Draws the columns of one space side by side on one axis, with collisions and doorbells.
final class MapPanel {
    /// Room for the mark at the end of an aperture.
    private static final double END = 30;

    private final Sheet sheet;
    private final DrawingStyle style;
    private final IovaMapModel model;
    private final IovaMapOptions options;
    private final MapLayout layout;
    private final AddressLabels addresses;

    MapPanel(Sheet sheet, IovaMapModel model, IovaMapOptions options, MapLayout layout) {
        this.sheet = sheet;
        this.style = sheet.style();
        this.model = model;
        this.options = options;
        this.layout = layout;
        this.addresses = new AddressLabels(style, layout, options.mode() == AxisMode.LOGARITHMIC);
    }

    /// Where a panel was drawn.
    ///
    /// @param used all of it
    /// @param columns the columns along the axis
    record Place(Area used, Area columns) {}

    /// Draws everything below `top`.
    Place draw(double top) {
        double above = showsEnd() && options.lowAtBottom() ? style.pick(END, 0) : 0;
        double axisTop = top + MapColumns.headerHeight(model, style) + above;
        var heights = new MapHeights(layout.axis(), axisTop, options.lowAtBottom(), style);
        var columns = new MapColumns(sheet, model, layout, heights);
        var collisions = new CollisionLane(sheet, columns, layout, model.collisions());
        var doorbells = new DoorbellLane(sheet, columns, layout, model.doorbells());
        double axisX = style.margin() + addresses.width();
        List<Area> places = places(axisX + style.pick(14, 1), axisTop);
        double end = places.isEmpty() ? axisX : places.getLast().right();
        double stripsX = end + style.pick(10, 1);
        double calloutsX = stripsX + collisions.stripsWidth() + style.pick(6, 0);
        double right = collisions.isEmpty() ? end : stripsX + collisions.stripsWidth();
        double doorbellX = end;
        if (!style.isCells() && !options.compact()) {
            right = collisions.isEmpty() ? end : calloutsX + collisions.calloutWidth();
            doorbellX = right + 30;
            right = doorbells.isEmpty() ? right : doorbellX + doorbells.width();
        }
        addresses.draw(sheet, heights, axisX, end);
        double axisEnd = axisTop + layout.axis().length();
        double bottom = axisEnd + (showsEnd() && !options.lowAtBottom() ? style.pick(END, 0) : 0);
        double middle = (axisTop + axisEnd) / 2;
        List<Area> boxes = doorbells.places(doorbellX, axisTop, middle);
        if (!style.isCells() && !options.compact()) {
            doorbells.drawLinks(boxes, column -> places.get(column).right());
        }
        drawColumns(columns, places, top);
        if (!collisions.isEmpty()) {
            collisions.drawStrips(stripsX);
        }
        if (!style.isCells() && !options.compact()) {
            double width = collisions.calloutWidth();
            bottom = Math.max(bottom, collisions.drawCallouts(stripsX, calloutsX, width, axisTop));
            bottom = Math.max(bottom, drawDoorbells(doorbells, boxes, top));
        }
        if (!style.isCells() && !options.compact()) {
            bottom = Math.max(bottom, collisions.drawElsewhere(end, bottom + 2));
        }
        new MarkerLines(sheet, heights, layout.viewport()).draw(options.markers(), axisX, end);
        return new Place(
                Area.between(style.margin(), top, right, bottom + style.edge()),
                Area.between(places.getFirst().x(), axisTop, end, axisEnd));
    }

    private double drawDoorbells(DoorbellLane doorbells, List<Area> boxes, double top) {
        if (doorbells.isEmpty()) {
            return top;
        }
        double x = boxes.getFirst().middleX();
        sheet.text(x, top, DoorbellLane.TITLE, FontRole.STRONG, Ink.TEXT, Anchor.MIDDLE, null);
        double below = top + style.lineHeight(FontRole.STRONG);
        sheet.text(x, below, DoorbellLane.SUBTITLE, FontRole.SMALL, Ink.MUTED, Anchor.MIDDLE, null);
        doorbells.draw(boxes);
        return boxes.getLast().bottom();
    }

    private void drawColumns(MapColumns columns, List<Area> places, double top) {
        double left = places.getFirst().x();
        double right = places.getLast().right();
        if (style.isCells()) {
            columns.breakMarks(left, right - left);
        }
        int named = firstDomain();
        for (int i = 0; i < model.columns().size(); i++) {
            Column column = model.columns().get(i);
            Area place = places.get(i);
            columns.header(column, place, top);
            columns.draw(i, place.x(), place.width(), options);
            if (showsEnd() && column.kind() == Column.Kind.DOMAIN) {
                columns.apertureEnd(place.x(), place.width(), i == named);
            }
        }
        if (style.isCells()) {
            columns.holes(left, right - left);
        } else {
            columns.holes(places.get(named).x(), places.get(named).width());
            new MapLinks(sheet, model, layout, columns).draw(places, options.light());
        }
    }

    private boolean showsEnd() {
        return layout.viewport().last().equals(model.range().last());
    }

    private int firstDomain() {
        for (int i = 0; i < model.columns().size(); i++) {
            Column.Kind kind = model.columns().get(i).kind();
            if (kind == Column.Kind.DOMAIN || kind == Column.Kind.GROUP) {
                return i;
            }
        }
        return 0;
    }

    private List<Area> places(double left, double top) {
        var places = new ArrayList<Area>();
        double x = left;
        for (Column column : model.columns()) {
            double width = PanelWidths.column(model, column.kind(), style);
            places.add(new Area(x, top, width, layout.axis().length()));
            x += width + style.pick(PanelWidths.GAP, 1);
        }
        return places;
    }
}
