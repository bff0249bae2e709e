package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.iova.ColumnCover.Boundaries;
import iovatlas.diagram.iova.IovaAxis.Stretch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Makes the axis on which every stretch between two boundaries has a scale of its own: high enough
/// for what is written there, and higher the more bytes it has, in the manner of a logarithm. Empty
/// stretches that would need a much coarser scale than their neighbours are skipped with a mark.
final class BrokenAxis {
    private static final double SKIP_FACTOR = 16;

    private final DrawingStyle style;
    private final AddressRange<Iova> range;

    BrokenAxis(DrawingStyle style, AddressRange<Iova> range) {
        this.style = style;
        this.range = range;
    }

    /// Where stretches begin: at the first address of each range and behind its last one.
    Boundaries boundaries(List<AddressRange<Iova>> ranges) {
        var firsts = new TreeSet<Iova>();
        firsts.add(range.first());
        for (AddressRange<Iova> one : ranges) {
            if (range.contains(one.first())) {
                firsts.add(one.first());
            }
            Optional<Iova> behind = one.last().plusOrEmpty(1);
            if (behind.isPresent() && range.contains(behind.get())) {
                firsts.add(behind.get());
            }
        }
        return new Boundaries(List.copyOf(firsts));
    }

    /// What a stretch must have room for.
    ///
    /// @param covered whether anything lies there
    /// @param label height of the highest label that stands there, 0 for none
    record Need(boolean covered, double label) {}

    /// The axis; higher than it must be when `wished` is.
    ///
    /// @param needs one for each boundary
    /// @param wished how long it should be, 0 for as little as it takes
    /// @param panes how many times that length it may have when labels need it
    IovaAxis axis(Boundaries boundaries, List<Need> needs, double wished, double panes) {
        var ranges = new ArrayList<AddressRange<Iova>>();
        for (int i = 0; i < boundaries.count(); i++) {
            ranges.add(AddressRange.of(boundaries.firsts().get(i), lastOf(boundaries, i)));
        }
        var heights = new double[ranges.size()];
        var skipped = new boolean[ranges.size()];
        for (int i = 0; i < heights.length; i++) {
            heights[i] = needs.get(i).covered() ? covered(ranges.get(i), needs.get(i)) : 0;
        }
        for (int i = 0; i < heights.length; i++) {
            if (!needs.get(i).covered()) {
                skipped[i] = heights.length > 1 && isSkipped(ranges, heights, needs, i);
                heights[i] = skipped[i] ? style.pick(34, 2) : hole(needs.get(i));
            }
        }
        stretch(heights, skipped, wished, panes);
        var stretches = new ArrayList<Stretch>();
        double from = 0;
        for (int i = 0; i < heights.length; i++) {
            double to = style.snap(from + heights[i]);
            stretches.add(new Stretch(ranges.get(i), from, to, skipped[i]));
            from = to;
        }
        return IovaAxis.of(stretches);
    }

    private Iova lastOf(Boundaries boundaries, int i) {
        return i + 1 < boundaries.count()
                ? boundaries.firsts().get(i + 1).minusExact(1)
                : range.last();
    }

    private double covered(AddressRange<Iova> stretch, Need need) {
        double pages = (IovaAxis.distance(stretch.first(), stretch.last()) + 1) / 4096;
        double octaves = Math.max(0, Math.log(Math.max(1, pages)) / Math.log(2));
        double bySize = style.pick(10 + 2.2 * octaves, 1);
        double byLabel = need.label() == 0 ? 0 : need.label() + style.pick(8, 1);
        return Math.ceil(Math.max(Math.max(bySize, byLabel), style.pick(10, 1)));
    }

    private double hole(Need need) {
        return Math.ceil(Math.max(style.pick(20, 1), need.label() + style.pick(8, 1)));
    }

    /// An empty stretch is skipped when drawing it at a usual height would need a scale far coarser
    /// than that of what lies beside it.
    private boolean isSkipped(
            List<AddressRange<Iova>> ranges, double[] heights, List<Need> needs, int i) {
        double usual = style.pick(20, 2);
        double own = (IovaAxis.distance(ranges.get(i).first(), ranges.get(i).last()) + 1) / usual;
        double beside = 0;
        for (int j : new int[] {i - 1, i + 1}) {
            if (j >= 0 && j < heights.length && needs.get(j).covered()) {
                double bytes = IovaAxis.distance(ranges.get(j).first(), ranges.get(j).last()) + 1;
                beside = Math.max(beside, bytes / heights[j]);
            }
        }
        return own > SKIP_FACTOR * beside;
    }

    /// Gives what is left of the wished height to everything that is not skipped, or takes away
    /// what exceeds a few times that height; labels that have no room then are left out.
    private void stretch(double[] heights, boolean[] skipped, double wished, double panes) {
        double fixed = 0;
        double free = 0;
        for (int i = 0; i < heights.length; i++) {
            if (skipped[i]) {
                fixed += heights[i];
            } else {
                free += heights[i];
            }
        }
        if (wished <= 0 || free == 0) {
            return;
        }
        double most = Math.max(wished, Math.min(fixed + free, panes * wished));
        double factor = (most - fixed) / free;
        double least = style.leastGlyph();
        for (int i = 0; i < heights.length; i++) {
            double height = Math.max(least, Math.floor(heights[i] * factor));
            heights[i] = skipped[i] ? heights[i] : height;
        }
    }
}
