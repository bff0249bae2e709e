package iovatlas.kernel.iommu;

import iovatlas.kernel.CommandLine;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.Register64;

import java.util.List;

/// Which page tables a VT-d unit uses, and how far they reach.
///
/// Source: `drivers/iommu/intel/iommu.c:first_level_by_default, compute_vasz_lg2_fs,
/// compute_vasz_lg2_ss`.
final class VtdStages {

    private static final int CACHING_MODE = 7;
    private static final int SNOOP_CONTROL = 7;
    private static final int PASS_THROUGH = 6;
    private static final int SCALABLE_MODE = 43;
    private static final int SECOND_STAGE = 46;
    private static final int FIRST_STAGE = 47;

    private VtdStages() {}

    static boolean cachingMode(IommuHardware.Vtd vtd) {
        return vtd.cap().bit(CACHING_MODE);
    }

    static boolean snoopControl(IommuHardware.Vtd vtd) {
        return vtd.ecap().bit(SNOOP_CONTROL);
    }

    static boolean passThrough(IommuHardware.Vtd vtd) {
        return vtd.ecap().bit(PASS_THROUGH);
    }

    /// Whether kernel-owned domains use first-stage tables.
    static boolean firstByDefault(IommuHardware.Vtd vtd, KernelRelease release, CommandLine line) {
        return scalable(vtd, line)
                && vtd.ecap().bit(FIRST_STAGE)
                && release.atLeast(KernelRelease.of(5, 6));
    }

    /// Whether a domain that VFIO or iommufd allocates uses first-stage tables.
    static boolean firstForUser(IommuHardware.Vtd vtd, KernelRelease release, CommandLine line) {
        if (!firstByDefault(vtd, release, line)) {
            return false;
        }
        boolean onlyFirst = !vtd.ecap().bit(SECOND_STAGE);
        return onlyFirst || DomainRules.FIRST_STAGE_DEFAULT.holdsIn(release);
    }

    /// Whether the unit works in scalable mode.
    static boolean scalable(IommuHardware.Vtd vtd, CommandLine line) {
        List<String> options =
                line.values("intel_iommu")
                        .flatMap(v -> List.of(v.split(",", -1)).stream())
                        .toList();
        boolean off = options.lastIndexOf("sm_off") > options.lastIndexOf("sm_on");
        return vtd.ecap().bit(SCALABLE_MODE) && !off;
    }

    /// Width in bits of the addresses that first-stage tables translate.
    static int firstStageWidth(IommuHardware.Vtd vtd) {
        boolean fiveLevels = vtd.cap().bit(60);
        return Math.min(fiveLevels ? 57 : 48, guestWidth(vtd.cap()));
    }

    /// Width in bits of the addresses that second-stage tables translate.
    static int secondStageWidth(IommuHardware.Vtd vtd) {
        int mgaw = guestWidth(vtd.cap());
        int sagaw = vtd.cap().field(12, 8);
        if (mgaw > 48 && sagaw >= 8) {
            return Math.min(57, mgaw);
        }
        if (mgaw > 39 && sagaw >= 4) {
            return Math.min(48, mgaw);
        }
        return Math.min(39, mgaw);
    }

    private static int guestWidth(Register64 cap) {
        return cap.field(21, 16) + 1;
    }
}
