package iovatlas.kernel.iommufd;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Puts memory into an IOAS.
///
/// Source: `drivers/iommu/iommufd/io_pagetable.c:iopt_alloc_area_pages, iopt_insert_area`.
///
/// @param ioas where
/// @param release the running kernel
record IoasMap(Ioas ioas, KernelRelease release) {

    /// A piece of memory to map, neighbours of each other in the IOVA space.
    record Piece(Area area, ByteSize length) {}

    /// Memory of a process, any bytes of it.
    ///
    /// @param fixed whether the IOVA is given, not looked for
    Transition<Ioas, Iova> memory(Area area, ByteSize length, Iova iova, boolean fixed) {
        if (!length.isZero() || area.address().unsignedBits() != 0) {
            Optional<UserVirtual> end = area.address().plusOrEmpty(length.unsignedBytes());
            if (end.isEmpty()) {
                return refused(
                        refuse(
                                Errno.EOVERFLOW,
                                IoasRules.WRAPS,
                                new Evidence.OfAddress("memory at", area.address())));
            }
        }
        boolean tooLong =
                Long.compareUnsigned(length.unsignedBytes(), -1L - ioas.page().unsignedBytes()) > 0;
        if (length.isZero() || tooLong) {
            return refused(
                    refuse(
                            Errno.EINVAL,
                            IoasRules.BAD_LENGTH,
                            new Evidence.OfText("", length.text())));
        }
        return pieces(List.of(new Piece(area, length)), length, iova, fixed);
    }

    /// Neighbouring pieces of memory.
    ///
    /// @param pieces at least one
    /// @param length of all of them
    Transition<Ioas, Iova> pieces(List<Piece> pieces, ByteSize length, Iova iova, boolean fixed) {
        if (!length.isMultipleOf(ioas.alignment())) {
            return refused(misaligned(new Evidence.OfText("length", length.text())));
        }
        Outcome<Iova> place =
                fixed
                        ? check(iova, length)
                        : new IoasPlacement(ioas, release)
                                .place(pieces.getFirst().area().address(), length);
        return switch (place) {
            case Outcome.Refusal<Iova> refusal -> refused(refusal);
            case Outcome.Success<Iova> found -> insert(pieces, found.value());
        };
    }

    /// Source: `io_pagetable.c:iopt_check_iova`.
    private Outcome<Iova> check(Iova iova, ByteSize length) {
        if (!iova.isAligned(ioas.alignment())) {
            return misaligned(new Evidence.OfAddress("IOVA", iova));
        }
        Optional<AddressRange<Iova>> range = AddressRange.ofSizeOrEmpty(iova, length);
        if (range.isEmpty()) {
            return refuse(Errno.EOVERFLOW, IoasRules.WRAPS, new Evidence.OfAddress("from", iova));
        }
        var reserved = ioas.reserved().firstOverlapping(range.get());
        if (reserved.isPresent()) {
            return refuse(
                    Errno.EINVAL,
                    IoasRules.RESERVED,
                    new Evidence.OfRange("reserved", reserved.get().range()));
        }
        var there = ioas.areas().firstOverlapping(range.get());
        return there.isEmpty()
                ? Outcome.ok(iova)
                : refuse(
                        Errno.EEXIST,
                        IoasRules.OVERLAP,
                        new Evidence.OfRange("mapping", there.get().range()));
    }

    private Transition<Ioas, Iova> insert(List<Piece> pieces, Iova iova) {
        RangeIndex<Iova, Area> areas = ioas.areas();
        Iova at = iova;
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            Outcome<Iova> refusal = cannotInsert(piece);
            if (refusal != null) {
                return refused(refusal);
            }
            AddressRange<Iova> range = AddressRange.ofSize(at, piece.length());
            areas =
                    areas.withIfFree(range, piece.area())
                            .orElseThrow(() ->
                                    new IllegalStateException("an area over another: " + range));
            at = i + 1 < pieces.size() ? range.last().plusExact(1) : at;
        }
        if (!ioas.domains().isEmpty()) {
            for (Piece piece : pieces) {
                Outcome<Iova> fault = fault(piece.area(), piece.length(), ioas.page());
                if (fault != null) {
                    return refused(fault);
                }
            }
        }
        return new Transition<>(ioas.withAreas(areas), Outcome.ok(iova));
    }

    private @Nullable Outcome<Iova> cannotInsert(Piece piece) {
        if (piece.area().write() && !piece.area().pages().writable()) {
            return refuse(Errno.EPERM, IoasRules.READ_ONLY);
        }
        UserVirtual address = piece.area().address();
        boolean fits =
                (address.unsignedBits()
                                & ioas.page().unsignedLastOffset()
                                & ioas.alignment().unsignedLastOffset())
                        == 0;
        return fits ? null : misaligned(new Evidence.OfAddress("the memory's address", address));
    }

    /// What pinning an area answers, null when it works.
    static <V> Outcome.@Nullable Refusal<V> fault(Area area, ByteSize length, ByteSize page) {
        return area.fault(length, page)
                .map(address ->
                        Outcome.<V>refuse(
                                Errno.EFAULT, IoasRules.FAULT, new Evidence.OfAddress("", address)))
                .orElse(null);
    }

    private Outcome<Iova> misaligned(Evidence what) {
        return refuse(
                Errno.EINVAL,
                IoasRules.MISALIGNED,
                what,
                new Evidence.OfText("", ioas.alignment().text()));
    }

    private Transition<Ioas, Iova> refused(Outcome<Iova> refusal) {
        return new Transition<>(ioas, refusal);
    }
}
