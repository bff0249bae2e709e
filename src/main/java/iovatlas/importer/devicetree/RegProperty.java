package iovatlas.importer.devicetree;

import java.util.ArrayList;
import java.util.List;

/// Address and size pairs of a node, counted in its parent's cells and translated by the `ranges` of
/// the buses above.
public final class RegProperty {

    private RegProperty() {}

    /// One pair, both unsigned 64 bits.
    public record Window(long address, long size) {}

    /// The `reg` property as addresses of the processor.
    public static List<Window> read(DeviceNode node) {
        List<Window> windows = new ArrayList<>();
        DeviceNode above = node.parent().orElse(node);
        int[] cells = node.cells("reg");
        int step = above.addressCells() + above.sizeCells();
        for (int at = 0; step > 0 && at + step <= cells.length; at += step) {
            long address = number(cells, at, above.addressCells());
            long size = number(cells, at + above.addressCells(), above.sizeCells());
            windows.add(new Window(translate(above, address), size));
        }
        return windows;
    }

    /// The number in the last two of `count` cells from `at` on.
    public static long number(int[] cells, int at, int count) {
        long value = 0;
        for (int i = at; i < at + count && i < cells.length; i++) {
            value = (value << 32) | (cells[i] & 0xffffffffL);
        }
        return value;
    }

    private static long translate(DeviceNode bus, long address) {
        if (bus.parent().isEmpty() || bus.length("ranges") == 0) {
            return address;
        }
        DeviceNode above = bus.parent().get();
        int child = bus.addressCells();
        int parent = above.addressCells();
        int step = child + parent + bus.sizeCells();
        int[] cells = bus.cells("ranges");
        for (int at = 0; step > 0 && at + step <= cells.length; at += step) {
            long first = number(cells, at, child);
            long size = number(cells, at + child + parent, bus.sizeCells());
            if (Long.compareUnsigned(address - first, size) < 0) {
                return translate(above, address - first + number(cells, at + child, parent));
            }
        }
        return address;
    }
}
