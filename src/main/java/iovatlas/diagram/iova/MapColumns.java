package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Shape;
import iovatlas.diagram.Shape.Anchor;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.Sheet.Stroke;
import iovatlas.diagram.iova.IovaItem.Kind;
import iovatlas.diagram.layout.Area;

import java.util.List;

/// Draws the columns of a map along its axis.
final class MapColumns {
    private static final double INSET = 8;
    private static final double APERTURE_END = 12;

    /// How much of a covered window's width stays in sight.
    private static final double COVERED = 0.72;

    private final Sheet sheet;
    private final DrawingStyle style;
    private final IovaMapModel model;
    private final MapLayout layout;
    private final MapHeights heights;

    MapColumns(Sheet sheet, IovaMapModel model, MapLayout layout, MapHeights heights) {
        this.sheet = sheet;
        this.style = sheet.style();
        this.model = model;
        this.layout = layout;
        this.heights = heights;
    }

    /// The room for the headers of all columns.
    static double headerHeight(IovaMapModel model, DrawingStyle style) {
        double height = 0;
        for (IovaMapModel.Column column : model.columns()) {
            double width = PanelWidths.column(model, column.kind(), style);
            double lines =
                    style.lineHeight(FontRole.STRONG) * titleLines(column, width, style).size()
                            + style.lineHeight(FontRole.SMALL)
                                    * subtitleLines(column, width, style).size();
            height = Math.max(height, lines);
        }
        return height + style.pick(6, 0);
    }

    private static List<String> titleLines(
            IovaMapModel.Column column, double width, DrawingStyle style) {
        return lines(column.title(), FontRole.STRONG, width, style);
    }

    private static List<String> subtitleLines(
            IovaMapModel.Column column, double width, DrawingStyle style) {
        return lines(column.subtitle(), FontRole.SMALL, width, style);
    }

    /// One line with its wide gaps when it fits, as many as it takes otherwise.
    private static List<String> lines(
            String text, FontRole font, double width, DrawingStyle style) {
        boolean fits = style.width(text, font) <= width;
        return fits ? List.of(text) : style.text().wrap(text, font, width);
    }

    /// The area of a range in a column, at least as high as can be seen.
    Area area(AddressRange<Iova> range, double x, double width) {
        AddressRange<Iova> shown = range.intersection(layout.viewport()).orElse(range);
        double from = heights.upper(shown);
        double to = heights.lower(shown) + style.edge();
        double least = style.leastGlyph();
        if (to - from < least) {
            double middle = (from + to) / 2;
            from = Math.max(heights.top(), style.snap(middle - least / 2));
            to = from + least;
        }
        return Area.between(x, from, x + width, to);
    }

    void header(IovaMapModel.Column column, Area place, double top) {
        double x = style.isCells() ? place.x() : place.middleX();
        Anchor anchor = style.isCells() ? Anchor.START : Anchor.MIDDLE;
        double y = top;
        for (String line : titleLines(column, place.width(), style)) {
            sheet.text(x, y, line, FontRole.STRONG, Ink.TEXT, anchor, column.element());
            y += style.lineHeight(FontRole.STRONG);
        }
        for (String line : subtitleLines(column, place.width(), style)) {
            sheet.text(x, y, line, FontRole.SMALL, Ink.MUTED, anchor, column.element());
            y += style.lineHeight(FontRole.SMALL);
        }
    }

    /// @param index of the column in the model
    void draw(int index, double x, double width, IovaMapOptions options) {
        ColumnCover cover = layout.covers().get(index);
        for (int i = 0; i < cover.items().size(); i++) {
            item(cover.items().get(i), x, width, options);
        }
        for (int i = 0; i < cover.items().size(); i++) {
            label(cover, i, x, width);
        }
        for (IovaAxis.Stretch stretch : layout.axis().stretches()) {
            if (stretch.skipped() && !style.isCells()) {
                breakMark(stretch, x, width);
            }
        }
    }

    private void item(IovaItem item, double x, double width, IovaMapOptions options) {
        Area area = area(item.range(), x, width);
        Look look = ItemLook.of(item.kind()).box();
        if (options.light().isOn(item.element())) {
            look = look.withStroke(Ink.ACCENT, 2.6);
        }
        if (item.kind() == Kind.REFUSED && model.mappings().anyOverlapping(item.range())) {
            // What is mapped there shows through.
            look = look.withFill(Ink.NONE);
        }
        if (item.kind() == Kind.MAPPINGS) {
            bins(item, x, width);
            sheet.box(area, look.withFill(Ink.NONE), item.element(), item.tip());
        } else if (item.kind() == Kind.COVERING) {
            covering(item, area, look);
        } else if (item.kind() == Kind.DOORBELL && !style.isCells()) {
            sheet.box(area.grown(-INSET, -1, -INSET, -1), look, item.element(), item.tip());
        } else {
            sheet.box(area, look, item.element(), item.tip());
        }
    }

    /// The right part of the column, so that what it covers stays in sight beside it.
    private void covering(IovaItem item, Area area, Look look) {
        if (style.isCells()) {
            // Two labels have no room beside each other; the lane beside the columns has the mark.
            return;
        }
        double left = style.snap(area.x() + area.width() * COVERED);
        Area place = Area.between(left, area.y(), area.right(), area.bottom());
        sheet.box(place, look, item.element(), item.tip());
        double line = style.lineHeight(FontRole.SMALL);
        if (place.height() >= line) {
            double pad = 6;
            String label =
                    style.text().elide(item.label(), FontRole.SMALL, place.width() - 2 * pad);
            double top = place.y() + Math.floor((place.height() - line) / 2);
            sheet.text(
                    left + pad,
                    top,
                    label,
                    FontRole.SMALL,
                    ItemLook.of(item.kind()).text(),
                    item.element());
        }
    }

    private static boolean isCovered(ColumnCover cover, IovaItem item) {
        return cover.items().stream()
                .anyMatch(other ->
                        other.kind() == Kind.COVERING
                                && item.kind() != Kind.COVERING
                                && item.range().overlaps(other.range())
                                && ItemLook.of(item.kind()).plated());
    }

    private void bins(IovaItem item, double x, double width) {
        double grain = style.pick(1, 1);
        for (MapBins.Span span :
                MapBins.spans(layout.axis(), model.mappings(), item.range(), grain)) {
            double one = heights.height(span.from());
            double other = heights.height(span.to());
            double from = Math.min(one, other);
            double to = Math.max(from + grain, Math.max(one, other));
            sheet.decoration(Area.between(x, from, x + width, to), Look.fill(Ink.SKY));
        }
    }

    private void label(ColumnCover cover, int index, double x, double width) {
        int stretch = cover.labelStretch(index);
        if (stretch < 0) {
            return;
        }
        IovaItem item = cover.items().get(index);
        AddressRange<Iova> room = layout.stretch(stretch);
        double from = heights.upper(room) + style.pick(5, 1);
        double to = heights.lower(room) - style.pick(1, 0);
        double pad = item.kind() == Kind.DOORBELL ? style.pick(14, 2) : style.pick(10, 2);
        if (item.kind() == Kind.DOORBELL) {
            double slack = to - from - style.lineHeight(FontRole.SMALL) + style.pick(4, 0);
            from = style.isCells() ? from : from - 5 + Math.max(0, slack / 2);
        }
        if (to > from) {
            double right =
                    !style.isCells() && isCovered(cover, item) ? x + width * COVERED : x + width;
            ItemLabel.draw(sheet, item, Area.between(x + pad, from, right - pad, to));
        }
    }

    private void breakMark(IovaAxis.Stretch stretch, double x, double width) {
        double y = heights.upper(stretch.range());
        sheet.add(new Shape.Break(x, y + style.pick(10, 1), width, Ink.MUTED));
    }

    /// In cells one wave runs across all columns.
    void breakMarks(double x, double width) {
        for (IovaAxis.Stretch stretch : layout.axis().stretches()) {
            if (stretch.skipped()) {
                breakMark(stretch, x, width);
            }
        }
    }

    /// Writes the size of what is free in every column, once for all columns.
    void holes(double x, double width) {
        for (int i = 0; i < layout.boundaries().count(); i++) {
            int stretch = i;
            if (layout.covers().stream().noneMatch(cover -> cover.isCovered(stretch))) {
                hole(layout.stretch(i), x, width);
            }
        }
    }

    private void hole(AddressRange<Iova> range, double x, double width) {
        IovaAxis.Stretch on = layout.axis().stretchOf(range.first());
        double from = heights.upper(range);
        double height = heights.lower(range) - from;
        double line = style.lineHeight(FontRole.SMALL);
        double shift = on.skipped() ? style.pick(16, 1) : (height - line) / 2 + style.pick(0, 1);
        if (height < line + style.pick(2, 1)) {
            return;
        }
        String text = range.size().human() + (on.skipped() ? " free, skipped" : " free");
        if (style.isCells() && on.skipped()) {
            text = " " + text + " ";
        }
        String shown = style.text().elide(text, FontRole.SMALL, width);
        double at = style.isCells() ? x + 2 : x + width / 2;
        Anchor anchor = style.isCells() ? Anchor.START : Anchor.MIDDLE;
        double y = style.snap(from + shift);
        double wide = style.width(shown, FontRole.SMALL) + 8;
        sheet.decoration(new Area(at - wide / 2, y, wide, line - 1), Look.PLATE);
        sheet.text(at, y, shown, FontRole.SMALL, Ink.MUTED, anchor, null);
    }

    /// Marks where a domain's aperture ends, beyond the high end of the axis.
    void apertureEnd(double x, double width, boolean named) {
        double y = heights.highEnd();
        if (style.isCells()) {
            String text = named ? " end of aperture " : "";
            sheet.line(Stroke.solid(Ink.OUTLINE, 1), null, x, y, x + width - 1, y);
            sheet.text(x + 2, y, text, FontRole.SMALL, Ink.MUTED, null);
            return;
        }
        Look look = ItemLook.of(Kind.OUTSIDE).box();
        boolean above = heights.lowAtBottom();
        double edge = above ? y - APERTURE_END : y;
        sheet.box(new Area(x, edge, width, APERTURE_END), look, null, "end of aperture");
        if (named) {
            double line = style.lineHeight(FontRole.SMALL);
            double below = above ? edge - 1 - line : edge + APERTURE_END + 2;
            String text = "end of aperture";
            sheet.text(x + width / 2, below, text, FontRole.SMALL, Ink.MUTED, Anchor.MIDDLE, null);
        }
    }
}
