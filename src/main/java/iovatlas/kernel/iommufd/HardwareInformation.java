package iovatlas.kernel.iommufd;

/// The answer of IOMMU_GET_HW_INFO.
///
/// Source: `include/uapi/linux/iommufd.h:struct iommu_hw_info`.
///
/// @param type 0 none, 1 VT-d, 2 SMMUv3, 4 AMD
/// @param length bytes of the data that the driver has
/// @param capabilities the bits of `out_capabilities`, unsigned
public record HardwareInformation(int type, int length, long capabilities) {

    /// The capability bit that says that the function cannot use ATS.
    public static final long NO_ATS = 8;
}
