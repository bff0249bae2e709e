package iovatlas.kernel.its;

import iovatlas.kernel.KernelRule;

/// What an ITS makes of a write to its doorbell.
public sealed interface ItsLookup {

    /// The message becomes an LPI.
    ///
    /// @param intid the LPI
    /// @param icid its collection
    /// @param processor the redistributor's processor number
    record Found(int intid, int icid, int processor) implements ItsLookup {}

    /// The message is dropped: no retry, no error to the device.
    record Dropped(Cause cause) implements ItsLookup {}

    /// The tests in the order in which they are made.
    enum Cause {
        DISABLED("its-disabled", "the ITS is switched off: it drops every message"),
        DEVICE_OUT_OF_RANGE(
                "its-device-out-of-range", "DeviceID {0} is beyond the ITS's device table"),
        DEVICE_NOT_MAPPED(
                "its-device-not-mapped",
                "no MAPD was issued for DeviceID {0}: the ITS drops the message"),
        EVENT_OUT_OF_RANGE(
                "its-event-out-of-range",
                "EventID {1} is beyond the translation table of DeviceID {0}: the ITS drops the"
                        + " message"),
        EVENT_NOT_MAPPED(
                "its-event-not-mapped",
                "no MAPTI was issued for DeviceID {0}, EventID {1}: the ITS drops the message"),
        COLLECTION_NOT_MAPPED(
                "its-collection-not-mapped",
                "the collection of DeviceID {0}, EventID {1} is bound to no redistributor: the ITS"
                        + " drops the message"),
        LPI_OUT_OF_RANGE(
                "its-lpi-out-of-range",
                "DeviceID {0}, EventID {1} gives an interrupt number that is no LPI: dropped");

        private final String id;
        private final String summary;

        Cause(String id, String summary) {
            this.id = id;
            this.summary = summary;
        }

        /// `{0}` is the DeviceID, `{1}` the EventID.
        public KernelRule rule() {
            return KernelRule.of(id, summary, "Arm IHI 0069", "ITS translation");
        }
    }
}
