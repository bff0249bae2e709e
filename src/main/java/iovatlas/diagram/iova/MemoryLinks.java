package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.iova.IovaItem.Kind;
import iovatlas.diagram.iova.IovaMapModel.Column;
import iovatlas.diagram.layout.Area;

import java.util.List;

/// Joins the owner's memory with where it is mapped, or was to be mapped, in the first domain.
final class MemoryLinks {
    private final IovaMapModel model;
    private final MapLayout layout;
    private final MapColumns columns;

    MemoryLinks(IovaMapModel model, MapLayout layout, MapColumns columns) {
        this.model = model;
        this.layout = layout;
        this.columns = columns;
    }

    /// @param places where each column is
    void draw(List<Area> places) {
        if (places.size() < 2
                || model.columns().getFirst().kind() != Column.Kind.MEMORY
                || model.columns().get(1).kind() != Column.Kind.DOMAIN) {
            return;
        }
        Area left = places.getFirst();
        Area right = places.get(1);
        List<IovaItem> memory = layout.covers().getFirst().items();
        for (IovaItem item : layout.covers().get(1).items()) {
            if (item.kind() == Kind.MAPPING || item.kind() == Kind.REFUSED) {
                for (IovaItem region : memory) {
                    link(region, item, left, right);
                }
            }
        }
    }

    private void link(IovaItem region, IovaItem mapping, Area left, Area right) {
        boolean same = mapping.label().startsWith(region.label().split("  ", 2)[0] + "  ");
        AddressRange<Iova> there = mapping.range();
        if (same && region.range().size().compareTo(there.size()) >= 0) {
            AddressRange<Iova> here = region.range().contains(there) ? there : region.range();
            columns.link(
                    columns.area(here, left.x(), left.width()),
                    columns.area(there, right.x(), right.width()));
        }
    }
}
