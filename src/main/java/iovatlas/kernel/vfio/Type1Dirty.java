package iovatlas.kernel.vfio;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Outcome.Refusal;
import iovatlas.kernel.Transition;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// VFIO_IOMMU_DIRTY_PAGES. While a group with a real domain is attached, every page of every mapping
/// counts as dirty, always; with mediated devices alone those that their drivers have pinned.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_iommu_type1_dirty_pages`.
///
/// @param release the running kernel
record Type1Dirty(KernelRelease release) {

    /// START (true) or STOP; both may be repeated.
    Transition<Type1, Boolean> track(Type1 type1, boolean on) {
        if (!type1.version2()) {
            return new Transition<>(type1, refuse(Errno.EACCES, Type1Rules.DIRTY_VERSION));
        }
        return new Transition<>(type1.withDirtyTracking(on), Outcome.ok(on));
    }

    /// How many bits GET_BITMAP sets, one for each granule.
    Outcome<Long> bits(Type1 type1, DirtyRequest request) {
        if (!type1.version2()) {
            return refuse(Errno.EACCES, Type1Rules.DIRTY_VERSION);
        }
        Optional<AddressRange<Iova>> range =
                AddressRange.ofSizeOrEmpty(request.iova(), request.size());
        if (range.isEmpty()) {
            boolean sums = Type1Rules.checksSums(release) && !request.size().isZero();
            return bad(sums ? Errno.EOVERFLOW : Errno.EINVAL, "it is empty or wraps");
        }
        String complaint = complaint(type1, request);
        if (complaint != null) {
            return bad(Errno.EINVAL, complaint);
        }
        Refusal<Long> cut = bisected(type1, range.get());
        return cut != null ? cut : Outcome.ok(count(type1, range.get()));
    }

    private static @Nullable String complaint(Type1 type1, DirtyRequest request) {
        if (!request.pageSize().isPowerOfTwo() || tooShort(request)) {
            return "the bitmap of " + request.bitmap().text() + " is too short or too long";
        }
        ByteSize granule = type1.granule();
        if (!request.pageSize().equals(granule)) {
            return "its page size is " + request.pageSize().text() + ", not " + granule.text();
        }
        if (!request.iova().isAligned(granule) || !request.size().isMultipleOf(granule)) {
            return "the range is not a multiple of " + granule.text();
        }
        return type1.dirtyTracking() ? null : "tracking is off";
    }

    /// Source: `vfio_iommu_type1.c:verify_bitmap_size`.
    private static boolean tooShort(DirtyRequest request) {
        long pages = request.size().unsignedCountOf(request.pageSize());
        ByteSize needed = ByteSize.ofBytes(Long.divideUnsigned(pages + 63, 64)).times(8);
        return pages == 0
                || request.bitmap().isZero()
                || request.bitmap().compareTo(Type1Information.LARGEST_BITMAP) > 0
                || request.bitmap().compareTo(needed) < 0;
    }

    private static @Nullable Refusal<Long> bisected(Type1 type1, AddressRange<Iova> range) {
        Optional<Entry<Iova, DmaMapping>> cut =
                type1.table()
                        .atFirst(range)
                        .filter(m -> !m.range().first().equals(range.first()))
                        .or(() ->
                                type1.table()
                                        .atLast(range)
                                        .filter(m -> !m.range().last().equals(range.last())));
        return cut.isEmpty()
                ? null
                : refuse(
                        Errno.EINVAL,
                        Type1Rules.UNMAP_BISECTS,
                        new Evidence.OfRange("mapping", cut.get().range()));
    }

    private static long count(Type1 type1, AddressRange<Iova> range) {
        if (type1.domains().isEmpty()) {
            return type1.emulated().pinned().intersect(range).ranges().stream()
                    .mapToLong(part -> part.size().unsignedCountOf(type1.granule()))
                    .sum();
        }
        return type1.table().walk(range).stream()
                .mapToLong(m -> m.range().size().unsignedCountOf(type1.granule()))
                .sum();
    }

    private static Refusal<Long> bad(Errno errno, String what) {
        KernelRule rule = Type1Rules.DIRTY_RANGE;
        return refuse(errno, rule, new Evidence.OfText("", what));
    }
}
