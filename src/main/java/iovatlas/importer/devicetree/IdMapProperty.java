package iovatlas.importer.devicetree;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// An `iommu-map` or `msi-map` property with its mask.
///
/// Source: `drivers/of/base.c:of_map_id`.
public final class IdMapProperty {

    private static final int MOST_ENTRIES = 4096;

    private final List<Entry> entries;
    private final int mask;

    private IdMapProperty(List<Entry> entries, int mask) {
        this.entries = entries;
        this.mask = mask;
    }

    /// `length` IDs from `first` on go to `target`, where they are numbered from `output` on.
    private record Entry(int first, DeviceNode target, int output, int length, boolean passesId) {}

    /// Where an ID goes.
    public record Arrival(DeviceNode target, int id) {}

    /// The property of a host bridge node, or null when it has none that can be read.
    ///
    /// @param property `iommu-map` or `msi-map`; the mask is the property of that name with `-mask`
    /// @param cellsOf the property of the target that says how many cells its IDs have
    public static @Nullable IdMapProperty read(
            DeviceTree tree, DeviceNode bridge, String property, String cellsOf) {
        if (!bridge.has(property) || bridge.length(property) % 4 != 0) {
            return null;
        }
        int[] cells = bridge.cells(property);
        List<Entry> entries = new ArrayList<>();
        int at = 0;
        while (at + 2 <= cells.length && entries.size() < MOST_ENTRIES) {
            @Nullable DeviceNode target = tree.node(cells[at + 1]).orElse(null);
            int outputs = target == null ? 1 : Math.clamp(target.cell(cellsOf).orElse(1), 0, 4);
            if (outputs == 2 && slices(cells)) {
                outputs = 1;
            }
            // An unknown phandle ends the map for every ID that comes this far, as does a cut
            // entry.
            if (target == null || at + 3 + outputs > cells.length) {
                break;
            }
            entries.add(
                    new Entry(
                            cells[at],
                            target,
                            outputs == 0 ? 0 : cells[at + 2],
                            cells[at + 2 + outputs],
                            outputs == 0));
            at += 3 + outputs;
        }
        return new IdMapProperty(entries, bridge.cell(property + "-mask").orElse(-1));
    }

    /// A map written with one ID cell although its target asks for two.
    ///
    /// Source: `drivers/of/base.c:of_check_bad_map`.
    private static boolean slices(int[] cells) {
        if (cells.length % 4 != 0) {
            return false;
        }
        for (int i = 0; i < cells.length; i += 4) {
            if (cells[i + 1] != cells[1] || cells[i + 3] != 1) {
                return false;
            }
        }
        return true;
    }

    /// Where an ID goes, or null when no entry has it.
    public @Nullable Arrival map(int id) {
        int masked = id & mask;
        for (Entry entry : entries) {
            if ((entry.first() & ~mask) != 0) {
                return null;
            }
            long distance = (masked & 0xffffffffL) - (entry.first() & 0xffffffffL);
            if (distance >= 0 && distance < (entry.length() & 0xffffffffL)) {
                return new Arrival(
                        entry.target(), entry.passesId() ? id : (int) (distance + entry.output()));
            }
        }
        return null;
    }
}
