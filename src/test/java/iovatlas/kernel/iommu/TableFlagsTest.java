package iovatlas.kernel.iommu;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressWidth;
import iovatlas.address.PageSizes;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.Register64;

import org.junit.jupiter.api.Test;

/// Flags of IOMMU_HWPT_ALLOC, driver by driver and release by release.
class TableFlagsTest {

    private static final int NEST = TableFlags.NEST_PARENT;
    private static final int DIRTY = TableFlags.DIRTY_TRACKING;

    // SMTS, NEST, SLADS, FLTS, SLTS.
    private static final long FULL_ECAP = 1L << 43 | 1L << 26 | 1L << 45 | 1L << 47 | 1L << 46;

    private static boolean fit(KernelRelease release, IommuHardware hardware, int flags) {
        return new TableFlags(release, CommandLine.EMPTY)
                .fit(new Iommu("x", hardware, null, null), flags);
    }

    private static IommuHardware vtd(long ecap) {
        return new IommuHardware.Vtd(new Register64(0), new Register64(ecap));
    }

    private static IommuHardware smmu(boolean stage1, boolean stage2) {
        return new IommuHardware.SmmuV3(
                stage1,
                stage2,
                new AddressWidth(48),
                new AddressWidth(44),
                new PageSizes(0x40201000L),
                false,
                false);
    }

    private static IommuHardware amd(long features, long features2) {
        return new IommuHardware.AmdVi(0, new Register64(features), new Register64(features2));
    }

    @Test
    void flagsCameAfterTheCall() {
        assertThat(fit(KernelRelease.of(6, 6), vtd(FULL_ECAP), NEST)).isFalse();
        assertThat(fit(KernelRelease.of(6, 6), vtd(FULL_ECAP), 0)).isTrue();
        assertThat(fit(KernelRelease.of(6, 7), vtd(FULL_ECAP), NEST)).isTrue();
        assertThat(fit(KernelRelease.V7_3, vtd(FULL_ECAP), 0x100)).isFalse();
    }

    @Test
    void vtdNeedsScalableModeWithSecondStageTables() {
        assertThat(fit(KernelRelease.V7_3, vtd(FULL_ECAP), NEST | DIRTY)).isTrue();
        assertThat(fit(KernelRelease.V7_3, vtd(FULL_ECAP & ~(1L << 43)), NEST)).isFalse();
        assertThat(fit(KernelRelease.V7_3, vtd(FULL_ECAP & ~(1L << 46)), NEST)).isFalse();
        assertThat(fit(KernelRelease.V7_3, vtd(FULL_ECAP & ~(1L << 26)), NEST)).isFalse();
        assertThat(fit(KernelRelease.V7_3, vtd(FULL_ECAP & ~(1L << 26)), DIRTY)).isTrue();
        assertThat(fit(KernelRelease.V7_3, vtd(FULL_ECAP & ~(1L << 45)), DIRTY)).isFalse();
        assertThat(
                        new TableFlags(KernelRelease.V7_3, new CommandLine("intel_iommu=on,sm_off"))
                                .fit(new Iommu("x", vtd(FULL_ECAP), null, null), NEST))
                .isFalse();
    }

    @Test
    void smmuNeedsBothStagesAndSix13() {
        assertThat(fit(KernelRelease.V6_12, smmu(true, true), NEST)).isFalse();
        assertThat(fit(KernelRelease.of(6, 13), smmu(true, true), NEST)).isTrue();
        assertThat(fit(KernelRelease.V7_3, smmu(true, false), NEST)).isFalse();
        assertThat(fit(KernelRelease.V7_3, smmu(true, true), NEST | DIRTY)).isFalse();
    }

    @Test
    void amdNestsSinceSevenWithGuestTranslation() {
        long features = 1L << 4 | 1L << 48 | 1L << 52;
        assertThat(fit(KernelRelease.V6_18, amd(features, 1L << 3), NEST)).isFalse();
        assertThat(fit(KernelRelease.V7_3, amd(features, 1L << 3), NEST | DIRTY)).isTrue();
        assertThat(fit(KernelRelease.V7_3, amd(features, 0), NEST)).isFalse();
        assertThat(fit(KernelRelease.V6_12, amd(features, 0), DIRTY)).isTrue();
        assertThat(fit(KernelRelease.V6_12, amd(1L << 4, 0), DIRTY)).isFalse();
    }
}
