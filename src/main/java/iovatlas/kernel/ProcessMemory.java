package iovatlas.kernel;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.UserVirtual;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The memory of a user-space process, as far as pinning it for DMA can tell: which virtual
/// addresses are mapped, which of them may be written, and how much of it is physically contiguous.
///
/// @param stretches what is mapped, ascending, disjoint; everything else faults
public record ProcessMemory(List<Stretch> stretches) {

    /// Virtual addresses of one kind.
    ///
    /// @param range the addresses
    /// @param writable whether the process may write there
    /// @param contiguous a power of two: memory is physically contiguous, and aligned, in pieces of
    ///     this size at multiples of this size, and no piece continues the one before
    public record Stretch(AddressRange<UserVirtual> range, boolean writable, ByteSize contiguous) {}

    /// Nothing is mapped.
    public static final ProcessMemory NOTHING = new ProcessMemory(List.of());

    /// @throws IllegalArgumentException when two stretches overlap
    public ProcessMemory {
        stretches = stretches.stream().sorted(Comparator.comparing(Stretch::range)).toList();
        for (int i = 1; i < stretches.size(); i++) {
            if (stretches.get(i - 1).range().overlaps(stretches.get(i).range())) {
                throw new IllegalArgumentException(
                        stretches.get(i).range().hex() + " is mapped twice");
            }
        }
    }

    /// The first address of the range that cannot be pinned, if there is any.
    ///
    /// Source: `mm/gup.c:pin_user_pages_remote`.
    ///
    /// @param write whether the device will write
    public Optional<UserVirtual> firstFault(AddressRange<UserVirtual> range, boolean write) {
        UserVirtual next = range.first();
        for (Stretch stretch : stretches) {
            if (stretch.range().last().isBelow(next)) {
                continue;
            }
            if (next.isBelow(stretch.range().first()) || (write && !stretch.writable())) {
                return Optional.of(next);
            }
            if (range.last().isAtMost(stretch.range().last())) {
                return Optional.empty();
            }
            next = stretch.range().last().plusExact(1);
        }
        return Optional.of(next);
    }

    /// The stretch at an address, if anything is mapped there.
    public Optional<Stretch> at(UserVirtual address) {
        return stretches.stream().filter(s -> s.range().contains(address)).findFirst();
    }
}
