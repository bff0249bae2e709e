package iovatlas.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The addresses from `first` to `last`, both included.
///
/// A range is never empty and never wraps. Both ends are inclusive because the full 64-bit space
/// has 2^64 bytes and no exclusive end that fits 64 bits; the kernel's `reserved_regions`, the VFIO
/// IOVA ranges and iommufd are inclusive too. "Nothing" is an absent range or an empty [RangeSet].
/// The order is by first, then by last address, unsigned.
///
/// @param <A> the kind of address
/// @param first the lowest address
/// @param last the highest address, not below `first`
public record AddressRange<A extends Address<A>>(A first, A last)
        implements Comparable<AddressRange<A>> {

    /// Checks that the range does not wrap.
    ///
    /// @throws IllegalArgumentException if `last` is below `first`; the message has both
    public AddressRange {
        if (last.isBelow(first)) {
            throw new IllegalArgumentException(
                    "The last address " + last.hex() + " is below the first, " + first.hex() + ".");
        }
    }

    /// The range of the two inclusive ends.
    ///
    /// @throws IllegalArgumentException if `last` is below `first`
    public static <A extends Address<A>> AddressRange<A> of(A first, A last) {
        return new AddressRange<>(first, last);
    }

    /// The range of `size` bytes that begins at `first`.
    ///
    /// @throws IllegalArgumentException if the size is 0 or the range would leave the space
    public static <A extends Address<A>> AddressRange<A> ofSize(A first, ByteSize size) {
        return ofSizeOrEmpty(first, size)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "No range of size "
                                        + size.text()
                                        + " begins at "
                                        + first.hex()
                                        + (size.isZero()
                                                ? ": a range has at least 1 byte."
                                                : ": it would wrap at 2^64.")));
    }

    /// The range of `size` bytes that begins at `first`, or empty if the size is 0 or the range
    /// would leave the space.
    public static <A extends Address<A>> Optional<AddressRange<A>> ofSizeOrEmpty(
            A first, ByteSize size) {
        return size.isZero()
                ? Optional.empty()
                : first.plusOrEmpty(size.unsignedLastOffset())
                        .map(last -> new AddressRange<>(first, last));
    }

    /// The full 64-bit space of the kind of `any`.
    public static <A extends Address<A>> AddressRange<A> all(A any) {
        return new AddressRange<>(any.withBits(0), any.withBits(-1L));
    }

    /// The number of bytes, 1 to 2^64.
    public ByteSize size() {
        return ByteSize.ofLastOffset(last.unsignedBits() - first.unsignedBits());
    }

    /// Whether the address is in the range.
    public boolean contains(A address) {
        return first.isAtMost(address) && address.isAtMost(last);
    }

    /// Whether all of the other range is in this one.
    public boolean contains(AddressRange<A> other) {
        return first.isAtMost(other.first) && other.last.isAtMost(last);
    }

    /// Whether the two ranges have an address in common.
    public boolean overlaps(AddressRange<A> other) {
        return first.isAtMost(other.last) && other.first.isAtMost(last);
    }

    /// Whether one range begins right after the other ends; ranges that overlap do not touch.
    public boolean touches(AddressRange<A> other) {
        return isFollowedBy(other) || other.isFollowedBy(this);
    }

    /// The addresses in both ranges, or empty if there are none.
    public Optional<AddressRange<A>> intersection(AddressRange<A> other) {
        return overlaps(other)
                ? Optional.of(
                        new AddressRange<>(higher(first, other.first), lower(last, other.last)))
                : Optional.empty();
    }

    /// The addresses of this range that are not in the other: no, one or two ranges, ascending.
    public List<AddressRange<A>> minus(AddressRange<A> other) {
        if (!overlaps(other)) {
            return List.of(this);
        }
        var rest = new ArrayList<AddressRange<A>>(2);
        if (first.isBelow(other.first)) {
            rest.add(new AddressRange<>(first, other.first.minusExact(1)));
        }
        if (other.last.isBelow(last)) {
            rest.add(new AddressRange<>(other.last.plusExact(1), last));
        }
        return List.copyOf(rest);
    }

    /// The smallest range that contains both.
    public AddressRange<A> hull(AddressRange<A> other) {
        return new AddressRange<>(lower(first, other.first), higher(last, other.last));
    }

    /// The range of the same size at `otherFirst`, which may be an address of another kind, or
    /// empty if it would leave the space.
    public <B extends Address<B>> Optional<AddressRange<B>> sameSizeAt(B otherFirst) {
        return ofSizeOrEmpty(otherFirst, size());
    }

    /// Whether the first address and the size are multiples of `alignment`.
    ///
    /// @param alignment a power of two, up to 2^64
    /// @throws IllegalArgumentException if the alignment is not a power of two
    public boolean isAligned(ByteSize alignment) {
        return first.isAligned(alignment) && size().isMultipleOf(alignment);
    }

    /// Both ends in the form of [Address#hex], as in `0x08000000-0x080fffff`.
    public String hex() {
        return first.hex() + "-" + last.hex();
    }

    /// By first, then by last address, unsigned.
    @Override
    public int compareTo(AddressRange<A> other) {
        int byFirst = first.compareTo(other.first);
        return byFirst != 0 ? byFirst : last.compareTo(other.last);
    }

    /// The form of [#hex].
    @Override
    public String toString() {
        return hex();
    }

    private boolean isFollowedBy(AddressRange<A> other) {
        return last.isBelow(other.first) && other.first.offsetFrom(last) == 1;
    }

    private static <A extends Address<A>> A lower(A a, A b) {
        return a.isAtMost(b) ? a : b;
    }

    private static <A extends Address<A>> A higher(A a, A b) {
        return a.isAtMost(b) ? b : a;
    }
}
