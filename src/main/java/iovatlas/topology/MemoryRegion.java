package iovatlas.topology;

import iovatlas.address.AddressRange;
import iovatlas.address.GuestPhysical;

/// A named stretch of the addresses that the owner of a container uses: guest-physical for a guest,
/// process-virtual for a user-space driver.
///
/// @param name unique in the document, e.g. `vm0-ram`
/// @param range where the owner has it
/// @param kind what is there
public record MemoryRegion(String name, AddressRange<GuestPhysical> range, Kind kind) {

    /// What a region holds.
    public enum Kind {
        RAM("ram"),
        /// Device registers: never mapped for DMA, except peer BARs.
        MMIO("mmio"),
        ROM("rom");

        private final String spelling;

        Kind(String spelling) {
            this.spelling = spelling;
        }

        /// @throws IllegalArgumentException when no kind has that spelling
        public static Kind parse(String text) {
            for (Kind kind : values()) {
                if (kind.spelling.equals(text)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("\"" + text + "\" is not ram, mmio or rom");
        }

        public String spelling() {
            return spelling;
        }
    }
}
