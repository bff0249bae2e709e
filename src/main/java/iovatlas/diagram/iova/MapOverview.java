package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.iova.BrokenAxis.Need;
import iovatlas.diagram.iova.ColumnCover.Boundaries;
import iovatlas.diagram.iova.IovaItem.Kind;
import iovatlas.diagram.iova.IovaMapModel.Column;
import iovatlas.diagram.layout.Area;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The small map beside the large one: all addresses of all spaces in one strip, without words, and a
/// frame around those that are looked at.
public final class MapOverview {
    private static final int MOST_RUNS = 48;
    private static final double EDGE = 4;

    /// What lies beside the page tables or around what is in them.
    private static final Set<Kind> BESIDE = Set.of(Kind.TOLD, Kind.MISSING, Kind.CHANGED);

    private static final double COLLISIONS = 5;
    private static final double LEAST_FRAME = 5;

    private final List<IovaMapModel> models;
    private final IovaMapOptions options;
    private final DrawingStyle style = DrawingStyle.pixels();
    private final Sheet sheet = new Sheet(style);

    private MapOverview(List<IovaMapModel> models, IovaMapOptions options) {
        this.models = models;
        this.options = options;
    }

    /// The strip in a size.
    ///
    /// @param models at least one
    /// @param options how the large map is looked at
    /// @param width in pixels, for the strip with the collisions beside it
    /// @param height in pixels
    public static MapPicture draw(
            List<IovaMapModel> models, IovaMapOptions options, double width, double height) {
        return new MapOverview(models, options).draw(width, height);
    }

    private MapPicture draw(double width, double height) {
        AddressRange<Iova> all =
                models.stream().map(IovaMapModel::range).reduce(AddressRange::hull).orElseThrow();
        List<IovaItem> items = ColumnCover.layered(items(all));
        IovaAxis axis = axis(all, items, Math.max(1, height - 2 * EDGE));
        var heights = new MapHeights(axis, EDGE, options.lowAtBottom(), style);
        var strip = new Area(EDGE, EDGE, width - 3 * EDGE - COLLISIONS, axis.length());
        sheet.decoration(strip, Look.fill(Ink.FAINT));
        for (IovaItem item : items) {
            Area area = area(heights, item.range(), strip.x(), strip.width(), 2);
            sheet.box(area, ItemLook.of(item.kind()).box().withStroke(Ink.NONE, 0), null, "");
        }
        sheet.decoration(strip, Look.PLATE.withFill(Ink.NONE).withStroke(Ink.MUTED, 1));
        for (IovaMapModel model : models) {
            for (Collision collision : model.collisions()) {
                double x = strip.right() + 1;
                Area area = area(heights, collision.range(), x, COLLISIONS, 4);
                sheet.decoration(area, Look.fill(Ink.VERMILLION));
            }
        }
        AddressRange<Iova> viewport = options.viewport();
        if (viewport != null) {
            AddressRange<Iova> seen = viewport.intersection(all).orElse(all);
            Area frame = area(heights, seen, 1, width - 2, LEAST_FRAME);
            sheet.decoration(frame, Look.PLATE.withFill(Ink.NONE).withStroke(Ink.ACCENT, 2));
        }
        IovaMapModel whole = whole(all, items);
        return new MapPicture(
                sheet.finish("Small map", "", width, height),
                List.of(new MapPicture.Frame(whole, options, strip, axis, style)));
    }

    private static Area area(
            MapHeights heights, AddressRange<Iova> range, double x, double width, double least) {
        double from = heights.upper(range);
        double to = heights.lower(range);
        double more = Math.max(0, least - (to - from)) / 2;
        double upper = Math.max(heights.top(), from - more);
        return Area.between(x, upper, x + width, Math.max(upper + least, to + more));
    }

    private IovaMapModel whole(AddressRange<Iova> all, List<IovaItem> items) {
        IovaMapModel first = models.getFirst();
        Column column =
                new Column(Column.Kind.DOMAIN, first.element(), "All addresses", "", false, items);
        return new IovaMapModel(
                "All addresses",
                first.element(),
                all,
                RangeIndex.empty(),
                List.of(column),
                List.of(),
                List.of());
    }

    private List<IovaItem> items(AddressRange<Iova> all) {
        var items = new ArrayList<IovaItem>();
        for (IovaMapModel model : models) {
            for (Column column : model.columns()) {
                column.items().stream()
                        .filter(item -> !BESIDE.contains(item.kind()))
                        .forEach(items::add);
            }
            for (MappingRuns.Run run : MappingRuns.of(model.mappings(), all, MOST_RUNS)) {
                items.add(new IovaItem(run.range(), Kind.MAPPING, "", "", model.element(), ""));
            }
        }
        return items;
    }

    private IovaAxis axis(AddressRange<Iova> all, List<IovaItem> items, double length) {
        var broken = new BrokenAxis(style, all);
        Boundaries boundaries = broken.boundaries(items.stream().map(IovaItem::range).toList());
        return switch (options.mode()) {
            case BROKEN -> {
                ColumnCover cover = ColumnCover.of(items, boundaries, false);
                var needs = new ArrayList<Need>();
                for (int i = 0; i < boundaries.count(); i++) {
                    needs.add(new Need(cover.isCovered(i), 0));
                }
                yield broken.axis(boundaries, needs, length, 1);
            }
            case LINEAR -> IovaAxis.linear(all, length);
            case LOGARITHMIC -> IovaAxis.logarithmic(all, MapLayout.octave(boundaries), length);
        };
    }
}
