package iovatlas.kernel.vfio;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;

/// The arguments of VFIO_IOMMU_DIRTY_PAGES with GET_BITMAP.
///
/// Source: `include/uapi/linux/vfio.h:struct vfio_iommu_type1_dirty_bitmap_get`.
///
/// @param pageSize what one bit stands for
/// @param bitmap size of the caller's bitmap
public record DirtyRequest(Iova iova, ByteSize size, ByteSize pageSize, ByteSize bitmap) {}
