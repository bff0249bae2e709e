package iovatlas.scenario.window;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;

/// Why some addresses cannot hold the window.
///
/// @param input where that was seen
/// @param range the addresses
/// @param kind what is there
/// @param owner whose they are
/// @param movable what could be done about it, empty for nothing
public record Obstacle(
        String input, AddressRange<Iova> range, Kind kind, String owner, String movable) {

    /// What keeps a window away.
    public enum Kind {
        /// A domain does not translate it.
        APERTURE("outside the aperture"),
        /// Firmware or hardware keeps it.
        RESERVED("reserved"),
        /// A guest or process has memory or registers there.
        MEMORY("memory"),
        /// A step maps something else there.
        MAPPING("mapping"),
        /// A host bridge forwards it to its own devices, so that no write to it goes upstream.
        BRIDGE("bridge window");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
