package iovatlas.kernel.iommufd;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.address.RangeSet;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Calls on one IOAS that exists.
///
/// Source: `drivers/iommu/iommufd/ioas.c`.
///
/// @param ioas as it is
/// @param release the running kernel
record IoasCalls(Ioas ioas, KernelRelease release) {

    private static final int KNOWN =
            IoasMapRequest.FIXED | IoasMapRequest.WRITE | IoasMapRequest.READ;

    /// What is wrong with a map or copy before the IOAS is looked at, null for nothing.
    static @Nullable Outcome<Iova> invalid(int flags, long... unsignedFields) {
        if ((flags & ~KNOWN) != 0) {
            return refuse(
                    Errno.EOPNOTSUPP,
                    IoasRules.BAD_FLAGS,
                    new Evidence.OfText("", "0x" + Integer.toHexString(flags)));
        }
        for (long field : unsignedFields) {
            if (field == -1L) {
                return tooLarge();
            }
        }
        return (flags & (IoasMapRequest.READ | IoasMapRequest.WRITE)) == 0
                ? refuse(Errno.EINVAL, IoasRules.NO_ACCESS)
                : null;
    }

    static <V> Outcome<V> tooLarge() {
        return refuse(
                Errno.EOVERFLOW, IoasRules.TOO_LARGE, new Evidence.OfText("", Iova.MAX.hex()));
    }

    /// IOMMU_IOAS_MAP after [#invalid].
    ///
    /// @param pages the memory, taken for writing if the flags say so
    Transition<Ioas, Iova> map(IoasMapRequest request, UserPages pages) {
        var area =
                new Area(
                        request.address(),
                        pages,
                        (request.flags() & IoasMapRequest.READ) != 0,
                        pages.writable());
        return new IoasMap(ioas, release)
                .memory(area, request.length(), request.iova(), isFixed(request.flags()));
    }

    private static boolean isFixed(int flags) {
        return (flags & IoasMapRequest.FIXED) != 0;
    }

    /// IOMMU_IOAS_COPY after [#invalid] into this IOAS.
    Transition<Ioas, Iova> copy(IoasCopyRequest request, List<IoasMap.Piece> pieces) {
        boolean read = (request.flags() & IoasMapRequest.READ) != 0;
        boolean write = (request.flags() & IoasMapRequest.WRITE) != 0;
        List<IoasMap.Piece> copies =
                pieces.stream()
                        .map(p -> new IoasMap.Piece(p.area().withAccess(read, write), p.length()))
                        .toList();
        return new IoasMap(ioas, release)
                .pieces(copies, request.length(), request.destination(), isFixed(request.flags()));
    }

    /// The memory behind a range that has to be mapped throughout.
    ///
    /// Source: `io_pagetable.c:iopt_get_pages`.
    Outcome<List<IoasMap.Piece>> pages(Iova iova, ByteSize length) {
        if (length.isZero()) {
            return refuse(
                    Errno.EINVAL, IoasRules.BAD_LENGTH, new Evidence.OfText("", length.text()));
        }
        Optional<AddressRange<Iova>> range = AddressRange.ofSizeOrEmpty(iova, length);
        if (range.isEmpty()) {
            return refuse(Errno.EOVERFLOW, IoasRules.WRAPS, new Evidence.OfAddress("from", iova));
        }
        if (!ioas.areas().holes(range.get()).isEmpty()) {
            return refuse(
                    Errno.ENOENT,
                    IoasRules.SOURCE_HOLE,
                    new Evidence.OfRange("", ioas.areas().holes(range.get()).getFirst()));
        }
        var pieces = new ArrayList<IoasMap.Piece>();
        for (Entry<Iova, Area> entry : ioas.areas().overlapping(range.get())) {
            AddressRange<Iova> part = entry.range().intersection(range.get()).orElseThrow();
            long offset = part.first().offsetFrom(entry.range().first());
            pieces.add(new IoasMap.Piece(entry.value().from(offset), part.size()));
        }
        return Outcome.ok(pieces);
    }

    /// IOMMU_IOAS_UNMAP.
    Transition<Ioas, ByteSize> unmap(Iova iova, ByteSize length) {
        if (iova.equals(Iova.ZERO) && length.unsignedBytes() == -1L) {
            IoasUnmap.Unmapped all = new IoasUnmap(ioas).all();
            boolean old = release.before(KernelRelease.of(6, 18)) && all.removed().isZero();
            return new Transition<>(all.ioas(), old ? nothing(iova) : all.outcome());
        }
        if (iova.unsignedBits() == -1L || length.unsignedBytes() == -1L) {
            return new Transition<>(ioas, tooLarge());
        }
        IoasUnmap.Unmapped done = new IoasUnmap(ioas).range(iova, length);
        boolean none = done.outcome().isOk() && done.removed().isZero();
        return new Transition<>(done.ioas(), none ? nothing(iova) : done.outcome());
    }

    private static Outcome<ByteSize> nothing(Iova iova) {
        return refuse(
                Errno.ENOENT,
                IoasRules.NOTHING_MAPPED,
                new Evidence.OfAddress("the range from", iova));
    }

    /// IOMMU_IOAS_ALLOW_IOVAS; no interval lifts the restriction.
    Transition<Ioas, Boolean> allow(List<AllowedInterval> intervals) {
        RangeSet<Iova> set = RangeSet.empty();
        for (AllowedInterval interval : intervals) {
            boolean ordered = interval.first().isBelow(interval.last());
            AddressRange<Iova> range =
                    ordered ? AddressRange.of(interval.first(), interval.last()) : null;
            if (range == null || set.overlaps(range)) {
                return new Transition<>(
                        ioas,
                        refuse(
                                Errno.EINVAL,
                                IoasRules.BAD_INTERVAL,
                                new Evidence.OfText(
                                        "",
                                        interval.first().hex() + " to " + interval.last().hex())));
            }
            set = set.plus(range);
        }
        for (AddressRange<Iova> range : set.ranges()) {
            var reserved = ioas.reserved().firstOverlapping(range);
            if (reserved.isPresent()) {
                return new Transition<>(
                        ioas,
                        refuse(
                                Errno.EADDRINUSE,
                                IoasRules.ALLOW_RESERVED,
                                new Evidence.OfRange("reserved", reserved.get().range())));
            }
        }
        return new Transition<>(ioas.withAllowed(set), Outcome.ok(true));
    }

    /// IOMMU_OPTION with IOMMU_OPTION_HUGE_PAGES and SET.
    ///
    /// Source: `io_pagetable.c:iopt_disable_large_pages`.
    Transition<Ioas, Boolean> hugePages(boolean on) {
        if (on || ioas.smallPages()) {
            return new Transition<>(on ? ioas.withSmallPages(false) : ioas, Outcome.ok(on));
        }
        if (!ioas.domains().isEmpty() && !ioas.areas().isEmpty()) {
            return new Transition<>(ioas, refuse(Errno.EINVAL, IoasRules.HUGE_PAGES_USED));
        }
        Ioas changed = ioas.withSmallPages(true);
        Outcome.Refusal<Boolean> misfit = new IoasAttach(ioas).misaligned(changed.alignment());
        return misfit == null
                ? new Transition<>(changed, Outcome.ok(false))
                : new Transition<>(ioas, misfit);
    }
}
