package iovatlas.address;

/// An I/O virtual address: what a device puts on the bus and an IOMMU domain translates. Where no
/// IOMMU translates, it is the same number as the host physical address.
///
/// @param unsignedBits the address, unsigned, 0 to 2^64-1
public record Iova(long unsignedBits) implements Address<Iova> {

    /// The lowest address, 0.
    public static final Iova ZERO = new Iova(0);

    /// The highest address, 2^64-1.
    public static final Iova MAX = new Iova(-1L);

    /// The address with these unsigned bits.
    public static Iova of(long unsignedBits) {
        return new Iova(unsignedBits);
    }

    /// Reads an address as [Hex#parseUnsigned] reads a number: `0x08000000` or decimal.
    ///
    /// @throws IllegalArgumentException if the text is not a 64-bit number; the message quotes it
    public static Iova parse(String text) {
        return new Iova(Hex.parseUnsigned(text));
    }

    /// An address as [#parse] reads it, or its distance from 0 with a unit such as `128M`.
    ///
    /// @throws IllegalArgumentException with a sentence for what is neither
    public static Iova parseOrDistance(String text) {
        boolean distance = text.matches("(?i)[0-9]+ ?[KMGTPE](iB)?");
        return distance ? of(ByteSize.parse(text).unsignedBytes()) : parse(text);
    }

    @Override
    public Iova withBits(long bits) {
        return new Iova(bits);
    }

    /// The 16-digit form of [#hex16].
    @Override
    public String toString() {
        return hex16();
    }
}
