package iovatlas.kernel.vfio;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Outcome.Refusal;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Transition;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.Optional;

/// VFIO_IOMMU_UNMAP_DMA.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_iommu_type1_unmap_dma, vfio_dma_do_unmap`.
///
/// @param release the running kernel
record Type1Unmap(KernelRelease release) {

    /// What an UNMAP_DMA did.
    ///
    /// @param size the sum of the sizes of all mappings removed (or invalidated)
    /// @param pagesUnlocked how many pages are no longer locked
    record Unmapped(ByteSize size, long pagesUnlocked) {
        static final Unmapped NOTHING = new Unmapped(ByteSize.ZERO, 0);
    }

    private static final int KNOWN =
            UnmapRequest.DIRTY_BITMAP | UnmapRequest.ALL | UnmapRequest.VADDR;
    private static final int BITMAP_ARGSZ = 48;

    Transition<Type1, Unmapped> unmap(Type1 type1, UnmapRequest request) {
        Refusal<Unmapped> refusal = badArguments(request);
        if (refusal == null && isVaddrBusy(type1, request)) {
            refusal = refuse(Errno.EBUSY, EmulatedRules.VADDR_BUSY);
        }
        if (refusal == null) {
            refusal = badRange(type1, request);
        }
        if (refusal != null) {
            return new Transition<>(type1, refusal);
        }
        if (request.has(UnmapRequest.ALL)) {
            return walk(type1, request, type1.table().walkAll().iterator());
        }
        AddressRange<Iova> range = AddressRange.ofSize(request.iova(), request.size());
        Refusal<Unmapped> cut = type1.version2() ? bisected(type1, range) : null;
        if (cut != null) {
            return new Transition<>(type1, cut);
        }
        return walk(type1, request, type1.table().walk(range).iterator());
    }

    private boolean isVaddrBusy(Type1 type1, UnmapRequest request) {
        return request.has(UnmapRequest.VADDR)
                && !release.before(KernelRelease.V6_1)
                && !type1.emulated().isEmpty();
    }

    private @Nullable Refusal<Unmapped> badArguments(UnmapRequest request) {
        int known = release.before(KernelRelease.V5_15) ? 0 : KNOWN;
        boolean bitmap = request.has(UnmapRequest.DIRTY_BITMAP);
        boolean more = request.has(UnmapRequest.ALL) || request.has(UnmapRequest.VADDR);
        if (request.argsz() < UnmapRequest.ARGSZ
                || (request.flags() & ~known) != 0
                || (bitmap && (more || request.argsz() < BITMAP_ARGSZ))) {
            return refuse(
                    Errno.EINVAL,
                    Type1Rules.BAD_ARGUMENTS,
                    new Evidence.OfText(
                            "argsz " + request.argsz() + ", flags",
                            "0x" + Integer.toHexString(request.flags())));
        }
        return null;
    }

    private @Nullable Refusal<Unmapped> badRange(Type1 type1, UnmapRequest request) {
        ByteSize granule = type1.granule();
        if (!request.iova().isAligned(granule)) {
            return misaligned(request, granule);
        }
        if (request.has(UnmapRequest.ALL)) {
            return request.iova().equals(Iova.ZERO) && request.size().isZero()
                    ? null
                    : refuse(Errno.EINVAL, Type1Rules.UNMAP_ALL_RANGE);
        }
        if (request.size().isZero() || !request.size().isMultipleOf(granule)) {
            return misaligned(request, granule);
        }
        if (AddressRange.ofSizeOrEmpty(request.iova(), request.size()).isEmpty()) {
            return refuse(
                    Type1Rules.checksSums(release) ? Errno.EOVERFLOW : Errno.EINVAL,
                    Type1Rules.WRAPS,
                    new Evidence.OfText(
                            "", request.iova().hex() + " plus " + request.size().text()));
        }
        // No caller here has a bitmap to give, so tracking or not decides nothing more.
        return request.has(UnmapRequest.DIRTY_BITMAP)
                ? refuse(
                        Errno.EINVAL,
                        Type1Rules.DIRTY_RANGE,
                        new Evidence.OfText("", "no bitmap was given"))
                : null;
    }

    private static Refusal<Unmapped> misaligned(UnmapRequest request, ByteSize granule) {
        return refuse(
                Errno.EINVAL,
                Type1Rules.MISALIGNED,
                new Evidence.OfText("", request.iova().hex() + " size " + request.size().text()),
                new Evidence.OfText("page size", granule.text()));
    }

    private static @Nullable Refusal<Unmapped> bisected(Type1 type1, AddressRange<Iova> range) {
        Optional<Entry<Iova, DmaMapping>> low =
                type1.table().atFirst(range).filter(m -> !m.range().first().equals(range.first()));
        Optional<Entry<Iova, DmaMapping>> high =
                type1.table().atLast(range).filter(m -> !m.range().last().equals(range.last()));
        Optional<Entry<Iova, DmaMapping>> cut = low.isPresent() ? low : high;
        return cut.isEmpty()
                ? null
                : refuse(
                        Errno.EINVAL,
                        Type1Rules.UNMAP_BISECTS,
                        new Evidence.OfRange("mapping", cut.get().range()));
    }

    private Transition<Type1, Unmapped> walk(
            Type1 type1, UnmapRequest request, Iterator<Entry<Iova, DmaMapping>> found) {
        DmaTable table = type1.table();
        EmulatedGroups emulated = type1.emulated();
        ByteSize size = ByteSize.ZERO;
        int removed = 0;
        boolean keeps = request.has(UnmapRequest.VADDR);
        while (found.hasNext()) {
            Entry<Iova, DmaMapping> mapping = found.next();
            if (!type1.version2() && mapping.range().first().isBelow(request.iova())) {
                return size.isZero()
                        ? unchanged(type1, Type1Rules.UNMAP_V1_STOPS, mapping)
                        : removed(type1, table, emulated, size, removed, keeps);
            }
            if (keeps && !mapping.value().addressValid()) {
                return new Transition<>(
                        type1,
                        refuse(
                                Errno.EINVAL,
                                Type1Rules.VADDR_TWICE,
                                new Evidence.OfRange("mapping", mapping.range())));
            }
            if (keeps) {
                table = table.replaced(mapping, mapping.value().withAddressValid(false));
            } else {
                table = table.without(mapping);
                emulated = emulated.unmapped(mapping.range());
                removed++;
            }
            size = wrappingSum(size, mapping.range().size());
        }
        return removed == 0 && !keeps
                ? new Transition<>(
                        type1, Outcome.ok(Unmapped.NOTHING, Reason.of(Type1Rules.UNMAP_NOTHING)))
                : removed(type1, table, emulated, size, removed, keeps);
    }

    private static Transition<Type1, Unmapped> unchanged(
            Type1 type1, iovatlas.kernel.KernelRule rule, Entry<Iova, DmaMapping> mapping) {
        return new Transition<>(
                type1,
                Outcome.ok(
                        Unmapped.NOTHING,
                        Reason.of(rule, new Evidence.OfRange("mapping", mapping.range()))));
    }

    private Transition<Type1, Unmapped> removed(
            Type1 type1,
            DmaTable table,
            EmulatedGroups emulated,
            ByteSize size,
            int count,
            boolean keeps) {
        boolean counted = !release.before(KernelRelease.V5_4);
        int available = type1.available() + (counted ? count : 0);
        long pages =
                type1.domains().isEmpty()
                        ? pages(type1, type1.emulated()) - pages(type1, emulated)
                        : size.unsignedCountOf(type1.pageSize());
        return new Transition<>(
                type1.withTable(table, available).withEmulated(emulated),
                Outcome.ok(new Unmapped(size, keeps ? 0 : pages)));
    }

    private static long pages(Type1 type1, EmulatedGroups emulated) {
        return emulated.pinned().ranges().stream()
                .mapToLong(range -> range.size().unsignedCountOf(type1.pageSize()))
                .sum();
    }

    /// The kernel adds in 64 bits; mappings that it lost sight of can overlap.
    private static ByteSize wrappingSum(ByteSize a, ByteSize b) {
        return ByteSize.ofLastOffset(a.unsignedBytes() + b.unsignedLastOffset());
    }
}
