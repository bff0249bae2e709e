package iovatlas.address;

/// A physical address inside a guest, as the guest's own memory map has it. KVM memory slots lead
/// from it to user virtual addresses of the VMM.
///
/// @param unsignedBits the address, unsigned, 0 to 2^64-1
public record GuestPhysical(long unsignedBits) implements Address<GuestPhysical> {

    /// The lowest address, 0.
    public static final GuestPhysical ZERO = new GuestPhysical(0);

    /// The highest address, 2^64-1.
    public static final GuestPhysical MAX = new GuestPhysical(-1L);

    /// The address with these unsigned bits.
    public static GuestPhysical of(long unsignedBits) {
        return new GuestPhysical(unsignedBits);
    }

    /// Reads an address as [Hex#parseUnsigned] reads a number: `0x08000000` or decimal.
    ///
    /// @throws IllegalArgumentException if the text is not a 64-bit number; the message quotes it
    public static GuestPhysical parse(String text) {
        return new GuestPhysical(Hex.parseUnsigned(text));
    }

    @Override
    public GuestPhysical withBits(long bits) {
        return new GuestPhysical(bits);
    }

    /// The 16-digit form of [#hex16].
    @Override
    public String toString() {
        return hex16();
    }
}
