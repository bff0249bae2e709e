package iovatlas.address;

import java.util.Optional;

/// One byte address in one kind of 64-bit address space.
///
/// The value is unsigned: `0xffff_ffff_ffff_ffff` is the highest address, and the order of
/// [#compareTo] is the unsigned order. Addresses of different kinds do not compare and do not mix.
/// There is no arithmetic that wraps; each operation says in its name what it does when the result
/// leaves the space.
///
/// @param <A> the kind of address itself
public sealed interface Address<A extends Address<A>> extends Comparable<A>
        permits Iova, HostPhysical, GuestPhysical, UserVirtual {

    /// The address as 64 unsigned bits; a negative `long` is an address in the upper half.
    long unsignedBits();

    /// The address of the same kind with these unsigned bits.
    A withBits(long unsignedBits);

    /// Unsigned order: negative, zero or positive as this address is below, equal to or above the
    /// other.
    @Override
    default int compareTo(A other) {
        return Long.compareUnsigned(unsignedBits(), other.unsignedBits());
    }

    /// Whether this address is strictly below the other one (unsigned).
    default boolean isBelow(A other) {
        return compareTo(other) < 0;
    }

    /// Whether this address is below the other one or equal to it (unsigned).
    default boolean isAtMost(A other) {
        return compareTo(other) <= 0;
    }

    /// The address `unsignedDelta` bytes above, or empty if that is above the top of the space.
    default Optional<A> plusOrEmpty(long unsignedDelta) {
        long sum = unsignedBits() + unsignedDelta;
        return Long.compareUnsigned(sum, unsignedBits()) < 0
                ? Optional.empty()
                : Optional.of(withBits(sum));
    }

    /// The address `unsignedDelta` bytes above.
    ///
    /// @throws ArithmeticException if that is above the top of the space; the message has both
    ///     values
    default A plusExact(long unsignedDelta) {
        return plusOrEmpty(unsignedDelta)
                .orElseThrow(() ->
                        new ArithmeticException(
                                hex16()
                                        + " plus "
                                        + Hex.text(unsignedDelta, 1)
                                        + " is above the top of the 64-bit space"));
    }

    /// The address `unsignedDelta` bytes below.
    ///
    /// @throws ArithmeticException if that is below 0; the message has both values
    default A minusExact(long unsignedDelta) {
        if (Long.compareUnsigned(unsignedBits(), unsignedDelta) < 0) {
            throw new ArithmeticException(
                    hex16() + " minus " + Hex.text(unsignedDelta, 1) + " is below 0");
        }
        return withBits(unsignedBits() - unsignedDelta);
    }

    /// How many bytes this address lies above `lower`, unsigned, 0 if they are equal.
    ///
    /// @throws ArithmeticException if `lower` is above this address
    default long offsetFrom(A lower) {
        if (isBelow(lower)) {
            throw new ArithmeticException(hex16() + " is below " + lower.hex16());
        }
        return unsignedBits() - lower.unsignedBits();
    }

    /// The highest multiple of `alignment` that is not above this address.
    ///
    /// @param alignment a power of two, up to 2^64
    /// @throws IllegalArgumentException if the alignment is not a power of two
    default A alignDown(ByteSize alignment) {
        return withBits(unsignedBits() & ~alignment.alignmentMask());
    }

    /// The lowest multiple of `alignment` that is not below this address, or empty if that would be
    /// 2^64.
    ///
    /// @param alignment a power of two, up to 2^64
    /// @throws IllegalArgumentException if the alignment is not a power of two
    default Optional<A> alignUp(ByteSize alignment) {
        long mask = alignment.alignmentMask();
        return plusOrEmpty(-unsignedBits() & mask);
    }

    /// Whether this address is a multiple of `alignment`.
    ///
    /// @param alignment a power of two, up to 2^64
    /// @throws IllegalArgumentException if the alignment is not a power of two
    default boolean isAligned(ByteSize alignment) {
        return (unsignedBits() & alignment.alignmentMask()) == 0;
    }

    /// `0x` and at least 8 lower-case hex digits, as in `0x08000000` and `0x100000000`.
    default String hex() {
        return Hex.text(unsignedBits(), 8);
    }

    /// `0x` and 16 lower-case hex digits, as sysfs prints reserved regions.
    default String hex16() {
        return Hex.text(unsignedBits(), 16);
    }
}
