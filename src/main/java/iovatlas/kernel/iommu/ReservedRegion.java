package iovatlas.kernel.iommu;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.kernel.Reason;

/// One reserved IOVA range of a device or, merged, of a group.
///
/// @param range inclusive
/// @param type what may happen there
/// @param reason who reports it and why; merged regions keep the reason of the first
public record ReservedRegion(AddressRange<Iova> range, ReservedType type, Reason reason) {

    /// The line of sysfs: `0x%016x 0x%016x word`, without the newline.
    ///
    /// Source: `drivers/iommu/iommu.c:iommu_group_show_resv_regions`.
    public String sysfsLine() {
        return range.first().hex16() + " " + range.last().hex16() + " " + type.word();
    }
}
