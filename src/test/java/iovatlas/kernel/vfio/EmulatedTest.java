package iovatlas.kernel.vfio;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;

import org.junit.jupiter.api.Test;

/// Groups of mediated devices in a container, alone and beside real ones. Groups 1 and 2 are behind
/// SMMUs, 8 and 9 belong to mediated devices.
class EmulatedTest {

    private static final int VADDR = 4;
    private static final int UNMAP_VADDR = 4;

    private static TestHost host(KernelRelease release) {
        return new TestHost(release)
                .withSmmuGroup(1, "smmu0")
                .withSmmuGroup(2, "smmu1")
                .withMediated(8)
                .withMediated(9);
    }

    private static VfioSession alone() {
        return VfioSession.with(host(KernelRelease.V7_3), 8);
    }

    private static String pin(VfioSession session, int group, long iova, long size) {
        Transition<VfioState, Long> pinned =
                session.vfio.pin(
                        session.state,
                        group,
                        AddressRange.ofSize(Iova.of(iova), ByteSize.ofBytes(size)),
                        true);
        session.state = pinned.state();
        return switch (pinned.outcome()) {
            case Outcome.Success<Long> success -> success.value() + " pages";
            case Outcome.Refusal<Long> refusal -> refusal.errno().name();
        };
    }

    private static long locked(VfioSession session) {
        return session.state.locked("test");
    }

    @Test
    void containerWithMediatedDevicesAloneHasNoDomainNoRangesAndAllPageSizes() {
        VfioSession session = alone();
        assertThat(session.type1().domains()).isEmpty();
        assertThat(session.ranges()).isEmpty();
        assertThat(session.type1().pageSizes().bitmap()).isEqualTo(-4096L);
        assertThat(session.information())
                .isInstanceOfSatisfying(
                        Outcome.Success.class,
                        s -> assertThat(((Type1Information) s.value()).argsz()).isEqualTo(72));
    }

    @Test
    void mapWithoutDomainIsNotedOnlyAndPinsNothing() {
        VfioSession session = alone();
        assertThat(session.map(0x8000000, 0x100000)).isEqualTo("OK");
        assertThat(session.map(0x8000000, 0x1000)).isEqualTo("EEXIST");
        assertThat(locked(session)).isZero();
        assertThat(session.map(0x40000000, 0x1000, UserVirtual.of(0x1000), 3)).isEqualTo("OK");
    }

    @Test
    void reservedRegionOfALaterGroupMeetsWhatWasAcceptedBefore() {
        VfioSession session = alone();
        session.map(0x8000000, 0x100000);
        assertThat(session.attach(1)).isEqualTo("EINVAL");
        assertThat(session.type1().domains()).isEmpty();
        assertThat(session.unmap(0x8000000, 0x100000)).isEqualTo("1M");
        assertThat(session.attach(1)).isEqualTo("OK");
        assertThat(session.ranges())
                .containsExactly("0x00000000-0x07ffffff", "0x08100000-0xffffffffffff");
    }

    @Test
    void before54TheLaterGroupIsAcceptedAllTheSame() {
        VfioSession session = VfioSession.with(host(KernelRelease.V4_19), 8);
        session.map(0x8000000, 0x100000);
        assertThat(session.attach(1)).isEqualTo("OK");
    }

    @Test
    void firstDomainPinsEverythingThatWasOnlyNoted() {
        VfioSession session = alone();
        session.map(0x100000, 0x10000);
        assertThat(pin(session, 8, 0x100000, 0x2000)).isEqualTo("2 pages");
        assertThat(locked(session)).isEqualTo(2);
        assertThat(session.attach(1)).isEqualTo("OK");
        assertThat(locked(session)).isEqualTo(16);
        assertThat(session.detach(1)).isEqualTo("OK");
        assertThat(session.type1().mappings().size()).isEqualTo(1);
        assertThat(locked(session)).isEqualTo(2);
        assertThat(session.ranges()).containsExactly("0x00000000-0xffffffffffffffff");
    }

    @Test
    void replayFailsOnMemoryThatNobodyLookedAtSoFar() {
        VfioSession session = alone();
        session.map(0x40000000, 0x1000, UserVirtual.of(0x1000), 3);
        assertThat(session.attach(1)).isEqualTo("EFAULT");
        assertThat(session.type1().domains()).isEmpty();
    }

    @Test
    void replayFailsWhereTheLimitOfLockedMemoryIsTooLow() {
        VfioSession session = alone();
        session.process = session.process.limitedTo(ByteSize.ofBytes(0x8000));
        session.map(0x100000, 0x9000);
        assertThat(session.attach(1)).isEqualTo("ENOMEM");
        session.unmap(0x100000, 0x9000);
        session.map(0x100000, 0x8000);
        assertThat(session.attach(1)).isEqualTo("OK");
        assertThat(locked(session)).isEqualTo(8);
    }

    @Test
    void driverPinsOnlyWhatIsMappedAndWithinTheLimit() {
        VfioSession session = alone();
        session.process = session.process.limitedTo(ByteSize.ofBytes(0x2000));
        session.map(0x100000, 0x10000, 1);
        assertThat(pin(session, 8, 0x200000, 0x1000)).isEqualTo("EINVAL");
        assertThat(pin(session, 8, 0x10f000, 0x2000)).isEqualTo("EPERM");
        session.map(0x300000, 0x10000);
        assertThat(pin(session, 8, 0x30f000, 0x2000)).isEqualTo("EINVAL");
        assertThat(pin(session, 8, 0x300000, 0x3000)).isEqualTo("ENOMEM");
        assertThat(locked(session)).isZero();
        assertThat(pin(session, 8, 0x300000, 0x2000)).isEqualTo("2 pages");
        assertThat(pin(session, 8, 0x300000, 0x1000)).isEqualTo("1 pages");
        assertThat(locked(session)).isEqualTo(2);
    }

    @Test
    void pagesPinnedTwiceCountOnceAndGoWithTheirMapping() {
        VfioSession session = VfioSession.with(host(KernelRelease.V7_3), 8, 9);
        session.map(0x100000, 0x10000);
        pin(session, 8, 0x100000, 0x4000);
        pin(session, 9, 0x102000, 0x4000);
        assertThat(locked(session)).isEqualTo(6);
        session.state = session.vfio.closeMediated(session.state, 8);
        assertThat(locked(session)).isEqualTo(4);
        assertThat(session.unmap(0x100000, 0x10000)).isEqualTo("64K");
        assertThat(locked(session)).isZero();
    }

    @Test
    void driverCannotPinThroughTheFirstVersionOfType1() {
        var session = new VfioSession(host(KernelRelease.V7_3));
        session.attach(8);
        session.setIommu(1);
        session.map(0x100000, 0x1000);
        assertThat(pin(session, 8, 0x100000, 0x1000)).isEqualTo("EACCES");
    }

    @Test
    void processAddressesStayWhileAMediatedDeviceIsThere() {
        VfioSession session = alone();
        session.map(0x100000, 0x1000);
        assertThat(session.extension(10)).isZero();
        assertThat(session.unmap(0x100000, 0x1000, UNMAP_VADDR)).isEqualTo("EBUSY");
        VfioSession old = VfioSession.with(host(KernelRelease.V5_15), 8);
        old.map(0x100000, 0x1000);
        assertThat(old.extension(10)).isEqualTo(1);
        assertThat(old.unmap(0x100000, 0x1000, UNMAP_VADDR)).isEqualTo("4K");
        assertThat(old.map(0x100000, 0x1000, VADDR)).isEqualTo("OK");
    }

    @Test
    void mediatedGroupCannotJoinWhileAnAddressIsInvalid() {
        VfioSession session = VfioSession.with(host(KernelRelease.V7_3), 1);
        session.map(0x100000, 0x1000);
        session.unmap(0x100000, 0x1000, UNMAP_VADDR);
        assertThat(session.attach(8)).isEqualTo("EBUSY");
    }

    @Test
    void lastMediatedGroupTakesTheMappingsAlongOnlyWhereNoDomainIsLeft() {
        VfioSession session = VfioSession.with(host(KernelRelease.V7_3), 8, 1);
        session.map(0x100000, 0x1000);
        assertThat(session.detach(8)).isEqualTo("OK");
        assertThat(session.type1().mappings().size()).isEqualTo(1);
        VfioSession both = VfioSession.with(host(KernelRelease.V7_3), 8, 9);
        both.map(0x100000, 0x1000);
        assertThat(both.detach(8)).isEqualTo("OK");
        assertThat(both.type1().mappings().size()).isEqualTo(1);
        assertThat(both.detach(9)).isEqualTo("OK");
        assertThat(both.map(0x200000, 0x1000)).isEqualTo("EINVAL");
    }

    @Test
    void dirtyPagesAreThePinnedOnesUntilADomainComes() {
        VfioSession session = alone();
        session.map(0x100000, 0x10000);
        session.state = session.vfio.trackDirty(session.state, 0, true).state();
        pin(session, 8, 0x104000, 0x3000);
        assertThat(dirty(session)).isEqualTo(3);
        session.attach(1);
        assertThat(dirty(session)).isEqualTo(16);
    }

    private static long dirty(VfioSession session) {
        var request =
                new DirtyRequest(
                        Iova.of(0x100000),
                        ByteSize.ofBytes(0x10000),
                        ByteSize.ofBytes(0x1000),
                        ByteSize.ofBytes(8));
        return session.vfio.dirtyBits(session.state, 0, request) instanceof Outcome.Success<Long> s
                ? s.value()
                : -1;
    }

    @Test
    void groupWithoutAnyIommuNeverMeetsAMediatedOne() {
        TestHost host = host(KernelRelease.V7_3).withoutIommu(5);
        var session = new VfioSession(host);
        session.attach(8);
        assertThat(session.attach(5)).isEqualTo("EPERM");
        session.openContainer();
        session.attach(5);
        session.state = session.vfio.closeGroup(session.state, 8);
        assertThat(session.attach(8)).isEqualTo("EPERM");
    }

    @Test
    void dmaOfAMediatedGroupIsClaimedByNobody() {
        VfioSession session = alone();
        assertThat(session.state.owners().ownerOf(8)).isEmpty();
        assertThat(session.attach(8)).isEqualTo("EINVAL");
        assertThat(session.openGroup(8)).isEqualTo("EBUSY");
        assertThat(session.vfio.groupStatus(session.state, 8))
                .isEqualTo(new GroupStatus(true, true));
    }

    @Test
    void secondDomainPinsNothingAgain() {
        VfioSession session = VfioSession.with(host(KernelRelease.V7_3), 8, 1);
        session.map(0x100000, 0x10000);
        assertThat(session.attach(2)).isEqualTo("OK");
        assertThat(locked(session)).isEqualTo(16);
        assertThat(pin(session, 8, 0x100000, 0x1000)).isEqualTo("1 pages");
        assertThat(locked(session)).isEqualTo(16);
    }
}
