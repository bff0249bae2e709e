package iovatlas.kernel.vfio;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.UserVirtual;

/// The arguments of VFIO_IOMMU_MAP_DMA.
///
/// Source: `include/uapi/linux/vfio.h:struct vfio_iommu_type1_dma_map`.
///
/// @param argsz size of the structure as the caller gives it
/// @param flags any bits
/// @param size 0 to 2^64-1
public record MapRequest(int argsz, int flags, UserVirtual address, Iova iova, ByteSize size) {

    public static final int READ = 1;
    public static final int WRITE = 2;
    public static final int VADDR = 4;

    /// The size of the structure.
    public static final int ARGSZ = 32;

    /// @throws IllegalArgumentException when the size does not fit its field
    public MapRequest {
        if (!size.fitsIn64Bits()) {
            throw new IllegalArgumentException("the size field has 64 bits");
        }
    }

    /// A request as a well-behaved caller makes it.
    public static MapRequest of(
            Iova iova, ByteSize size, UserVirtual address, boolean read, boolean write) {
        return new MapRequest(ARGSZ, (read ? READ : 0) | (write ? WRITE : 0), address, iova, size);
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
