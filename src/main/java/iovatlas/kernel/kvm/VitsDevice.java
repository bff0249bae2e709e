package iovatlas.kernel.kvm;

import iovatlas.address.GuestPhysical;

import java.util.HashMap;
import java.util.Map;

/// A device that a guest mapped on its virtual ITS.
///
/// @param eventBits width of its EventIDs
/// @param table where its translation table is, 0 while nobody placed it
/// @param events by EventID
public record VitsDevice(int eventBits, GuestPhysical table, Map<Integer, VitsEntry> events) {

    public VitsDevice {
        events = Map.copyOf(events);
    }

    boolean covers(int event) {
        return Integer.toUnsignedLong(event) < 1L << eventBits;
    }

    VitsDevice with(int event, VitsEntry entry) {
        Map<Integer, VitsEntry> changed = new HashMap<>(events);
        changed.put(event, entry);
        return new VitsDevice(eventBits, table, changed);
    }

    VitsDevice without(int event) {
        Map<Integer, VitsEntry> changed = new HashMap<>(events);
        changed.remove(event);
        return new VitsDevice(eventBits, table, changed);
    }
}
