package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.scenario.UserMapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which pieces of an axis have any mapping in them, as a picture of a given grain can show it. The
/// cost depends on the length of the piece, not on the number of mappings.
final class MapBins {

    private MapBins() {}

    /// A piece of the axis that is covered, by distance.
    record Span(double from, double to) {}

    /// The covered pieces of a range, ascending, none closer to the next than `grain`; each is at
    /// least `grain` long.
    static List<Span> spans(
            IovaAxis axis,
            RangeIndex<Iova, UserMapping> mappings,
            AddressRange<Iova> range,
            double grain) {
        var spans = new ArrayList<Span>();
        Optional<Entry<Iova, UserMapping>> next = mappings.firstOverlapping(range);
        while (next.isPresent()) {
            AddressRange<Iova> found = next.get().range();
            double from = axis.start(found.first());
            double to = Math.max(axis.end(found.last()), from + grain);
            Span last = spans.isEmpty() ? null : spans.getLast();
            if (last != null && from - last.to() < grain) {
                spans.set(spans.size() - 1, new Span(last.from(), Math.max(to, last.to())));
            } else {
                spans.add(new Span(from, to));
            }
            // Whatever else begins in the same bin cannot be seen apart.
            Iova reached = axis.at(to);
            Iova past = reached.isBelow(found.last()) ? found.last() : reached;
            next =
                    past.plusOrEmpty(1)
                            .filter(address -> address.isAtMost(range.last()))
                            .flatMap(address ->
                                    mappings.firstOverlapping(
                                            AddressRange.of(address, range.last())));
        }
        return spans;
    }
}
