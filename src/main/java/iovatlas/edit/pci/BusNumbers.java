package iovatlas.edit.pci;

import iovatlas.topology.BusRange;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Gives buses their numbers as enumeration does: depth first, in the order of the devices. Numbers
/// that fit stay; only when a new bridge finds no room is everything below the host bridge counted
/// anew.
///
/// Source: `drivers/pci/probe.c:pci_scan_child_bus_extend, pci_scan_bridge_extend`.
final class BusNumbers {
    private BusNumbers() {}

    /// @throws IllegalArgumentException when the host bridge has too few buses
    static void assign(DraftBus root) {
        if (!fit(root)) {
            BusRange all = Objects.requireNonNull(root.range);
            int last = sequence(root, all.first());
            root.range = all;
            if (last > all.last()) {
                throw new IllegalArgumentException(
                        "No bus number is left: %s has the buses %s, and %d would be needed."
                                .formatted(root.text(), all, last - all.first() + 1));
            }
        }
    }

    /// Finds room for buses without numbers beside those that have some; false when there is none.
    private static boolean fit(DraftBus bus) {
        int least = range(bus).first() + bus.virtualBuses();
        if (least > range(bus).last() && !grow(bus, least)) {
            return false;
        }
        for (DraftBus child : bus.children()) {
            if (child.range != null && child.range.first() <= least) {
                return false;
            }
        }
        for (DraftBus child : bus.children()) {
            if (child.range == null && !place(bus, child, least + 1)) {
                return false;
            }
            if (!fit(child)) {
                return false;
            }
        }
        return true;
    }

    private static boolean place(DraftBus bus, DraftBus child, int least) {
        int need = need(child);
        int first = least;
        List<BusRange> taken =
                bus.children().stream()
                        .flatMap(other -> Optional.ofNullable(other.range).stream())
                        .sorted(Comparator.comparingInt(BusRange::first))
                        .toList();
        for (BusRange range : taken) {
            if (first + need - 1 < range.first()) {
                break;
            }
            first = Math.max(first, range.last() + 1);
        }
        int last = first + need - 1;
        if (last > range(bus).last() && !grow(bus, last)) {
            return false;
        }
        sequence(child, first);
        return true;
    }

    /// Lets a bus, and those above it, reach up to a number; false when something is in the way.
    private static boolean grow(DraftBus bus, int last) {
        if (last > 255 || bus.bridge == null) {
            return false;
        }
        DraftBus above = bus.bridge.bus;
        BusRange own = range(bus);
        boolean blocked =
                above.children().stream()
                        .flatMap(other -> Optional.ofNullable(other.range).stream())
                        .anyMatch(other -> other.first() > own.last() && other.first() <= last);
        if (blocked || (last > range(above).last() && !grow(above, last))) {
            return false;
        }
        bus.range = new BusRange(own.first(), last);
        return true;
    }

    /// How many numbers a bus and all below it take.
    private static int need(DraftBus bus) {
        return 1 + bus.virtualBuses() + bus.children().stream().mapToInt(BusNumbers::need).sum();
    }

    /// Counts a bus and all below it from a number on; returns the last number.
    private static int sequence(DraftBus bus, int first) {
        int last = first + bus.virtualBuses();
        for (DraftBus child : bus.children()) {
            last = sequence(child, last + 1);
        }
        if (first <= 255) {
            bus.range = new BusRange(first, Math.min(last, 255));
        }
        return last;
    }

    private static BusRange range(DraftBus bus) {
        return Objects.requireNonNull(bus.range);
    }
}
