package iovatlas.kernel.vfio;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Architecture;

import org.junit.jupiter.api.Test;

/// Group 1 is behind an SMMU, groups 8 and 9 are without IOMMU.
class NoIommuTest {

    private static TestHost host() {
        return new TestHost(
                        TestHost.noIommuMode(
                                BootFacts.standard(KernelRelease.V6_12, Architecture.ARM64)))
                .withSmmuGroup(1, "smmu0")
                .withoutIommu(8)
                .withoutIommu(9);
    }

    private static VfioSession opened() {
        var session = new VfioSession(host());
        session.attach(8);
        session.setIommu(8);
        return session;
    }

    @Test
    void deviceOpensAfterTypeEightAndNoOther() {
        var session = new VfioSession(host());
        assertThat(session.attach(8)).isEqualTo("OK");
        assertThat(session.openDevice(8)).isEqualTo("EINVAL");
        assertThat(session.setIommu(3)).isEqualTo("ENODEV");
        assertThat(session.setIommu(1)).isEqualTo("ENODEV");
        assertThat(session.setIommu(8)).isEqualTo("OK");
        assertThat(session.setIommu(8)).isEqualTo("EINVAL");
        assertThat(session.openDevice(8)).isEqualTo("OK");
        assertThat(session.detach(8)).isEqualTo("EBUSY");
    }

    @Test
    void extensionEightIsThereForEmptyContainersAndThoseWithoutIommu() {
        var session = new VfioSession(host());
        assertThat(session.extension(8)).isEqualTo(1);
        assertThat(session.extension(3)).isEqualTo(1);
        session.attach(8);
        assertThat(session.extension(8)).isEqualTo(1);
        assertThat(session.extension(3)).isZero();
        session.setIommu(8);
        assertThat(session.extension(8)).isEqualTo(1);
        session.openContainer();
        session.attach(1);
        assertThat(session.extension(8)).isZero();
        assertThat(session.setIommu(8)).isEqualTo("ENODEV");
    }

    @Test
    void callsOnMappingsAreUnknown() {
        VfioSession session = opened();
        assertThat(session.map(0x100000, 0x1000)).isEqualTo("ENOTTY");
        assertThat(session.unmap(0x100000, 0x1000)).isEqualTo("ENOTTY");
        assertThat(session.information().word()).isEqualTo("ENOTTY");
    }

    @Test
    void mapBeforeTypeEightIsInvalid() {
        var session = new VfioSession(host());
        session.attach(8);
        assertThat(session.map(0x100000, 0x1000)).isEqualTo("EINVAL");
    }

    @Test
    void groupsWithAndWithoutIommuDoNotMix() {
        VfioSession session = opened();
        assertThat(session.attach(9)).isEqualTo("OK");
        assertThat(session.attach(1)).isEqualTo("EPERM");
        session.openContainer();
        assertThat(session.attach(1)).isEqualTo("OK");
        assertThat(session.attach(8)).isEqualTo("EINVAL");
        assertThat(session.detach(8)).isEqualTo("OK");
        assertThat(session.attach(8)).isEqualTo("EPERM");
    }

    @Test
    void lastGroupTakesTheBackEndWithIt() {
        VfioSession session = opened();
        session.detach(8);
        assertThat(session.map(0x100000, 0x1000)).isEqualTo("EINVAL");
        assertThat(session.attach(1)).isEqualTo("OK");
        assertThat(session.setIommu(3)).isEqualTo("OK");
    }

    @Test
    void groupIsViableAndOpensOnce() {
        VfioSession session = opened();
        assertThat(session.vfio.groupStatus(session.state, 8))
                .isEqualTo(new GroupStatus(true, true));
        assertThat(session.openGroup(8)).isEqualTo("EBUSY");
        assertThat(session.vfio.groupStatus(session.state, 9))
                .isEqualTo(new GroupStatus(true, false));
    }

    @Test
    void callerWithoutRawIoIsNotAllowed() {
        var session = new VfioSession(new Vfio(host(), false));
        assertThat(session.openGroup(8)).isEqualTo("EPERM");
        assertThat(session.openGroup(1)).isEqualTo("OK");

        var inherited = new VfioSession(new Vfio(host(), false));
        inherited.state = opened().state;
        assertThat(inherited.openDevice(8)).isEqualTo("EPERM");
    }
}
