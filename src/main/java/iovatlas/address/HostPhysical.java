package iovatlas.address;

/// A physical address of the host, as the host's memory map and the IOMMU page tables hold it.
///
/// @param unsignedBits the address, unsigned, 0 to 2^64-1
public record HostPhysical(long unsignedBits) implements Address<HostPhysical> {

    /// The lowest address, 0.
    public static final HostPhysical ZERO = new HostPhysical(0);

    /// The highest address, 2^64-1.
    public static final HostPhysical MAX = new HostPhysical(-1L);

    /// The address with these unsigned bits.
    public static HostPhysical of(long unsignedBits) {
        return new HostPhysical(unsignedBits);
    }

    /// Reads an address as [Hex#parseUnsigned] reads a number: `0x08000000` or decimal.
    ///
    /// @throws IllegalArgumentException if the text is not a 64-bit number; the message quotes it
    public static HostPhysical parse(String text) {
        return new HostPhysical(Hex.parseUnsigned(text));
    }

    @Override
    public HostPhysical withBits(long bits) {
        return new HostPhysical(bits);
    }

    /// The 16-digit form of [#hex16].
    @Override
    public String toString() {
        return hex16();
    }
}
