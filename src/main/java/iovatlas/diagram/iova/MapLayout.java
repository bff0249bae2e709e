package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.iova.BrokenAxis.Need;
import iovatlas.diagram.iova.ColumnCover.Boundaries;
import iovatlas.diagram.iova.IovaItem.Kind;
import iovatlas.diagram.iova.MappingRuns.Run;
import iovatlas.scenario.UserMapping;
import iovatlas.topology.ElementId;

import java.util.ArrayList;
import java.util.List;

/// The measured part of a map: the shared axis, and what can be seen of each column along it.
///
/// @param viewport the addresses that are shown
/// @param boundaries where stretches begin
/// @param covers one for each column of the model
record MapLayout(
        AddressRange<Iova> viewport,
        IovaAxis axis,
        Boundaries boundaries,
        List<ColumnCover> covers) {
    private static final int MOST_RUNS = 96;

    /// How much longer than its pane the axis of all addresses may be.
    private static final double MOST_PANES = 3;

    MapLayout {
        covers = List.copyOf(covers);
    }

    static MapLayout of(IovaMapModel model, IovaMapOptions options, DrawingStyle style) {
        AddressRange<Iova> wished = options.viewport();
        AddressRange<Iova> viewport =
                wished == null
                        ? model.range()
                        : wished.intersection(model.range()).orElse(model.range());
        var columns = new ArrayList<List<IovaItem>>();
        for (IovaMapModel.Column column : model.columns()) {
            columns.add(items(model, column, viewport));
        }
        var ranges = new ArrayList<AddressRange<Iova>>();
        columns.forEach(items -> items.forEach(item -> ranges.add(item.range())));
        model.collisions().stream()
                .map(Collision::range)
                .filter(viewport::overlaps)
                .forEach(ranges::add);
        var broken = new BrokenAxis(style, viewport);
        Boundaries boundaries = broken.boundaries(ranges);
        List<ColumnCover> covers =
                columns.stream()
                        .map(items -> ColumnCover.of(items, boundaries, options.lowAtBottom()))
                        .toList();
        double length = options.height() > 0 ? options.height() : style.pick(480, 40);
        IovaAxis axis =
                switch (options.mode()) {
                    case BROKEN ->
                            broken.axis(
                                    boundaries,
                                    needs(
                                            boundaries,
                                            covers,
                                            style,
                                            PanelWidths.label(model, style)),
                                    options.height(),
                                    options.viewport() == null ? MOST_PANES : 1);
                    case LINEAR -> IovaAxis.linear(viewport, length);
                    case LOGARITHMIC -> IovaAxis.logarithmic(viewport, octave(boundaries), length);
                };
        return new MapLayout(viewport, anchored(axis, options), boundaries, covers);
    }

    private static IovaAxis anchored(IovaAxis axis, IovaMapOptions options) {
        MapAnchor anchor = options.anchor();
        return anchor == null ? axis : AnchoredAxis.of(axis, anchor);
    }

    /// The power of two below the first boundary that is not the start of the axis.
    static int octave(Boundaries boundaries) {
        if (boundaries.count() < 2) {
            return 12;
        }
        Iova first = boundaries.firsts().getFirst();
        long distance = boundaries.firsts().get(1).offsetFrom(first);
        return Math.clamp(62L - Long.numberOfLeadingZeros(distance), 12, 63);
    }

    /// The addresses of a stretch between boundaries.
    AddressRange<Iova> stretch(int index) {
        Iova first = boundaries.firsts().get(index);
        Iova last =
                index + 1 < boundaries.count()
                        ? boundaries.firsts().get(index + 1).minusExact(1)
                        : viewport.last();
        return AddressRange.of(first, last);
    }

    private static List<IovaItem> items(
            IovaMapModel model, IovaMapModel.Column column, AddressRange<Iova> viewport) {
        var items = new ArrayList<IovaItem>();
        column.items().stream().filter(i -> viewport.overlaps(i.range())).forEach(items::add);
        if (column.mirrors()) {
            for (Run run : MappingRuns.of(model.mappings(), viewport, MOST_RUNS)) {
                items.add(item(model, run));
            }
        }
        return ColumnCover.layered(items);
    }

    private static IovaItem item(IovaMapModel model, Run run) {
        UserMapping first = run.first();
        String access = (first.read() ? "r" : "-") + (first.write() ? "w" : "-");
        String size = run.range().size().human();
        boolean several = run.count() == 0;
        String label = several ? "mappings  " + size : first.label() + "  " + access + "  " + size;
        String detail =
                several
                        ? "zoom in to tell them apart"
                        : run.count() == 1 ? "" : run.count() + " mappings";
        ElementId element =
                model.element() instanceof ElementId.OfSpace(String space)
                        ? new ElementId.OfIova(space, run.range())
                        : model.element();
        return new IovaItem(
                run.range(),
                several ? Kind.MAPPINGS : Kind.MAPPING,
                label,
                detail,
                element,
                label + ", " + run.range().hex(),
                several ? null : IovaItem.Backing.of(first.backing(), first.offset()));
    }

    private static List<Need> needs(
            Boundaries boundaries, List<ColumnCover> covers, DrawingStyle style, double width) {
        var needs = new ArrayList<Need>();
        for (int i = 0; i < boundaries.count(); i++) {
            boolean covered = false;
            double label = 0;
            for (ColumnCover cover : covers) {
                covered |= cover.isCovered(i);
                int item = cover.labelled(i);
                if (item >= 0) {
                    label =
                            Math.max(
                                    label, ItemLabel.height(cover.items().get(item), style, width));
                }
            }
            needs.add(new Need(covered, label));
        }
        return needs;
    }
}
