package iovatlas.address;

/// How many address bits something decodes: an IOMMU's input or output, a device's DMA mask.
///
/// @param bits 1 to 64
public record AddressWidth(int bits) {

    /// Checks the number of bits.
    ///
    /// @throws IllegalArgumentException if it is outside 1 to 64
    public AddressWidth {
        if (bits < 1 || bits > 64) {
            throw new IllegalArgumentException(
                    "An address width is 1 to 64 bits, not " + bits + ".");
        }
    }

    /// The addresses from 0 to 2^bits-1 of the kind of `zero`, of which only the kind counts.
    public <A extends Address<A>> AddressRange<A> range(A zero) {
        return new AddressRange<>(zero.withBits(0), last(zero));
    }

    /// The highest address, 2^bits-1, of the kind of `any`.
    public <A extends Address<A>> A last(A any) {
        return any.withBits(-1L >>> (64 - bits));
    }

    /// The number of addresses, 2^bits.
    public ByteSize size() {
        return ByteSize.ofPowerOfTwo(bits);
    }

    /// The number of bits, as in `48 bits`.
    @Override
    public String toString() {
        return bits + " bits";
    }
}
