package iovatlas.kernel.doorbell;

import iovatlas.address.Iova;

/// What a function writes to raise a vector.
///
/// @param address as the function sends it, before any IOMMU
/// @param data unsigned 32 bits
public record Message(Iova address, int data) {

    /// The content of registers that hold no message.
    public static final Message NONE = new Message(Iova.ZERO, 0);

    /// `0x08000040 data 0x3`.
    @Override
    public String toString() {
        return address.hex() + " data 0x" + Integer.toHexString(data);
    }
}
