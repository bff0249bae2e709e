package iovatlas.kernel.iommu;

import iovatlas.kernel.KernelRelease;

import java.util.List;

/// Where the SMMUv3 driver changed between patch levels of one series.
final class SmmuReleases {

    /// First patch level of a series that lets a device list one stream ID twice.
    private static final List<KernelRelease> DUPLICATES_ALLOWED =
            List.of(
                    new KernelRelease(5, 15, 181),
                    new KernelRelease(6, 1, 136),
                    new KernelRelease(6, 6, 89),
                    new KernelRelease(6, 12, 26),
                    new KernelRelease(6, 14, 5));

    private SmmuReleases() {}

    /// Whether a device that lists a stream ID twice (a function that sends under the very ID of the
    /// bridge above) is refused.
    ///
    /// Source: `drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c:arm_smmu_insert_master`; read in 6.1.20,
    /// 6.12.0 (refused) and 6.1.192, 6.18 (accepted).
    static boolean refusesOwnDuplicate(KernelRelease release) {
        if (release.atLeast(KernelRelease.of(6, 15))) {
            return false;
        }
        return DUPLICATES_ALLOWED.stream()
                .noneMatch(first -> release.sameSeries(first) && release.atLeast(first));
    }
}
