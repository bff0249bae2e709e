package iovatlas.kernel.vfio;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.address.RangeSet;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.CallingProcess;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Outcome.Refusal;
import iovatlas.kernel.Transition;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.ToLongFunction;

/// The driver of a mediated device pins pages of what user space has mapped. Whatever fails, nothing
/// of the request stays pinned.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_iommu_type1_pin_pages`.
///
/// @param type1 the back end before the call
/// @param release the running kernel
/// @param locked pages that a process has locked already, by its name
record EmulatedPinning(Type1 type1, KernelRelease release, ToLongFunction<String> locked) {

    Transition<Type1, Long> pin(int group, AddressRange<Iova> range, boolean write) {
        Refusal<Long> refusal = refusal(range, write);
        return refusal == null
                ? new Transition<>(
                        type1.withEmulated(type1.emulated().withPinned(group, range)),
                        Outcome.ok(range.size().unsignedCountOf(type1.pageSize())))
                : new Transition<>(type1, refusal);
    }

    private @Nullable Refusal<Long> refusal(AddressRange<Iova> range, boolean write) {
        if (!type1.version2()) {
            return refuse(Errno.EACCES, EmulatedRules.PIN_VERSION);
        }
        if (!release.before(KernelRelease.V6_1) && type1.hasInvalidAddress()) {
            return refuse(Errno.EBUSY, EmulatedRules.PIN_INVALID);
        }
        RangeSet<Iova> left = RangeSet.<Iova>empty().plus(range);
        for (Entry<Iova, DmaMapping> mapping : type1.mappings().overlapping(range)) {
            if (!left.ranges().getFirst().first().equals(first(mapping, range))) {
                break;
            }
            Refusal<Long> part = unpinnable(mapping, range, write);
            if (part != null) {
                return part;
            }
            left = left.minus(mapping.range());
        }
        return left.isEmpty()
                ? null
                : refuse(
                        Errno.EINVAL,
                        EmulatedRules.PIN_NOTHING,
                        new Evidence.OfAddress("", left.ranges().getFirst().first()));
    }

    private static Iova first(Entry<Iova, DmaMapping> mapping, AddressRange<Iova> range) {
        return mapping.range().first().isBelow(range.first())
                ? range.first()
                : mapping.range().first();
    }

    private @Nullable Refusal<Long> unpinnable(
            Entry<Iova, DmaMapping> mapping, AddressRange<Iova> range, boolean write) {
        DmaMapping value = mapping.value();
        if (!value.read() || (write && !value.write())) {
            return refuse(
                    Errno.EPERM,
                    EmulatedRules.PIN_ACCESS,
                    new Evidence.OfRange("mapping", mapping.range()));
        }
        AddressRange<Iova> part = mapping.range().intersection(range).orElseThrow();
        CallingProcess caller = type1.emulated().caller(value.process()).orElse(null);
        if (caller == null) {
            return null;
        }
        long offset = part.first().offsetFrom(mapping.range().first());
        UserVirtual at = value.address().plusExact(offset);
        Optional<UserVirtual> fault =
                caller.memory().firstFault(AddressRange.ofSize(at, part.size()), value.write());
        if (fault.isPresent()) {
            return refuse(
                    Errno.EFAULT,
                    Type1Rules.FAULT,
                    new Evidence.OfAddress("process address", fault.get()));
        }
        return overLimit(caller, part);
    }

    /// With a domain all pages are pinned and counted already.
    private @Nullable Refusal<Long> overLimit(CallingProcess caller, AddressRange<Iova> part) {
        if (caller.mayLock() || !type1.domains().isEmpty()) {
            return null;
        }
        long there = new LockedPages(type1).of(part, type1.emulated().pinned());
        long more = part.size().unsignedCountOf(type1.pageSize()) - there;
        long limit = caller.lockLimit().unsignedCountOf(type1.pageSize());
        return locked.applyAsLong(caller.name()) + more <= limit
                ? null
                : refuse(
                        Errno.ENOMEM,
                        EmulatedRules.PIN_MEMLOCK,
                        new Evidence.OfText("", part.size().text()),
                        new Evidence.OfText("", caller.lockLimit().text()));
    }
}
