package iovatlas.kernel.vfio;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.CallingProcess;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Outcome.Refusal;
import iovatlas.kernel.vfio.Type1Map.Mapped;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Pins the memory of a new mapping page by page and maps it into every domain, until something is
/// in the way. What was done is undone then, so that only the first obstacle matters.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_pin_map_dma, vfio_pin_pages_remote,
/// vfio_iommu_map`.
///
/// @param type1 the back end before the call
/// @param caller whose memory it is
/// @param lockedPages how many pages it has locked already
record Pinning(Type1 type1, CallingProcess caller, long lockedPages) {

    /// An obstacle and the page, counted from the start of the mapping, at which it shows.
    private record Obstacle(long page, Refusal<Mapped> refusal) {}

    /// Why the mapping fails, null when it does not.
    @Nullable Refusal<Mapped> refusal(MapRequest request, AddressRange<Iova> range) {
        if (type1.domains().isEmpty()) {
            return null;
        }
        Obstacle first = earlier(fault(request), limit(request));
        first = earlier(first, earlier(tooSmall(request), doorbell(range)));
        return first == null ? null : first.refusal();
    }

    private static @Nullable Obstacle earlier(@Nullable Obstacle a, @Nullable Obstacle b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Long.compareUnsigned(b.page(), a.page()) < 0 ? b : a;
    }

    private @Nullable Obstacle fault(MapRequest request) {
        AddressRange<UserVirtual> wanted = AddressRange.ofSize(request.address(), request.size());
        Optional<UserVirtual> fault =
                caller.memory().firstFault(wanted, request.has(MapRequest.WRITE));
        if (fault.isEmpty()) {
            return null;
        }
        UserVirtual at = fault.get();
        return new Obstacle(
                pages(at.offsetFrom(wanted.first())),
                refuse(
                        Errno.EFAULT,
                        Type1Rules.FAULT,
                        new Evidence.OfAddress("process address", at)));
    }

    private @Nullable Obstacle limit(MapRequest request) {
        if (caller.mayLock()) {
            return null;
        }
        long limit = caller.lockLimit().unsignedCountOf(type1.pageSize());
        long wanted = request.size().unsignedCountOf(type1.pageSize());
        long left = Long.compareUnsigned(limit, lockedPages) < 0 ? 0 : limit - lockedPages;
        return Long.compareUnsigned(wanted, left) <= 0
                ? null
                : new Obstacle(
                        left,
                        refuse(
                                Errno.ENOMEM,
                                Type1Rules.MEMLOCK,
                                new Evidence.OfText("size", request.size().text()),
                                new Evidence.OfText("limit", caller.lockLimit().text())));
    }

    /// An IOMMU that cannot map pages as small as the CPU's needs contiguous memory.
    private @Nullable Obstacle tooSmall(MapRequest request) {
        for (Type1Domain domain : type1.domains()) {
            ByteSize smallest = domain.shape().pageSizes().smallest();
            boolean scattered =
                    caller.memory()
                            .at(request.address())
                            .filter(s -> s.contiguous().compareTo(smallest) < 0)
                            .isPresent();
            if (smallest.compareTo(type1.pageSize()) > 0 && scattered) {
                return new Obstacle(
                        0,
                        refuse(
                                Errno.EINVAL,
                                Type1Rules.PAGES_TOO_SMALL,
                                new Evidence.OfText("", smallest.text()),
                                new Evidence.OfAddress("memory at", request.address())));
            }
        }
        return null;
    }

    private @Nullable Obstacle doorbell(AddressRange<Iova> range) {
        for (Type1Domain domain : type1.domains()) {
            Optional<AddressRange<Iova>> there = domain.doorbellIn(range);
            if (there.isPresent()) {
                Iova hit = there.get().first();
                return new Obstacle(
                        pages(hit.isBelow(range.first()) ? 0 : hit.offsetFrom(range.first())),
                        refuse(
                                domain.alreadyMapped(),
                                Type1Rules.DOORBELL_THERE,
                                new Evidence.OfRange("doorbell page", there.get())));
            }
        }
        return null;
    }

    private long pages(long bytes) {
        return Long.divideUnsigned(bytes, type1.pageSize().unsignedBytes());
    }
}
