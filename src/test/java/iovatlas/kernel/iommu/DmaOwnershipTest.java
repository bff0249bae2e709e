package iovatlas.kernel.iommu;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.Errno;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.iommu.DmaOwnership.Claimed;
import iovatlas.topology.IommuKind;
import iovatlas.topology.PciAddress;

import org.junit.jupiter.api.Test;

import java.util.List;

class DmaOwnershipTest {

    private static final PciAddress MEMBER = new PciAddress(0, 1, 0, 0);
    private static final Claimed FREE = new Claimed(4, List.of(), null, IommuKind.SMMU_V3);

    @Test
    void containerClaimsAGroupOnce() {
        var claimed = DmaOwnership.NOBODY.claim(FREE, "container 0", KernelRelease.V7_3);
        assertThat(claimed.outcome().isOk()).isTrue();
        assertThat(claimed.state().claim(FREE, "container 0", KernelRelease.V7_3).outcome().error())
                .contains(Errno.EPERM);
        assertThat(claimed.state().released(4)).isEqualTo(DmaOwnership.NOBODY);
    }

    @Test
    void contextClaimsAGroupForEachOfItsDevices() {
        DmaOwnership twice =
                DmaOwnership.NOBODY
                        .claimShared(FREE, "context 0", KernelRelease.V7_3)
                        .state()
                        .claimShared(FREE, "context 0", KernelRelease.V7_3)
                        .state();
        assertThat(twice.claimShared(FREE, "context 1", KernelRelease.V7_3).outcome().error())
                .contains(Errno.EPERM);
        assertThat(twice.released(4).ownerOf(4)).contains("context 0");
        assertThat(twice.released(4).released(4).ownerOf(4)).isEmpty();
    }

    @Test
    void kernelDriverKeepsTheGroup() {
        var taken = new Claimed(4, List.of(MEMBER), null, IommuKind.SMMU_V3);
        var refused = DmaOwnership.NOBODY.claim(taken, "container 0", KernelRelease.V7_3);
        assertThat(refused.outcome().error()).contains(Errno.EPERM);
        assertThat(refused.state()).isEqualTo(DmaOwnership.NOBODY);
        assertThat(refused.outcome().why().getFirst().text()).contains("0000:01:00.0");
    }

    @Test
    void identityMappingOfTheFirmwareRefusesSinceSixTwelve() {
        var smmu = new Claimed(4, List.of(), MEMBER, IommuKind.SMMU_V3);
        assertThat(error(smmu, KernelRelease.V6_12)).isEqualTo("EINVAL");
        assertThat(error(smmu, KernelRelease.V6_1)).isEqualTo("OK");
        assertThat(error(new Claimed(4, List.of(), MEMBER, IommuKind.VTD), KernelRelease.V6_1))
                .isEqualTo("EPERM");
    }

    private static String error(Claimed group, KernelRelease release) {
        return DmaOwnership.NOBODY.claim(group, "container 0", release).outcome().word();
    }
}
