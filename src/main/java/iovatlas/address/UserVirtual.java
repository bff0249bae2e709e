package iovatlas.address;

/// A virtual address in the user-space process that owns a container: the VMM or a user-space
/// driver. It is what `VFIO_IOMMU_MAP_DMA` calls `vaddr` and iommufd calls `user_va`.
///
/// @param unsignedBits the address, unsigned, 0 to 2^64-1
public record UserVirtual(long unsignedBits) implements Address<UserVirtual> {

    /// The lowest address, 0.
    public static final UserVirtual ZERO = new UserVirtual(0);

    /// The highest address, 2^64-1.
    public static final UserVirtual MAX = new UserVirtual(-1L);

    /// The address with these unsigned bits.
    public static UserVirtual of(long unsignedBits) {
        return new UserVirtual(unsignedBits);
    }

    /// Reads an address as [Hex#parseUnsigned] reads a number: `0x08000000` or decimal.
    ///
    /// @throws IllegalArgumentException if the text is not a 64-bit number; the message quotes it
    public static UserVirtual parse(String text) {
        return new UserVirtual(Hex.parseUnsigned(text));
    }

    @Override
    public UserVirtual withBits(long bits) {
        return new UserVirtual(bits);
    }

    /// The 16-digit form of [#hex16].
    @Override
    public String toString() {
        return hex16();
    }
}
