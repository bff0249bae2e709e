package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.Sheet.Stroke;
import iovatlas.diagram.iova.IovaItem.Backing;
import iovatlas.diagram.iova.IovaItem.Kind;
import iovatlas.diagram.iova.IovaMapModel.Column;
import iovatlas.diagram.iova.IovaMapOptions.Light;
import iovatlas.diagram.layout.Area;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Joins what is the same memory: the part of the owner's memory, the mapping in the first domain, its
/// mirrors in the others. Few mappings are joined with their memory always; what is selected or under
/// the pointer is joined across all columns.
final class MapLinks {

    /// More than these would be a thicket.
    private static final int MOST_PLAIN = 6;

    private static final int MOST_LIT = 12;

    private final Sheet sheet;
    private final IovaMapModel model;
    private final MapLayout layout;
    private final MapColumns columns;

    MapLinks(Sheet sheet, IovaMapModel model, MapLayout layout, MapColumns columns) {
        this.sheet = sheet;
        this.model = model;
        this.layout = layout;
        this.columns = columns;
    }

    /// @param places where each column is
    void draw(List<Area> places, Light light) {
        int first = firstMirror();
        if (first < 0) {
            return;
        }
        List<IovaItem> mappings =
                layout.covers().get(first).items().stream()
                        .filter(item -> item.backing() != null)
                        .toList();
        List<IovaItem> lit = mappings.stream().filter(item -> isLit(item, light)).toList();
        if (mappings.size() <= MOST_PLAIN) {
            mappings.stream()
                    .filter(item -> !lit.contains(item))
                    .forEach(item -> plain(item, first, places));
        }
        lit.stream().limit(MOST_LIT).forEach(item -> lit(item, places));
    }

    private int firstMirror() {
        for (int i = 0; i < model.columns().size(); i++) {
            if (model.columns().get(i).kind() == Column.Kind.DOMAIN) {
                return i;
            }
        }
        return -1;
    }

    /// A mapping is lit by itself, by its memory and by any part of it.
    private boolean isLit(IovaItem item, Light light) {
        boolean memory = memoryOf(item).filter(region -> light.isOn(region.element())).isPresent();
        return memory
                || light.isOn(item.element())
                || covers(light.selection(), item)
                || covers(light.hover(), item);
    }

    private boolean covers(@Nullable ElementId element, IovaItem item) {
        return element instanceof ElementId.OfIova(String space, AddressRange<Iova> range)
                && model.element().equals(new ElementId.OfSpace(space))
                && item.kind() == Kind.MAPPING
                && item.range().contains(range);
    }

    private Optional<IovaItem> memoryOf(IovaItem item) {
        Backing backing = item.backing();
        if (backing == null || model.columns().getFirst().kind() != Column.Kind.MEMORY) {
            return Optional.empty();
        }
        return layout.covers().getFirst().items().stream()
                .filter(region ->
                        region.element() instanceof ElementId.OfMemory(_, String name)
                                && name.equals(backing.region()))
                .findFirst();
    }

    /// The addresses of the memory that a mapping shows; empty when they are out of view.
    private Optional<AddressRange<Iova>> source(IovaItem item) {
        Backing backing = item.backing();
        return backing == null
                ? Optional.empty()
                : memoryOf(item)
                        .flatMap(region ->
                                region.range()
                                        .first()
                                        .plusOrEmpty(backing.offset().unsignedBytes())
                                        .flatMap(from -> item.range().sameSizeAt(from))
                                        .flatMap(region.range()::intersection))
                        .filter(layout.viewport()::overlaps);
    }

    private void plain(IovaItem item, int column, List<Area> places) {
        if (column == 1) {
            source(item)
                    .ifPresent(from ->
                            join(
                                    Stroke.dashed(Ink.OUTLINE, 0.9),
                                    columns.area(from, places.get(0).x(), places.get(0).width()),
                                    columns.area(
                                            item.range(),
                                            places.get(1).x(),
                                            places.get(1).width())));
        }
    }

    private void lit(IovaItem item, List<Area> places) {
        var areas = new ArrayList<Area>();
        source(item)
                .map(from -> columns.area(from, places.getFirst().x(), places.getFirst().width()))
                .ifPresent(areas::add);
        for (int i = 0; i < places.size(); i++) {
            boolean there =
                    layout.covers().get(i).items().stream()
                            .anyMatch(other ->
                                    other.kind() == item.kind()
                                            && other.backing() != null
                                            && other.range().equals(item.range()));
            if (there) {
                areas.add(columns.area(item.range(), places.get(i).x(), places.get(i).width()));
            }
        }
        Look frame = Look.PLATE.withFill(Ink.NONE).withStroke(Ink.ACCENT, 2);
        for (int i = 0; i < areas.size(); i++) {
            sheet.decoration(areas.get(i), frame);
            if (i > 0) {
                join(Stroke.solid(Ink.ACCENT, 1.4), areas.get(i - 1), areas.get(i));
            }
        }
    }

    /// Lines between the facing edges: the same bytes on both sides.
    private void join(Stroke stroke, Area from, Area to) {
        sheet.line(stroke, null, from.right(), from.y(), to.x(), to.y());
        sheet.line(stroke, null, from.right(), from.bottom(), to.x(), to.bottom());
    }
}
