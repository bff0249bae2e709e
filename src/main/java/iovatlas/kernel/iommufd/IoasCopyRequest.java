package iovatlas.kernel.iommufd;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;

/// The arguments of IOMMU_IOAS_COPY.
///
/// Source: `include/uapi/linux/iommufd.h:struct iommu_ioas_copy`.
///
/// @param flags as those of [IoasMapRequest]
/// @param length 0 to 2^64-1
public record IoasCopyRequest(int flags, ByteSize length, Iova destination, Iova source) {}
