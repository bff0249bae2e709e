package iovatlas.kernel.iommufd;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.UserVirtual;

/// The arguments of IOMMU_IOAS_MAP.
///
/// Source: `include/uapi/linux/iommufd.h:struct iommu_ioas_map`.
///
/// @param flags any bits
/// @param length 0 to 2^64-1
/// @param iova where, when the flags say so
public record IoasMapRequest(int flags, UserVirtual address, ByteSize length, Iova iova) {

    public static final int FIXED = 1;
    public static final int WRITE = 2;
    public static final int READ = 4;
}
