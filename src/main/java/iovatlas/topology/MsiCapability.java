package iovatlas.topology;

/// What a function's MSI capability offers.
///
/// @param vectors 1, 2, 4, 8, 16 or 32: how many the device can send
/// @param address64 whether the message address has an upper half
/// @param maskable whether vectors can be masked one by one
public record MsiCapability(int vectors, boolean address64, boolean maskable) {

    /// @throws IllegalArgumentException when the number is not a power of two up to 32
    public MsiCapability {
        if (vectors < 1 || vectors > 32 || Integer.bitCount(vectors) != 1) {
            throw new IllegalArgumentException(
                    "MSI offers 1, 2, 4, 8, 16 or 32 vectors, not " + vectors);
        }
    }
}
