package iovatlas.kernel.its;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// An entry of the device table with the interrupt translation table behind it.
///
/// @param eventBits the table has `2^eventBits` entries
/// @param events what the mapped events become
public record ItsDeviceEntry(int eventBits, Map<Integer, ItsEntry> events) {

    public ItsDeviceEntry {
        events = Map.copyOf(events);
    }

    /// True when the table has an entry for the event, mapped or not.
    public boolean covers(int eventId) {
        return eventBits >= 32 || Integer.compareUnsigned(eventId, 1 << eventBits) < 0;
    }

    public Optional<ItsEntry> event(int eventId) {
        return Optional.ofNullable(events.get(eventId));
    }

    ItsDeviceEntry with(int eventId, ItsEntry entry) {
        Map<Integer, ItsEntry> changed = new HashMap<>(events);
        changed.put(eventId, entry);
        return new ItsDeviceEntry(eventBits, changed);
    }

    ItsDeviceEntry without(int eventId) {
        Map<Integer, ItsEntry> changed = new HashMap<>(events);
        changed.remove(eventId);
        return new ItsDeviceEntry(eventBits, changed);
    }
}
