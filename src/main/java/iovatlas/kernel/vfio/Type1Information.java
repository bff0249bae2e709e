package iovatlas.kernel.vfio;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.kernel.KernelRelease;

import java.util.List;

/// The answer of VFIO_IOMMU_GET_INFO to a caller who asks with enough room.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_iommu_type1_get_info`.
///
/// @param argsz bytes that structure and capability chain need
/// @param flags 1 page sizes, 2 capabilities
/// @param pageSizes the bitmap
/// @param migration whether the migration and dma_avail capabilities are there
/// @param available mappings that can still be made
/// @param ranges permitted IOVA ranges; the capability is absent when there is none
public record Type1Information(
        int argsz,
        int flags,
        PageSizes pageSizes,
        boolean migration,
        int available,
        List<AddressRange<Iova>> ranges) {

    /// What the migration capability gives as the size of the largest bitmap.
    public static final ByteSize LARGEST_BITMAP = ByteSize.ofPowerOfTwo(28);

    private static final int STRUCTURE = 24;
    private static final int MIGRATION = 32;

    public Type1Information {
        ranges = List.copyOf(ranges);
    }

    static Type1Information of(Type1 type1, KernelRelease release) {
        if (release.before(KernelRelease.V5_15)) {
            return new Type1Information(STRUCTURE, 1, type1.pageSizes(), false, 0, List.of());
        }
        int available = release.before(KernelRelease.V6_12) ? 12 : 16;
        List<AddressRange<Iova>> ranges = type1.permitted().ranges();
        int list = ranges.isEmpty() ? 0 : 16 + 16 * ranges.size();
        return new Type1Information(
                STRUCTURE + MIGRATION + available + list,
                3,
                type1.pageSizes(),
                true,
                type1.available(),
                ranges);
    }
}
