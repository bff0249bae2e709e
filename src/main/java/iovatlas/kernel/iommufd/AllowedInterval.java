package iovatlas.kernel.iommufd;

import iovatlas.address.Iova;

/// One entry of IOMMU_IOAS_ALLOW_IOVAS as the caller gives it, so that the ends may be in any order.
public record AllowedInterval(Iova first, Iova last) {}
