package iovatlas.topology;

/// What a function's MSI capability offers.
///
/// @param vectors 1, 2, 4, 8, 16 or 32: how many the device can send
/// @param address64 whether the message address has an upper half
/// @param maskable whether vectors can be masked one by one
public record MsiCapability(int vectors, boolean address64, boolean maskable) {

    /// Where the pending bits stand behind the mask bits, from the data register.
    private static final int MASK_BEHIND_DATA = 4;

    /// Bytes of the capability: 10, 14, 20 or 24.
    ///
    /// Source: `drivers/vfio/pci/vfio_pci_config.c:vfio_msi_cap_len`.
    public int length() {
        return 10 + (address64 ? 4 : 0) + (maskable ? 10 : 0);
    }

    /// Where the data register is, from the start of the capability.
    public int dataOffset() {
        return address64 ? 0xc : 8;
    }

    /// Where the mask bits are; only of a capability with masks. The pending bits follow.
    public int maskOffset() {
        return dataOffset() + MASK_BEHIND_DATA;
    }

    /// @throws IllegalArgumentException when the number is not a power of two up to 32
    public MsiCapability {
        if (vectors < 1 || vectors > 32 || Integer.bitCount(vectors) != 1) {
            throw new IllegalArgumentException(
                    "MSI offers 1, 2, 4, 8, 16 or 32 vectors, not " + vectors);
        }
    }
}
