package iovatlas.kernel.vfio;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.address.RangeSet;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.CallingProcess;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Outcome.Refusal;
import iovatlas.kernel.vfio.Type1Attach.Attached;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// The mappings of a container go into a new domain. Those that were only noted, since no group with
/// an IOMMU was there, are pinned now, which can fail.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_iommu_replay`.
///
/// @param type1 the back end before the group joins
/// @param locked pages that a process has locked already, by its name
record Type1Replay(Type1 type1, ToLongFunction<String> locked) {

    /// Why it fails into a domain with such pages, null when it does not.
    @Nullable Refusal<Attached> refusal(ByteSize smallest) {
        boolean fits = smallest.compareTo(type1.granule()) <= 0;
        boolean pinsNow = type1.domains().isEmpty();
        if (fits && !pinsNow) {
            return null;
        }
        Map<String, Long> more = new HashMap<>();
        RangeSet<Iova> pinned = type1.emulated().pinned();
        for (Entry<Iova, DmaMapping> mapping : type1.mappings()) {
            Refusal<Attached> misfit = fits ? null : misfit(mapping, smallest);
            Refusal<Attached> first =
                    misfit == null && pinsNow ? unpinnable(mapping, pinned, more) : misfit;
            if (first != null) {
                return first;
            }
        }
        return null;
    }

    private static @Nullable Refusal<Attached> misfit(
            Entry<Iova, DmaMapping> mapping, ByteSize smallest) {
        return mapping.range().isAligned(smallest) && mapping.value().address().isAligned(smallest)
                ? null
                : refuse(
                        Errno.EINVAL,
                        Type1Rules.PAGES_TOO_SMALL,
                        new Evidence.OfText("", smallest.text()),
                        new Evidence.OfRange("mapping", mapping.range()));
    }

    private @Nullable Refusal<Attached> unpinnable(
            Entry<Iova, DmaMapping> mapping, RangeSet<Iova> pinned, Map<String, Long> more) {
        String process = mapping.value().process();
        CallingProcess caller = type1.emulated().caller(process).orElse(null);
        if (caller == null) {
            return null;
        }
        ByteSize size = mapping.range().size();
        AddressRange<UserVirtual> wanted = AddressRange.ofSize(mapping.value().address(), size);
        Optional<UserVirtual> fault = caller.memory().firstFault(wanted, mapping.value().write());
        if (fault.isPresent()) {
            return refuse(
                    Errno.EFAULT,
                    EmulatedRules.REPLAY_FAULT,
                    new Evidence.OfAddress("process address", fault.get()),
                    new Evidence.OfRange("mapping", mapping.range()));
        }
        long held = new LockedPages(type1).of(mapping.range(), pinned);
        long pages = more.merge(process, size.unsignedCountOf(type1.pageSize()) - held, Long::sum);
        boolean over =
                !caller.mayLock()
                        && locked.applyAsLong(process) + pages
                                > caller.lockLimit().unsignedCountOf(type1.pageSize());
        return over
                ? refuse(
                        Errno.ENOMEM,
                        EmulatedRules.REPLAY_MEMLOCK,
                        new Evidence.OfText("", caller.lockLimit().text()),
                        new Evidence.OfRange("mapping", mapping.range()))
                : null;
    }
}
