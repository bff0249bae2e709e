package iovatlas.kernel.iommu;

import iovatlas.kernel.CommandLine;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;

/// Which flags of IOMMU_HWPT_ALLOC an IOMMU driver takes: whether other tables can nest in the new
/// one, and whether it can log which pages were written. Read in the source, measured for a plain
/// SMMUv3 alone.
///
/// Source: `drivers/iommu/iommufd/hw_pagetable.c:iommufd_hwpt_paging_alloc`,
/// `drivers/iommu/intel/iommu.c:intel_iommu_domain_alloc_paging_flags`,
/// `drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c:arm_smmu_domain_alloc_paging_flags`,
/// `drivers/iommu/amd/iommu.c:amd_iommu_domain_alloc_paging_flags`.
///
/// @param release the running kernel
/// @param line its command line
record TableFlags(KernelRelease release, CommandLine line) {

    /// IOMMU_HWPT_ALLOC_NEST_PARENT.
    static final int NEST_PARENT = 1;

    /// IOMMU_HWPT_ALLOC_DIRTY_TRACKING.
    static final int DIRTY_TRACKING = 2;

    private static final KernelRelease SINCE = KernelRelease.of(6, 7);
    private static final KernelRelease SMMU_NESTS = KernelRelease.of(6, 13);
    private static final KernelRelease AMD_NESTS = KernelRelease.of(7, 0);

    // ECAP of VT-d.
    private static final int NESTED = 26;
    private static final int SECOND_STAGE_DIRTY = 45;
    private static final int SECOND_STAGE = 46;

    // EFR and EFR2 of AMD.
    private static final int GUEST_TRANSLATION = 4;
    private static final int GUEST_IO = 48;
    private static final int DIRTY_BITS = 52;
    private static final int GUEST_POINTER_MODE = 3;

    boolean fit(Iommu iommu, int flags) {
        boolean nests = (flags & NEST_PARENT) != 0;
        boolean logs = (flags & DIRTY_TRACKING) != 0;
        if (flags == 0) {
            return true;
        }
        if ((flags & ~(NEST_PARENT | DIRTY_TRACKING)) != 0 || release.before(SINCE)) {
            return false;
        }
        return switch (iommu.hardware()) {
            case IommuHardware.Vtd vtd -> vtd(vtd, nests, logs);
            // Which SMMUs set dirty bits by themselves is in no machine's description.
            case IommuHardware.SmmuV3 smmu ->
                    nests && !logs && smmu.stage1() && smmu.stage2() && release.atLeast(SMMU_NESTS);
            case IommuHardware.AmdVi amd -> amd(amd, nests, logs);
            case IommuHardware.SmmuV2 _, IommuHardware.VirtioIommu _ -> false;
        };
    }

    private boolean vtd(IommuHardware.Vtd vtd, boolean nests, boolean logs) {
        return VtdStages.scalable(vtd, line)
                && vtd.ecap().bit(SECOND_STAGE)
                && (!nests || vtd.ecap().bit(NESTED))
                && (!logs || vtd.ecap().bit(SECOND_STAGE_DIRTY));
    }

    private boolean amd(IommuHardware.AmdVi amd, boolean nests, boolean logs) {
        boolean canNest =
                release.atLeast(AMD_NESTS)
                        && amd.features().bit(GUEST_TRANSLATION)
                        && amd.features().bit(GUEST_IO)
                        && amd.features2().bit(GUEST_POINTER_MODE);
        return (!nests || canNest) && (!logs || amd.features().bit(DIRTY_BITS));
    }
}
