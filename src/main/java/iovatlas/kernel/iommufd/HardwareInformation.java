package iovatlas.kernel.iommufd;

import iovatlas.kernel.KernelRelease;
import iovatlas.topology.IommuKind;

import org.jspecify.annotations.Nullable;

/// The answer of IOMMU_GET_HW_INFO.
///
/// Source: `include/uapi/linux/iommufd.h:struct iommu_hw_info`.
///
/// @param type 0 none, 1 VT-d, 2 SMMUv3, 4 AMD
/// @param length bytes of the data that the driver has
/// @param capabilities the bits of `out_capabilities`, unsigned
public record HardwareInformation(int type, int length, long capabilities) {

    /// The capability bit that says that the IOMMU logs which pages were written.
    public static final long LOGS_WRITES = 1;

    /// The capability bit that says that the function cannot use ATS.
    public static final long NO_ATS = 8;

    /// Since when each driver tells about itself, and since when ATS is spoken of; measured is an
    /// SMMUv3 on 7.3, the rest is expected.
    private static final KernelRelease VTD_SINCE = KernelRelease.of(6, 6);

    private static final KernelRelease SMMU_SINCE = KernelRelease.of(6, 13);
    private static final KernelRelease AMD_SINCE = KernelRelease.of(7, 0);

    /// What a function's IOMMU tells.
    ///
    /// Source: `intel/iommu.c:intel_iommu_hw_info`, `arm-smmu-v3-iommufd.c:arm_smmu_hw_info`,
    /// `amd/iommufd.c:amd_iommufd_hw_info`.
    ///
    /// @param kind of the IOMMU in front of the function, null for none
    /// @param ats whether the function has ATS
    /// @param logsWrites whether a table for the function can track dirty pages
    public static HardwareInformation of(
            @Nullable IommuKind kind, boolean ats, boolean logsWrites, KernelRelease release) {
        long capabilities =
                (ats || release.before(AMD_SINCE) ? 0 : NO_ATS) | (logsWrites ? LOGS_WRITES : 0);
        HardwareInformation nothing = new HardwareInformation(0, 0, capabilities);
        return switch (kind) {
            case VTD ->
                    release.before(VTD_SINCE)
                            ? nothing
                            : new HardwareInformation(1, 24, capabilities);
            case SMMU_V3 ->
                    release.before(SMMU_SINCE)
                            ? nothing
                            : new HardwareInformation(2, 40, capabilities);
            case AMD_VI ->
                    release.before(AMD_SINCE)
                            ? nothing
                            : new HardwareInformation(4, 16, capabilities);
            case SMMU_V2, VIRTIO_IOMMU -> nothing;
            case null -> nothing;
        };
    }
}
