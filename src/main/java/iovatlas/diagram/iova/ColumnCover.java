package iovatlas.diagram.iova;

import iovatlas.address.Iova;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Which item of a column can be seen in which stretch between two neighbouring boundaries, and so
/// where each item's label has room.
final class ColumnCover {
    private static final int NOBODY = -1;

    private final List<IovaItem> items;
    private final int[] seen;
    private final int[] labelAt;

    private ColumnCover(List<IovaItem> items, int[] seen, int[] labelAt) {
        this.items = items;
        this.seen = seen;
        this.labelAt = labelAt;
    }

    /// @param items bottom layer first, see [#layered]
    /// @param boundaries first addresses of the stretches, ascending, unsigned
    /// @param lowAtBottom whether the highest stretch is read first
    static ColumnCover of(List<IovaItem> items, Boundaries boundaries, boolean lowAtBottom) {
        int[] seen = new int[boundaries.count()];
        Arrays.fill(seen, NOBODY);
        for (int item = 0; item < items.size(); item++) {
            if (isOverlay(items.get(item).kind())) {
                // It shares its addresses with what is below it, whose label stays.
                continue;
            }
            int first = boundaries.indexAtOrAbove(items.get(item).range().first());
            int last = boundaries.indexOf(items.get(item).range().last());
            for (int i = first; i <= last; i++) {
                seen[i] = item;
            }
        }
        int[] labelAt = new int[items.size()];
        Arrays.fill(labelAt, NOBODY);
        for (int i = 0; i < seen.length; i++) {
            int read = lowAtBottom ? i : seen.length - 1 - i;
            if (seen[read] != NOBODY) {
                labelAt[seen[read]] = read;
            }
        }
        return new ColumnCover(items, seen, labelAt);
    }

    private static boolean isOverlay(IovaItem.Kind kind) {
        return kind == IovaItem.Kind.COVERING || kind == IovaItem.Kind.CHANGED;
    }

    /// The items from the bottom layer to the top one, by address within a layer.
    static List<IovaItem> layered(List<IovaItem> items) {
        return items.stream()
                .sorted(Comparator.comparing(IovaItem::kind).thenComparing(IovaItem::range))
                .toList();
    }

    List<IovaItem> items() {
        return items;
    }

    /// Whether anything is in a stretch.
    boolean isCovered(int stretch) {
        return seen[stretch] != NOBODY;
    }

    /// The item whose label stands in a stretch, -1 for none.
    int labelled(int stretch) {
        int item = seen[stretch];
        return item != NOBODY && labelAt[item] == stretch ? item : NOBODY;
    }

    /// The stretch in which an item's label stands, -1 when the item cannot be seen at all.
    int labelStretch(int item) {
        return labelAt[item];
    }

    /// First addresses of stretches, ascending.
    record Boundaries(List<Iova> firsts) {

        int count() {
            return firsts.size();
        }

        /// The stretch that an address is in.
        int indexOf(Iova address) {
            int low = 0;
            int high = firsts.size() - 1;
            while (low < high) {
                int middle = (low + high + 1) >>> 1;
                if (firsts.get(middle).isAtMost(address)) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return low;
        }

        /// The stretch that begins at an address; the first one for an address below all.
        int indexAtOrAbove(Iova address) {
            return address.isBelow(firsts.getFirst()) ? 0 : indexOf(address);
        }
    }
}
