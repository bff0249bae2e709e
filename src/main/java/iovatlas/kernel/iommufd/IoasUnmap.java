package iovatlas.kernel.iommufd;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;

import java.util.Optional;

/// Takes memory out of an IOAS. Mappings are removed one after the other; those that are gone before
/// one that cannot go stay gone.
///
/// Source: `drivers/iommu/iommufd/io_pagetable.c:iopt_unmap_iova_range`.
///
/// @param ioas where
record IoasUnmap(Ioas ioas) {

    /// What went.
    ///
    /// @param removed bytes, also of a call that was refused later
    record Unmapped(Ioas ioas, ByteSize removed, Outcome<ByteSize> outcome) {}

    /// Everything.
    Unmapped all() {
        return range(AddressRange.all(Iova.ZERO));
    }

    /// @param length 0 to 2^64-1
    Unmapped range(Iova iova, ByteSize length) {
        if (length.isZero()) {
            return nothing(
                    refuse(
                            Errno.EINVAL,
                            IoasRules.BAD_LENGTH,
                            new Evidence.OfText("", length.text())));
        }
        return AddressRange.ofSizeOrEmpty(iova, length)
                .map(this::range)
                .orElseGet(() ->
                        nothing(
                                refuse(
                                        Errno.EOVERFLOW,
                                        IoasRules.WRAPS,
                                        new Evidence.OfAddress("from", iova))));
    }

    private Unmapped range(AddressRange<Iova> range) {
        RangeIndex<Iova, Area> areas = ioas.areas();
        ByteSize removed = ByteSize.ZERO;
        Optional<Entry<Iova, Area>> next = areas.firstOverlapping(range);
        while (next.isPresent()) {
            AddressRange<Iova> area = next.get().range();
            if (!range.contains(area)) {
                return new Unmapped(
                        ioas.withAreas(areas),
                        removed,
                        refuse(
                                Errno.ENOENT,
                                IoasRules.CUTS_AREA,
                                new Evidence.OfRange("mapping", area)));
            }
            areas = areas.without(next.get());
            removed = removed.plus(area.size());
            next = areas.firstOverlapping(range);
        }
        return new Unmapped(ioas.withAreas(areas), removed, Outcome.ok(removed));
    }

    /// Splits the mapping that goes on after an address, so that it ends there.
    ///
    /// Source: `io_pagetable.c:iopt_cut_iova, iopt_area_split`.
    Transition<Ioas, Iova> cutAfter(Iova last) {
        Optional<Entry<Iova, Area>> found = ioas.areas().firstAt(last);
        if (found.isEmpty() || found.get().range().last().equals(last)) {
            return new Transition<>(ioas, Outcome.ok(last));
        }
        AddressRange<Iova> range = found.get().range();
        Area area = found.get().value();
        Iova start = last.plusExact(1);
        if (!start.isAligned(ioas.alignment())) {
            return new Transition<>(
                    ioas,
                    refuse(
                            Errno.EINVAL,
                            IoasRules.MISALIGNED,
                            new Evidence.OfAddress("cut at", start),
                            new Evidence.OfText("", ioas.alignment().text())));
        }
        RangeIndex<Iova, Area> areas =
                ioas.areas()
                        .without(found.get())
                        .with(AddressRange.of(range.first(), last), area)
                        .with(
                                AddressRange.of(start, range.last()),
                                area.from(start.offsetFrom(range.first())));
        return new Transition<>(ioas.withAreas(areas), Outcome.ok(last));
    }

    private Unmapped nothing(Outcome<ByteSize> refusal) {
        return new Unmapped(ioas, ByteSize.ZERO, refusal);
    }
}
