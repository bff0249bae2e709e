package iovatlas.kernel.its;

import iovatlas.kernel.TakenNumbers;

/// A device as Linux's ITS driver keeps it.
///
/// @param its name of the ITS
/// @param deviceId unsigned 32 bits
/// @param entries length of its interrupt translation table, a power of two
/// @param lpis its LPIs; event `n` is LPI `lpis.first() + n`
/// @param events which events are given out
/// @param shared whether several functions use this DeviceID; then it is never taken down
public record ItsDevice(
        String its, int deviceId, int entries, LpiRange lpis, TakenNumbers events, boolean shared) {

    /// The LPI of an event.
    public int lpi(int event) {
        return lpis.first() + event;
    }

    /// Width of EventIDs that the table covers.
    public int eventBits() {
        return Integer.numberOfTrailingZeros(Integer.highestOneBit(entries));
    }

    ItsDevice withEvents(TakenNumbers value) {
        return new ItsDevice(its, deviceId, entries, lpis, value, shared);
    }

    ItsDevice asShared() {
        return new ItsDevice(its, deviceId, entries, lpis, events, true);
    }
}
