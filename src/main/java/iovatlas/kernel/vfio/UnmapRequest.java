package iovatlas.kernel.vfio;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;

/// The arguments of VFIO_IOMMU_UNMAP_DMA.
///
/// Source: `include/uapi/linux/vfio.h:struct vfio_iommu_type1_dma_unmap`.
///
/// @param argsz size of the structure as the caller gives it
/// @param flags any bits
/// @param size 0 to 2^64-1
public record UnmapRequest(int argsz, int flags, Iova iova, ByteSize size) {

    public static final int DIRTY_BITMAP = 1;
    public static final int ALL = 2;
    public static final int VADDR = 4;

    /// The size of the structure without a bitmap.
    public static final int ARGSZ = 24;

    /// @throws IllegalArgumentException when the size does not fit its field
    public UnmapRequest {
        if (!size.fitsIn64Bits()) {
            throw new IllegalArgumentException("the size field has 64 bits");
        }
    }

    public static UnmapRequest of(Iova iova, ByteSize size) {
        return new UnmapRequest(ARGSZ, 0, iova, size);
    }

    /// Everything in the container.
    public static UnmapRequest all() {
        return new UnmapRequest(ARGSZ, ALL, Iova.ZERO, ByteSize.ZERO);
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
