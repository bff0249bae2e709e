package iovatlas.kernel.vfio;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.kernel.CallingProcess;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Outcome.Refusal;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Transition;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// VFIO_IOMMU_MAP_DMA.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_iommu_type1_map_dma, vfio_dma_do_map`.
///
/// @param release the running kernel
/// @param caller the process that asks
/// @param lockedPages how many pages it has locked already
/// @param tag goes into the mapping
record Type1Map(KernelRelease release, CallingProcess caller, long lockedPages, int tag) {

    /// What a MAP_DMA did.
    ///
    /// @param pagesLocked how many more pages the process has locked now
    record Mapped(AddressRange<Iova> range, long pagesLocked) {}

    private static final int KNOWN = MapRequest.READ | MapRequest.WRITE | MapRequest.VADDR;

    Transition<Type1, Mapped> map(Type1 type1, MapRequest request) {
        Refusal<Mapped> refusal = invalid(type1, request);
        if (refusal != null) {
            return new Transition<>(type1, refusal);
        }
        AddressRange<Iova> range = AddressRange.ofSize(request.iova(), request.size());
        return request.has(MapRequest.VADDR)
                ? moveAddress(type1, request, range)
                : insert(type1, request, range);
    }

    private @Nullable Refusal<Mapped> invalid(Type1 type1, MapRequest request) {
        int known = release.before(KernelRelease.V5_15) ? KNOWN & ~MapRequest.VADDR : KNOWN;
        if (request.argsz() < MapRequest.ARGSZ || (request.flags() & ~known) != 0) {
            return refuse(
                    Errno.EINVAL,
                    Type1Rules.BAD_ARGUMENTS,
                    new Evidence.OfText(
                            "argsz " + request.argsz() + ", flags",
                            "0x" + Integer.toHexString(request.flags())));
        }
        boolean move = request.has(MapRequest.VADDR);
        boolean access = request.has(MapRequest.READ) || request.has(MapRequest.WRITE);
        Refusal<Mapped> flags =
                move == access
                        ? refuse(
                                Errno.EINVAL,
                                Type1Rules.FLAGS,
                                new Evidence.OfText(
                                        "flags", "0x" + Integer.toHexString(request.flags())))
                        : null;
        boolean sumsFirst = Type1Rules.checksSums(release);
        if (!sumsFirst && flags != null) {
            return flags;
        }
        Refusal<Mapped> range = sumsFirst ? wrongRange(request) : misaligned(type1, request);
        if (range != null) {
            return range;
        }
        if (flags != null) {
            return flags;
        }
        return sumsFirst ? misaligned(type1, request) : wrongRange(request);
    }

    private @Nullable Refusal<Mapped> wrongRange(MapRequest request) {
        if (request.size().isZero()) {
            return refuse(Errno.EINVAL, Type1Rules.MISALIGNED, size(request), iova(request));
        }
        if (AddressRange.ofSizeOrEmpty(request.iova(), request.size()).isPresent()
                && AddressRange.ofSizeOrEmpty(request.address(), request.size()).isPresent()) {
            return null;
        }
        return refuse(
                Type1Rules.checksSums(release) ? Errno.EOVERFLOW : Errno.EINVAL,
                Type1Rules.WRAPS,
                new Evidence.OfText(
                        "",
                        request.iova().hex()
                                + " or process address "
                                + request.address().hex()
                                + " plus "
                                + request.size().text()));
    }

    private static @Nullable Refusal<Mapped> misaligned(Type1 type1, MapRequest request) {
        ByteSize granule = type1.granule();
        boolean aligned =
                !request.size().isZero()
                        && request.size().isMultipleOf(granule)
                        && request.iova().isAligned(granule)
                        && request.address().isAligned(granule);
        return aligned
                ? null
                : refuse(
                        Errno.EINVAL,
                        Type1Rules.MISALIGNED,
                        new Evidence.OfText(
                                "",
                                request.iova().hex()
                                        + " size "
                                        + request.size().text()
                                        + " process address "
                                        + request.address().hex()),
                        new Evidence.OfText("page size", granule.text()));
    }

    private Transition<Type1, Mapped> moveAddress(
            Type1 type1, MapRequest request, AddressRange<Iova> range) {
        Optional<Entry<Iova, DmaMapping>> found = type1.table().find(range);
        if (found.isEmpty()) {
            return new Transition<>(
                    type1,
                    refuse(
                            Errno.ENOENT,
                            Type1Rules.VADDR_NO_MAPPING,
                            new Evidence.OfRange("range", range)));
        }
        Entry<Iova, DmaMapping> mapping = found.get();
        if (mapping.value().addressValid() || !mapping.range().equals(range)) {
            return new Transition<>(
                    type1,
                    refuse(
                            Errno.EINVAL,
                            Type1Rules.VADDR_MISMATCH,
                            new Evidence.OfRange("mapping", mapping.range())));
        }
        DmaTable moved =
                type1.table()
                        .replaced(
                                mapping, mapping.value().movedTo(request.address(), caller.name()));
        return new Transition<>(
                type1.withTable(moved, type1.available()), Outcome.ok(new Mapped(range, 0)));
    }

    private Transition<Type1, Mapped> insert(
            Type1 type1, MapRequest request, AddressRange<Iova> range) {
        Refusal<Mapped> refusal = notInsertable(type1, range);
        if (refusal != null) {
            return new Transition<>(type1, refusal);
        }
        var mapping =
                new DmaMapping(
                        request.address(),
                        request.has(MapRequest.READ),
                        request.has(MapRequest.WRITE),
                        true,
                        caller.name(),
                        tag);
        Refusal<Mapped> unpinned = new Pinning(type1, caller, lockedPages).refusal(request, range);
        if (unpinned != null) {
            DmaTable turned = type1.table().withAndWithout(range, mapping);
            return new Transition<>(type1.withTable(turned, type1.available()), unpinned);
        }
        int available =
                release.before(KernelRelease.V5_4) ? type1.available() : type1.available() - 1;
        Type1 mapped =
                type1.withTable(type1.table().with(range, mapping), available)
                        .withEmulated(type1.emulated().calledBy(caller));
        return type1.domains().isEmpty()
                ? new Transition<>(
                        mapped,
                        Outcome.ok(new Mapped(range, 0), Reason.of(EmulatedRules.NOT_PINNED)))
                : new Transition<>(
                        mapped,
                        Outcome.ok(
                                new Mapped(range, range.size().unsignedCountOf(type1.pageSize()))));
    }

    private @Nullable Refusal<Mapped> notInsertable(Type1 type1, AddressRange<Iova> range) {
        Optional<Entry<Iova, DmaMapping>> there = type1.table().find(range);
        if (there.isPresent()) {
            return refuse(
                    Errno.EEXIST,
                    Type1Rules.OVERLAP,
                    new Evidence.OfRange("mapping", there.get().range()));
        }
        if (release.before(KernelRelease.V5_4)) {
            return null;
        }
        if (type1.available() == 0) {
            return refuse(
                    Errno.ENOSPC,
                    Type1Rules.LIMIT,
                    new Evidence.OfText("mappings", Integer.toString(type1.mappings().size())));
        }
        return type1.permitted().permits(range)
                ? null
                : refuse(
                        Errno.EINVAL,
                        Type1Rules.NOT_PERMITTED,
                        new Evidence.OfRange("range", range));
    }

    private static Evidence size(MapRequest request) {
        return new Evidence.OfText("size", request.size().text());
    }

    private static Evidence iova(MapRequest request) {
        return new Evidence.OfAddress("IOVA", request.iova());
    }
}
