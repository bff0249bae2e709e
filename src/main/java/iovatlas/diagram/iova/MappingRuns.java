package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.scenario.UserMapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sums up the mappings of a space so that a picture's cost depends on its size and not on their
/// number: neighbours that continue each other are one run, and where there are more runs than can
/// be shown, close ones become one.
final class MappingRuns {
    private final RangeIndex<Iova, UserMapping> mappings;
    private final AddressRange<Iova> within;
    private final int most;

    private MappingRuns(
            RangeIndex<Iova, UserMapping> mappings, AddressRange<Iova> within, int most) {
        this.mappings = mappings;
        this.within = within;
        this.most = most;
    }

    /// Mappings that are shown as one.
    ///
    /// @param range from the first address of the first to the last address of the last
    /// @param first the lowest of them
    /// @param count how many there are; 0 for "several, not counted"
    record Run(AddressRange<Iova> range, UserMapping first, int count) {}

    /// At most about `most` runs that overlap a range, ascending; the first and the last may reach
    /// beyond it.
    static List<Run> of(
            RangeIndex<Iova, UserMapping> mappings, AddressRange<Iova> within, int most) {
        var runs = new MappingRuns(mappings, within, most);
        List<Run> exact = runs.exact();
        return exact.size() <= most ? exact : runs.coarse();
    }

    /// Runs of mappings that continue each other; stops when there are too many.
    private List<Run> exact() {
        var runs = new ArrayList<Run>();
        Optional<Entry<Iova, UserMapping>> next = from(within.first());
        int looked = 0;
        while (next.isPresent() && runs.size() <= most && looked <= 4 * most) {
            Entry<Iova, UserMapping> entry = next.get();
            Run last = runs.isEmpty() ? null : runs.getLast();
            if (last != null && continues(last, entry)) {
                var range = AddressRange.of(last.range().first(), entry.range().last());
                runs.set(runs.size() - 1, new Run(range, last.first(), last.count() + 1));
            } else {
                runs.add(new Run(entry.range(), entry.value(), 1));
            }
            next = after(entry.range().last());
            looked++;
        }
        return next.isPresent() ? tooMany(runs) : runs;
    }

    /// A list longer than is allowed says that there are more.
    private List<Run> tooMany(List<Run> runs) {
        while (runs.size() <= most) {
            runs.add(runs.getLast());
        }
        return runs;
    }

    private static boolean continues(Run run, Entry<Iova, UserMapping> entry) {
        UserMapping a = run.first();
        UserMapping b = entry.value();
        if (!run.range().touches(entry.range())
                || !a.label().equals(b.label())
                || a.read() != b.read()
                || a.write() != b.write()) {
            return false;
        }
        long distance = entry.range().first().offsetFrom(run.range().first());
        return a.address().plusOrEmpty(distance).equals(Optional.of(b.address()));
    }

    /// Joins mappings whose distance is below the `most`-th part of what they span.
    private List<Run> coarse() {
        Iova lowest = from(within.first()).orElseThrow().range().first();
        Iova highest = mappings.floor(within.last()).orElseThrow().range().last();
        long grain = Long.divideUnsigned(highest.offsetFrom(lowest), most) + 1;
        var runs = new ArrayList<Run>();
        Optional<Entry<Iova, UserMapping>> next = from(within.first());
        while (next.isPresent()) {
            Entry<Iova, UserMapping> entry = next.get();
            Iova end = entry.range().first().plusOrEmpty(grain).orElse(highest);
            Entry<Iova, UserMapping> last = mappings.floor(end).orElse(entry);
            if (last.range().last().isBelow(entry.range().last())) {
                last = entry;
            }
            join(runs, entry, last, grain);
            next = after(last.range().last());
        }
        return runs;
    }

    private static void join(
            List<Run> runs,
            Entry<Iova, UserMapping> first,
            Entry<Iova, UserMapping> last,
            long grain) {
        Run before = runs.isEmpty() ? null : runs.getLast();
        if (before != null && isNear(before, first, grain)) {
            var range = AddressRange.of(before.range().first(), last.range().last());
            runs.set(runs.size() - 1, new Run(range, before.first(), 0));
        } else {
            var range = AddressRange.of(first.range().first(), last.range().last());
            runs.add(new Run(range, first.value(), first.equals(last) ? 1 : 0));
        }
    }

    private static boolean isNear(Run before, Entry<Iova, UserMapping> entry, long grain) {
        long distance = entry.range().first().offsetFrom(before.range().last());
        return Long.compareUnsigned(distance, grain) <= 0;
    }

    private Optional<Entry<Iova, UserMapping>> after(Iova last) {
        return last.plusOrEmpty(1).flatMap(this::from);
    }

    private Optional<Entry<Iova, UserMapping>> from(Iova first) {
        return within.last().isBelow(first)
                ? Optional.empty()
                : mappings.firstOverlapping(AddressRange.of(first, within.last()));
    }
}
