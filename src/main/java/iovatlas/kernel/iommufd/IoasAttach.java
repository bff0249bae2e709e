package iovatlas.kernel.iommufd;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Reason;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What devices and page tables demand of an IOAS. Refused, it stays as it was.
///
/// Source: `drivers/iommu/iommufd/io_pagetable.c`.
///
/// @param ioas as it is
record IoasAttach(Ioas ioas) {

    /// The reserved regions of a device.
    ///
    /// Source: `io_pagetable.c:iopt_table_enforce_dev_resv_regions`.
    Outcome<Ioas> reserve(int device, List<ReservedRegion> regions) {
        Ioas changed = ioas;
        int software = 0;
        int hardware = 0;
        for (ReservedRegion region : regions) {
            if (!region.type().excludesMappings()) {
                continue;
            }
            software += region.type() == ReservedType.SW_MSI ? 1 : 0;
            hardware += region.type() == ReservedType.MSI ? 1 : 0;
            var by = new Reservation(device, region.reason());
            Outcome<Ioas> step = new IoasAttach(changed).reserve(region.range(), by);
            if (!(step instanceof Outcome.Success<Ioas> done)) {
                return step;
            }
            changed = done.value();
        }
        return software > 1 || (software > 0 && hardware > 0)
                ? refuse(Errno.EINVAL, IoasRules.MSI_MIX)
                : Outcome.ok(changed);
    }

    private Outcome<Ioas> reserve(AddressRange<Iova> range, Reservation by) {
        var area = ioas.areas().firstOverlapping(range);
        if (area.isPresent()) {
            return used(range, new Evidence.OfRange("mapping", area.get().range()));
        }
        var allowed = ioas.allowed().intersect(range).ranges();
        if (!allowed.isEmpty()) {
            return used(range, new Evidence.OfRange("allowed interval", allowed.getFirst()));
        }
        return Outcome.ok(ioas.withReserved(ioas.reserved().with(range, by)));
    }

    private static Outcome<Ioas> used(AddressRange<Iova> range, Evidence there) {
        return refuse(
                Errno.EADDRINUSE, IoasRules.RESERVE_USED, new Evidence.OfRange("", range), there);
    }

    /// A page table mirrors the IOAS from now on.
    ///
    /// Source: `io_pagetable.c:iopt_table_add_domain`.
    Outcome<Ioas> addDomain(IoasDomain domain) {
        ByteSize smallest = domain.shape().pageSizes().smallest();
        if (smallest.compareTo(ioas.page()) > 0) {
            return refuse(
                    Errno.EINVAL,
                    IoasRules.PAGE_TOO_LARGE,
                    new Evidence.OfText("", smallest.text()));
        }
        Ioas changed = ioas.withDomain(domain);
        Outcome<Ioas> misfit = misaligned(changed.alignment());
        if (misfit != null) {
            return misfit;
        }
        var by = new Reservation(domain.hwpt(), Reason.of(IoasRules.APERTURE));
        for (AddressRange<Iova> outside : outside(domain.shape().aperture())) {
            Outcome<Ioas> step = new IoasAttach(changed).reserve(outside, by);
            if (!(step instanceof Outcome.Success<Ioas> done)) {
                return step;
            }
            changed = done.value();
        }
        for (Entry<Iova, Area> entry : ioas.areas()) {
            Outcome<Ioas> fault = IoasMap.fault(entry.value(), entry.range().size(), ioas.page());
            if (fault != null) {
                return fault;
            }
        }
        return Outcome.ok(changed);
    }

    private static List<AddressRange<Iova>> outside(AddressRange<Iova> aperture) {
        return new ArrayList<>(AddressRange.all(Iova.ZERO).minus(aperture));
    }

    /// What a stricter alignment than now answers, null when every area fits.
    ///
    /// Source: `io_pagetable.c:iopt_check_iova_alignment`.
    <V> Outcome.@Nullable Refusal<V> misaligned(ByteSize alignment) {
        if (alignment.compareTo(ioas.alignment()) <= 0) {
            return null;
        }
        long mask = alignment.unsignedLastOffset();
        for (Entry<Iova, Area> entry : ioas.areas()) {
            long inPage = entry.value().address().unsignedBits() & ioas.page().unsignedLastOffset();
            boolean fits =
                    entry.range().first().isAligned(alignment)
                            && entry.range().size().isMultipleOf(alignment)
                            && (inPage & mask) == 0;
            if (!fits) {
                return refuse(
                        Errno.EADDRINUSE,
                        IoasRules.AREA_MISALIGNED,
                        new Evidence.OfRange("mapping", entry.range()),
                        new Evidence.OfText("", alignment.text()));
            }
        }
        return null;
    }
}
