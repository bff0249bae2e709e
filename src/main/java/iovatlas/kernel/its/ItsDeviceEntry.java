package iovatlas.kernel.its;

import iovatlas.kernel.PersistentMap;

import java.util.Optional;

/// An entry of the device table with the interrupt translation table behind it.
///
/// @param eventBits the table has `2^eventBits` entries
/// @param events what the mapped events become
public record ItsDeviceEntry(int eventBits, PersistentMap<Integer, ItsEntry> events) {

    /// A table in which nothing is mapped.
    static ItsDeviceEntry empty(int eventBits) {
        return new ItsDeviceEntry(eventBits, PersistentMap.empty());
    }

    /// True when the table has an entry for the event, mapped or not.
    public boolean covers(int eventId) {
        return eventBits >= 32 || Integer.compareUnsigned(eventId, 1 << eventBits) < 0;
    }

    public Optional<ItsEntry> event(int eventId) {
        return Optional.ofNullable(events.get(eventId));
    }

    ItsDeviceEntry with(int eventId, ItsEntry entry) {
        return new ItsDeviceEntry(eventBits, events.with(eventId, entry));
    }

    ItsDeviceEntry without(int eventId) {
        return new ItsDeviceEntry(eventBits, events.without(eventId));
    }
}
