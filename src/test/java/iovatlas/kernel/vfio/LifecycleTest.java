package iovatlas.kernel.vfio;

import static iovatlas.kernel.KernelRelease.V4_19;
import static iovatlas.kernel.KernelRelease.V5_15;
import static iovatlas.kernel.KernelRelease.V6_1;
import static iovatlas.kernel.KernelRelease.V6_12;
import static iovatlas.kernel.KernelRelease.V6_18;
import static iovatlas.kernel.KernelRelease.V7_3;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.topology.Architecture;
import iovatlas.topology.IommuKind;
import iovatlas.topology.PciAddress;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Groups and containers come and go. The numbers are those of the reference's conformance table.
class LifecycleTest {

    private static final PciAddress SIBLING = new PciAddress(0, 1, 0, 1);

    private static TestHost vtdHost(KernelRelease release) {
        return new TestHost(BootFacts.standard(release, Architecture.X86_64))
                .with(
                        1,
                        IommuKind.VTD,
                        TestHost.vtd("dmar0", 39, false),
                        TestHost.region(0xfee00000L, 0xfeefffffL, ReservedType.MSI));
    }

    private static GroupTraits group(TestHost host) {
        return host.group(1).orElseThrow();
    }

    @Test
    void c057ContainerWithoutGroupsTakesNoBackEnd() {
        assertThat(new VfioSession(new TestHost(V7_3)).setIommu(3)).isEqualTo("EINVAL");
    }

    @Test
    void c059NestingIsGoneSinceSixEighteen() {
        assertThat(nesting(V6_18, "smmu0")).isEqualTo("ENODEV");
        assertThat(nesting(V6_12, "smmu0")).isEqualTo("EPERM");
        assertThat(nesting(V6_1, "smmu0")).isEqualTo("OK");
        var session = new VfioSession(vtdHost(V6_1));
        session.attach(1);
        assertThat(session.setIommu(6)).isEqualTo("EINVAL");
    }

    private static String nesting(KernelRelease release, String smmu) {
        var session = new VfioSession(new TestHost(release).withSmmuGroup(1, smmu));
        session.attach(1);
        return session.setIommu(6);
    }

    @Test
    void c061UnsafeInterruptsAreRefusedUnlessAllowed() {
        TestHost host = vtdHost(V7_3);
        host.with(TestHost.changed(group(host), List.of(), null, TestHost.SAYS_TEST));
        var session = new VfioSession(host);
        session.attach(1);
        assertThat(session.setIommu(3)).isEqualTo("EPERM");
        assertThat(session.information().word()).isEqualTo("EINVAL");

        var allowed = new TestHost(TestHost.unsafe(BootFacts.standard(V7_3, Architecture.X86_64)));
        allowed.with(host.group(1).orElseThrow());
        assertThat(VfioSession.with(allowed, 1).information().word()).isEqualTo("OK");
    }

    @Test
    void c063GroupWithAKernelDriverIsNotViable() {
        TestHost host = vtdHost(V7_3);
        host.with(TestHost.changed(group(host), List.of(SIBLING), null, null));
        var session = new VfioSession(host);
        session.openGroup(1);
        assertThat(session.vfio.groupStatus(session.state, 1))
                .isEqualTo(new GroupStatus(false, false));
        assertThat(session.attach(1)).isEqualTo("EPERM");
    }

    @Test
    void viabilityShowsLateBeforeOwnershipExisted() {
        TestHost host = vtdHost(V5_15);
        host.with(TestHost.changed(group(host), List.of(SIBLING), null, null));
        var session = new VfioSession(host);
        assertThat(session.attach(1)).isEqualTo("OK");
        assertThat(session.setIommu(3)).isEqualTo("OK");
        assertThat(session.openDevice(1)).isEqualTo("EINVAL");
    }

    @Test
    void c069GroupIsInOneContainerAtATime() {
        var session = VfioSession.with(new TestHost(V7_3).withSmmuGroup(1, "smmu0"), 1);
        session.openContainer();
        assertThat(session.attach(1)).isEqualTo("EINVAL");
    }

    @Test
    void c071OpenDevicePinsItsGroup() {
        var session = VfioSession.with(new TestHost(V7_3).withSmmuGroup(1, "smmu0"), 1);
        assertThat(session.openDevice(1)).isEqualTo("OK");
        assertThat(session.detach(1)).isEqualTo("EBUSY");
        session.closeDevice(1);
        assertThat(session.detach(1)).isEqualTo("OK");
    }

    @Test
    void groupStaysWhileADeviceOfItIsOpenAlthoughItsDescriptorIsClosed() {
        var session = VfioSession.with(new TestHost(V7_3).withSmmuGroup(1, "smmu0"), 1);
        session.openDevice(1);
        session.state = session.vfio.closeGroup(session.state, 1);
        assertThat(session.openGroup(1)).isEqualTo("EBUSY");
        assertThat(session.map(0, 0x1000)).isEqualTo("OK");
        session.closeDevice(1);
        assertThat(session.information().word()).isEqualTo("EINVAL");
        assertThat(session.openGroup(1)).isEqualTo("OK");
    }

    @Test
    void c073DeviceNeedsABackEnd() {
        var session = new VfioSession(new TestHost(V7_3).withSmmuGroup(1, "smmu0"));
        session.openGroup(1);
        assertThat(session.openDevice(1)).isEqualTo("EINVAL");
        session.attach(1);
        assertThat(session.openDevice(1)).isEqualTo("EINVAL");
    }

    @Test
    void c075DirectRegionRefusesOwnership() {
        assertThat(attachDirect(V7_3)).isEqualTo("EINVAL");
        assertThat(attachDirect(V6_12)).isEqualTo("EINVAL");
        assertThat(attachDirect(V6_1)).isEqualTo("EPERM");
    }

    private static String attachDirect(KernelRelease release) {
        TestHost host = vtdHost(release);
        host.with(TestHost.changed(group(host), List.of(), TestHost.function(1), null));
        return new VfioSession(host).attach(1);
    }

    @Test
    void directRegionOfVtdShowsAtSetIommuBeforeOwnershipExisted() {
        TestHost host = vtdHost(V4_19);
        host.with(TestHost.changed(group(host), List.of(), TestHost.function(1), null));
        var session = new VfioSession(host);
        assertThat(session.attach(1)).isEqualTo("OK");
        assertThat(session.setIommu(3)).isEqualTo("EPERM");
    }

    @Test
    void directRegionOfAnSmmuIsCutOutInSixOne() {
        TestHost host =
                new TestHost(V6_1)
                        .with(
                                1,
                                IommuKind.SMMU_V3,
                                TestHost.smmu("smmu0"),
                                TestHost.softwareWindow(),
                                TestHost.region(0x10000000, 0x1000ffff, ReservedType.DIRECT));
        host.with(TestHost.changed(group(host), List.of(), TestHost.function(1), null));
        assertThat(VfioSession.with(host, 1).ranges())
                .containsExactly(
                        "0x00000000-0x07ffffff",
                        "0x08100000-0x0fffffff",
                        "0x10010000-0xffffffffffff");
    }

    @Test
    void c077ReservedRegionOverAMappingKeepsTheGroupOut() {
        TestHost host =
                new TestHost(V7_3)
                        .withSmmuGroup(1, "smmu0")
                        .with(
                                2,
                                IommuKind.SMMU_V3,
                                TestHost.smmu("smmu0"),
                                TestHost.region(0x40000000, 0x400fffff, ReservedType.RESERVED));
        var session = VfioSession.with(host, 1);
        session.map(0x40000000, 0x1000);
        VfioState before = session.state;
        session.openGroup(2);
        assertThat(session.attach(2)).isEqualTo("EINVAL");
        assertThat(session.state.containers()).isEqualTo(before.containers());
        assertThat(session.state.owners().ownerOf(2)).isEmpty();
        session.unmap(0x40000000, 0x1000);
        assertThat(session.attach(2)).isEqualTo("OK");
    }

    @Test
    void c079ApertureThatCutsAMappingOffKeepsTheGroupOut() {
        TestHost host =
                new TestHost(BootFacts.standard(V7_3, Architecture.X86_64))
                        .with(1, IommuKind.VTD, TestHost.vtd("dmar0", 48, false))
                        .with(2, IommuKind.VTD, TestHost.vtd("dmar1", 39, false));
        var session = VfioSession.with(host, 1);
        session.map(1L << 40, 0x1000);
        assertThat(session.attach(2)).isEqualTo("EINVAL");
        session.unmap(1L << 40, 0x1000);
        assertThat(session.attach(2)).isEqualTo("OK");
        assertThat(session.ranges()).containsExactly("0x00000000-0x7fffffffff");
    }

    @Test
    void c081CompatibleGroupsShareADomain() {
        TestHost host = new TestHost(V7_3).withSmmuGroup(1, "smmu0").withSmmuGroup(2, "smmu0");
        assertThat(VfioSession.with(host, 1, 2).type1().domains()).hasSize(1);
    }

    @Test
    void groupsBehindTwoSmmusGetADomainEach() {
        TestHost host = new TestHost(V7_3).withSmmuGroup(1, "smmu0").withSmmuGroup(2, "smmu1");
        var session = VfioSession.with(host, 1, 2);
        assertThat(session.type1().domains())
                .extracting(d -> d.shape().iommu())
                .as("newest first; groups are attached in reverse order of SET_CONTAINER")
                .containsExactly("smmu0", "smmu1");
        assertThat(session.type1().domains()).allMatch(d -> d.windowBase() != null);
    }

    @Test
    void c083CoherencyKeepsDomainsApart() {
        TestHost host =
                new TestHost(BootFacts.standard(V7_3, Architecture.X86_64))
                        .with(1, IommuKind.VTD, TestHost.vtd("dmar0", 48, true))
                        .with(2, IommuKind.VTD, TestHost.vtd("dmar1", 48, false));
        var session = VfioSession.with(host, 1);
        assertThat(session.extension(4)).isEqualTo(1);
        session.attach(2);
        assertThat(session.type1().domains()).hasSize(2);
        assertThat(session.extension(4)).isZero();
    }

    @Test
    void c085LastGroupTakesTheBackEndAlong() {
        var session = VfioSession.with(new TestHost(V7_3).withSmmuGroup(1, "smmu0"), 1);
        session.map(0, 0x1000);
        session.map(0x1000, 0x1000);
        assertThat(session.detach(1)).isEqualTo("OK");
        assertThat(session.state.locked("test")).isZero();
        assertThat(session.map(0, 0x1000)).isEqualTo("EINVAL");
    }

    @Test
    void c087HardwareWindowBeforeASoftwareOneMeansNoCookie() {
        TestHost host =
                new TestHost(V7_3)
                        .with(
                                1,
                                IommuKind.SMMU_V3,
                                TestHost.smmu("smmu0"),
                                TestHost.region(0x6010000, 0x601ffff, ReservedType.MSI),
                                TestHost.softwareWindow());
        var session = VfioSession.with(host, 1);
        assertThat(session.type1().domains().getFirst().doorbells()).isNull();
        assertThat(session.ranges())
                .containsExactly(
                        "0x00000000-0x0600ffff",
                        "0x06020000-0x07ffffff",
                        "0x08100000-0xffffffffffff");
    }

    @Test
    void domainThatIsReusedGetsNoCookieLater() {
        TestHost host =
                new TestHost(V7_3)
                        .with(1, IommuKind.SMMU_V3, TestHost.smmu("smmu0"))
                        .withSmmuGroup(2, "smmu0");
        var session = VfioSession.with(host, 1);
        session.attach(2);
        assertThat(session.type1().domains()).hasSize(1);
        assertThat(session.type1().domains().getFirst().doorbells()).isNull();
    }

    @Test
    void rangesWidenAgainWhenAGroupLeaves() {
        TestHost host =
                new TestHost(V7_3)
                        .withSmmuGroup(1, "smmu0")
                        .with(
                                2,
                                IommuKind.SMMU_V3,
                                TestHost.smmu("smmu0"),
                                TestHost.softwareWindow(),
                                TestHost.region(0x40000000, 0x400fffff, ReservedType.RESERVED));
        var session = VfioSession.with(host, 1);
        List<String> alone = session.ranges();
        session.attach(2);
        assertThat(session.ranges()).hasSize(3);
        session.detach(2);
        assertThat(session.ranges()).isEqualTo(alone);
    }

    @Test
    void extensionsAnswerBeforeAndAfterTheChoice() {
        var session = new VfioSession(new TestHost(V7_3).withSmmuGroup(1, "smmu0"));
        assertThat(session.extension(1)).isEqualTo(1);
        assertThat(session.extension(10)).isZero();
        assertThat(session.extension(6)).isZero();
        session.attach(1);
        session.setIommu(3);
        assertThat(session.extension(10)).isEqualTo(1);
        assertThat(new VfioSession(new TestHost(V6_12)).extension(6)).isEqualTo(1);
        assertThat(new VfioSession(new TestHost(V4_19)).extension(9)).isZero();
    }

    @Test
    void extensionThatIsNoTypeCannotBeOpened() {
        var session = new VfioSession(new TestHost(V7_3).withSmmuGroup(1, "smmu0"));
        session.attach(1);
        assertThat(session.setIommu(9)).isEqualTo("EINVAL");
        assertThat(session.setIommu(99)).isEqualTo("ENODEV");
        assertThat(session.setIommu(3)).isEqualTo("OK");
        assertThat(session.setIommu(3)).isEqualTo("EINVAL");
    }
}
