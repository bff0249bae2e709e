package iovatlas.kernel.iommufd;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;

import java.util.List;
import java.util.Optional;

/// Chooses an IOVA: the lowest place of the alignment that the memory has.
///
/// Source: `drivers/iommu/iommufd/io_pagetable.c:iopt_alloc_iova`.
///
/// @param ioas where
/// @param release up to 6.12 a hole of one address takes one byte
record IoasPlacement(Ioas ioas, KernelRelease release) {

    private static final KernelRelease NEEDS_TWO = KernelRelease.V6_18;

    /// @param address of the memory
    /// @param length at least 1
    Outcome<Iova> place(UserVirtual address, ByteSize length) {
        if (Long.compareUnsigned(length.unsignedBytes(), Long.MAX_VALUE) >= 0) {
            return Outcome.refuse(
                    Errno.EOVERFLOW,
                    IoasRules.TOO_LARGE,
                    new Evidence.OfText("length", length.text()));
        }
        ByteSize align = alignment(address, length, huge());
        if (align.compareTo(ioas.alignment()) < 0) {
            return Outcome.refuse(
                    Errno.EINVAL,
                    IoasRules.MISALIGNED,
                    new Evidence.OfAddress("the memory's address", address),
                    new Evidence.OfText("", ioas.alignment().text()));
        }
        long offset = address.unsignedBits() & ioas.page().unsignedLastOffset();
        for (AddressRange<Iova> allowed : allowed()) {
            for (AddressRange<Iova> hole : ioas.reserved().holes(allowed)) {
                Optional<Iova> found = within(hole, length, align, offset);
                if (found.isPresent()) {
                    return Outcome.ok(found.get());
                }
            }
        }
        return Outcome.refuse(
                Errno.ENOSPC,
                IoasRules.NO_SPACE,
                new Evidence.OfText("", length.text()),
                new Evidence.OfText("", align.text()));
    }

    /// What a huge page has on a kernel with transparent huge pages: all entries of one table.
    private ByteSize huge() {
        long page = ioas.page().unsignedBytes();
        return ByteSize.ofBytes(page * (page / Long.BYTES));
    }

    private static ByteSize alignment(UserVirtual address, ByteSize length, ByteSize huge) {
        long bytes = length.unsignedBytes();
        long power = Long.highestOneBit(bytes);
        long rounded = power == bytes ? power : power << 1;
        long own = Long.lowestOneBit(address.unsignedBits());
        long least = own != 0 && Long.compareUnsigned(own, rounded) < 0 ? own : rounded;
        return ByteSize.ofBytes(
                Long.compareUnsigned(least, huge.unsignedBytes()) > 0
                        ? huge.unsignedBytes()
                        : least);
    }

    private List<AddressRange<Iova>> allowed() {
        long page = ioas.page().unsignedBytes();
        AddressRange<Iova> whole = AddressRange.of(Iova.of(page), Iova.of(-1L - page));
        return ioas.allowed().isEmpty() ? List.of(whole) : ioas.allowed().intersect(whole).ranges();
    }

    private Optional<Iova> within(
            AddressRange<Iova> free, ByteSize length, ByteSize align, long offset) {
        if (offset == 0 && length.unsignedBytes() > 1) {
            return ioas.areas().firstHole(length, align, free).map(AddressRange::first);
        }
        return ioas.areas().holes(free).stream()
                .flatMap(hole -> fit(hole, length, align, offset).stream())
                .findFirst();
    }

    private Optional<Iova> fit(
            AddressRange<Iova> hole, ByteSize length, ByteSize align, long offset) {
        return hole.first()
                .alignUp(align)
                .map(start -> Iova.of(start.unsignedBits() | offset))
                .filter(start ->
                        start.isBelow(hole.last())
                                || (release.before(NEEDS_TWO) && start.equals(hole.last())))
                .filter(start ->
                        Long.compareUnsigned(
                                        hole.last().offsetFrom(start), length.unsignedBytes() - 1)
                                >= 0);
    }
}
