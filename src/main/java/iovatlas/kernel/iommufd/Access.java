package iovatlas.kernel.iommufd;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.address.RangeSet;

import org.jspecify.annotations.Nullable;

/// An access object of a context: the driver of a mediated device reads and writes the memory of an
/// IOAS, or pins pages of it. No page table is behind it.
///
/// Source: `drivers/iommu/iommufd/iommufd_private.h:struct iommufd_access`.
///
/// @param id the object's
/// @param device name of the mediated device
/// @param group number of its group
/// @param ioas id of the IOAS that it is attached to, null for none
/// @param pinned what its driver has pinned
public record Access(
        int id, String device, int group, @Nullable Integer ioas, RangeSet<Iova> pinned) {

    static Access made(int id, String device, int group) {
        return new Access(id, device, group, null, RangeSet.empty());
    }

    /// Attached to an IOAS, or to none.
    Access withIoas(@Nullable Integer value) {
        return new Access(id, device, group, value, RangeSet.empty());
    }

    Access withPinned(RangeSet<Iova> value) {
        return new Access(id, device, group, ioas, value);
    }

    /// What stays pinned of an IOAS that changed: of a mapping that went the driver was told, and
    /// unpinned it.
    Access within(Ioas changed) {
        RangeSet<Iova> rest = RangeSet.empty();
        for (AddressRange<Iova> range : pinned.ranges()) {
            for (Entry<Iova, Area> area : changed.areas().overlapping(range)) {
                rest = rest.plus(area.range().intersection(range).orElseThrow());
            }
        }
        return withPinned(rest);
    }

    boolean isAttachedTo(int id) {
        return ioas != null && ioas == id;
    }
}
