package iovatlas.topology;

import iovatlas.address.ByteSize;

/// What a function's MSI-X capability offers.
///
/// @param tableSize number of entries, 1..2048
/// @param bar the BAR that holds the table, 0..5
/// @param offset where the table starts inside that BAR
public record MsixCapability(int tableSize, int bar, ByteSize offset) {

    /// @throws IllegalArgumentException when a number is out of range
    public MsixCapability {
        if (tableSize < 1 || tableSize > 2048 || bar < 0 || bar > 7) {
            throw new IllegalArgumentException(
                    "an MSI-X table has 1 to 2048 entries, not " + tableSize);
        }
    }

    /// A table at the start of BAR 0.
    public static MsixCapability of(int tableSize) {
        return new MsixCapability(tableSize, 0, ByteSize.ZERO);
    }
}
