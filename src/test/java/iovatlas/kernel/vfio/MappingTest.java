package iovatlas.kernel.vfio;

import static iovatlas.kernel.KernelRelease.V4_19;
import static iovatlas.kernel.KernelRelease.V6_1;
import static iovatlas.kernel.KernelRelease.V6_12;
import static iovatlas.kernel.KernelRelease.V6_18;
import static iovatlas.kernel.KernelRelease.V7_3;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.doorbell.CookieWindow;
import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.PageTableFormat;
import iovatlas.topology.Architecture;
import iovatlas.topology.IommuKind;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

/// Mapping and unmapping. The numbers are those of the reference's conformance table.
class MappingTest {

    private static VfioSession smmu(KernelRelease release) {
        return VfioSession.with(new TestHost(release).withSmmuGroup(1, "smmu0"), 1);
    }

    private static VfioSession version1() {
        var session = new VfioSession(new TestHost(V7_3).withSmmuGroup(1, "smmu0"));
        session.attach(1);
        session.setIommu(1);
        return session;
    }

    private static TestHost amd(KernelRelease release) {
        DomainShape shape =
                new DomainShape(
                        "ivhd0",
                        PageTableFormat.AMD_V1,
                        false,
                        false,
                        iovatlas.address.AddressRange.all(iovatlas.address.Iova.ZERO),
                        TestHost.USUAL_PAGES,
                        true,
                        null);
        return new TestHost(release).with(1, IommuKind.AMD_VI, shape);
    }

    @Test
    void c089RefusesSizeZero() {
        assertThat(smmu(V7_3).map(0, 0)).isEqualTo("EINVAL");
    }

    @Test
    void c091RefusesMisalignedIova() {
        assertThat(smmu(V7_3).map(0x1800, 0x1000)).isEqualTo("EINVAL");
    }

    @Test
    void c093RangeThatWrapsIsAnOverflowSinceSixEighteen() {
        assertThat(smmu(V6_18).map(0xfffffffffffff000L, 0x2000)).isEqualTo("EOVERFLOW");
        assertThat(smmu(V6_12).map(0xfffffffffffff000L, 0x2000)).isEqualTo("EINVAL");
    }

    @Test
    void c095SameMappingTwiceExistsAlready() {
        var session = smmu(V7_3);
        session.map(0x1000, 0x1000);
        assertThat(session.map(0x1000, 0x1000)).isEqualTo("EEXIST");
    }

    @Test
    void c097OverlapIsTestedBeforeThePermittedRanges() {
        var session = smmu(V7_3);
        session.map(0x7fff000, 0x1000);
        assertThat(session.map(0x7fff000, 0x102000)).isEqualTo("EEXIST");
        assertThat(session.map(0x8000000, 0x1000)).isEqualTo("EINVAL");
    }

    @Test
    void c099LimitIsTestedBeforeThePermittedRanges() {
        var session = new VfioSession(limited(2).withSmmuGroup(1, "smmu0"));
        session.attach(1);
        session.setIommu(3);
        session.map(0, 0x1000);
        session.map(0x1000, 0x1000);
        assertThat(session.map(0x8000000, 0x1000)).isEqualTo("ENOSPC");
        session.unmap(0, 0x1000);
        assertThat(session.map(0x8000000, 0x1000)).isEqualTo("EINVAL");
    }

    private static TestHost limited(int entries) {
        BootFacts f = BootFacts.standard(V7_3, Architecture.ARM64);
        return new TestHost(
                new BootFacts(
                        f.release(),
                        f.architecture(),
                        f.firmware(),
                        f.iommuOn(),
                        f.defaultDomain(),
                        f.interruptRemapping(),
                        f.pageSize(),
                        f.virtualAddressBits(),
                        f.iommufd(),
                        f.groupInterface(),
                        Fact.given(entries),
                        f.unsafeInterrupts(),
                        f.iommufdUnsafeInterrupts(),
                        f.noIommuMode(),
                        f.commandLine()));
    }

    @Test
    void c101LargeCpuPagesRaiseTheSmallestMapping() {
        BootFacts f = BootFacts.standard(V7_3, Architecture.ARM64);
        var facts =
                new BootFacts(
                        f.release(),
                        f.architecture(),
                        f.firmware(),
                        f.iommuOn(),
                        f.defaultDomain(),
                        f.interruptRemapping(),
                        Fact.given(ByteSize.KIB.times(64)),
                        f.virtualAddressBits(),
                        f.iommufd(),
                        f.groupInterface(),
                        f.dmaEntryLimit(),
                        f.unsafeInterrupts(),
                        f.iommufdUnsafeInterrupts(),
                        f.noIommuMode(),
                        f.commandLine());
        var session = VfioSession.with(new TestHost(facts).withSmmuGroup(1, "smmu0"), 1);
        assertThat(session.type1().pageSizes().bitmap()).isEqualTo(0x40210000L);
        assertThat(session.map(0x1000, 0x1000)).isEqualTo("EINVAL");
        assertThat(session.map(0x10000, 0x10000)).isEqualTo("OK");
    }

    @Test
    void c103LockedMemoryLimitFailsTheWholeMapping() {
        var session = smmu(V7_3);
        session.process = session.process.limitedTo(ByteSize.KIB.times(64));
        VfioState before = session.state;
        assertThat(session.map(0, 0x20000)).isEqualTo("ENOMEM");
        assertThat(session.state).isEqualTo(before);
        assertThat(session.map(0, 0x10000)).as("exactly the limit").isEqualTo("OK");
        assertThat(session.map(0x10000, 0x1000)).isEqualTo("ENOMEM");
        session.unmap(0, 0x10000);
        assertThat(session.state.locked("test")).isZero();
    }

    @Test
    void c105DoorbellPageOutsideTheWindowStopsALaterMapping() {
        TestHost host = new TestHost(V7_3).withSmmuGroup(1, "smmu0").withSmmuGroup(2, "smmu1");
        var session = VfioSession.with(host, 2, 1);
        Type1Domain older = session.type1().domains().getLast();
        CookieWindow cookie = Objects.requireNonNull(older.doorbells());
        for (int i = 0; i < 257; i++) {
            cookie = cookie.map(HostPhysical.of(0x8000_0000L + i * 0x1000L), _ -> false).state();
        }
        Container container = session.state.container(0).orElseThrow();
        session.state =
                session.state.with(
                        container.withType1(
                                session.type1().withDomain(older.withDoorbells(cookie))));
        VfioState before = session.state;
        assertThat(session.map(0x8100000, 0x1000)).isEqualTo("EEXIST");
        assertThat(session.state).isEqualTo(before);
        assertThat(session.map(0x8101000, 0x1000)).isEqualTo("OK");
    }

    @Test
    void faultLeavesNothing() {
        var session = smmu(V7_3);
        VfioState before = session.state;
        assertThat(session.map(0, 0x1000, UserVirtual.of(0x1000), 3)).isEqualTo("EFAULT");
        assertThat(session.map(0, 0x1000, UserVirtual.of(-0x1000L), 3)).isEqualTo("EFAULT");
        assertThat(session.state).isEqualTo(before);
    }

    @Test
    void refusalNamesTheMappingInTheWay() {
        var session = smmu(V7_3);
        session.map(0x100000, 0x4000);
        assertThat(session.tryMap(0xff000, 0x2000))
                .isInstanceOfSatisfying(
                        Outcome.Refusal.class,
                        refusal ->
                                assertThat(refusal.reason().text())
                                        .contains("mapping 0x00100000-0x00103fff"));
    }

    @Test
    void c107Version2DoesNotBisect() {
        var session = smmu(V7_3);
        session.map(0x100000, 0x100000);
        VfioState before = session.state;
        assertThat(session.unmap(0x100000, 0x1000)).isEqualTo("EINVAL");
        assertThat(session.state).isEqualTo(before);
    }

    @Test
    void c109Version1StopsAtAMappingThatBeginsBelow() {
        var session = version1();
        session.map(0x100000, 0x100000);
        assertThat(session.unmap(0x101000, 0x1000)).isEqualTo("0");
        assertThat(session.type1().mappings().size()).isEqualTo(1);
    }

    @Test
    void c111Version1StopsAlthoughALaterMappingIsFullyInside() {
        var session = version1();
        session.map(0x100000, 0x100000);
        session.map(0x200000, 0x100000);
        assertThat(session.unmap(0x180000, 0x180000)).isEqualTo("0");
        assertThat(session.type1().mappings().size()).isEqualTo(2);
    }

    @Test
    void version1RemovesAMappingBeyondTheEnd() {
        var session = version1();
        session.map(0x100000, 0x4000);
        assertThat(session.unmap(0xff000, 0x2000)).isEqualTo("16K");
    }

    @Test
    void c113NothingThereIsASuccess() {
        assertThat(smmu(V7_3).unmap(0x1000, 0x1000)).isEqualTo("0");
    }

    @Test
    void c115UnmappingARangeThatWraps() {
        assertThat(smmu(V6_18).unmap(0xfffffffffffff000L, 0x2000)).isEqualTo("EOVERFLOW");
        assertThat(smmu(V6_12).unmap(0xfffffffffffff000L, 0x2000)).isEqualTo("EINVAL");
    }

    @Test
    void c117AddressIsReplacedForExactlyOneInvalidatedMapping() {
        var session = smmu(V7_3);
        session.map(0x1000, 0x2000);
        assertThat(session.map(0x1000, 0x2000, 4)).isEqualTo("EINVAL");
        assertThat(session.unmap(0x1000, 0x2000, 4)).isEqualTo("8K");
        assertThat(session.unmap(0x1000, 0x2000, 4)).isEqualTo("EINVAL");
        assertThat(session.map(0x1000, 0x1000, 4)).isEqualTo("EINVAL");
        assertThat(session.map(0x9000, 0x1000, 4)).isEqualTo("ENOENT");
        assertThat(session.map(0x1000, 0x2000, 4)).isEqualTo("OK");
    }

    @Test
    void groupCannotJoinWhileAnAddressIsInvalid() {
        TestHost host = new TestHost(V7_3).withSmmuGroup(1, "smmu0").withSmmuGroup(2, "smmu0");
        var session = VfioSession.with(host, 1);
        session.map(0x1000, 0x2000);
        session.unmap(0, 0, 6);
        assertThat(session.attach(2)).isEqualTo("EBUSY");
        session.map(0x1000, 0x2000, 4);
        assertThat(session.attach(2)).isEqualTo("OK");
    }

    @Test
    void c119AccessAndNewAddressExcludeEachOther() {
        assertThat(smmu(V7_3).map(0, 0x1000, 5)).isEqualTo("EINVAL");
        assertThat(smmu(V7_3).map(0, 0x1000, 0)).isEqualTo("EINVAL");
    }

    @Test
    void c121InformationNeedsRoomForTwoRanges() {
        Type1Information info =
                ((Outcome.Success<Type1Information>) smmu(V7_3).information()).value();
        assertThat(info.argsz()).isEqualTo(120);
        assertThat(info.flags()).isEqualTo(3);
        assertThat(((Outcome.Success<Type1Information>) smmu(V6_1).information()).value().argsz())
                .as("the limit was not padded then")
                .isEqualTo(116);
        assertThat(((Outcome.Success<Type1Information>) smmu(V4_19).information()).value().flags())
                .isEqualTo(1);
    }

    @Test
    void lastPageIsLostUpToSixTwelve() {
        var session = VfioSession.with(amd(V6_1), 1);
        assertThat(session.map(0xfffffffffffff000L, 0x1000)).isEqualTo("OK");
        assertThat(session.map(0xfffffffffffff000L, 0x1000)).isEqualTo("OK");
        assertThat(session.unmap(0xfffffffffffff000L, 0x1000)).isEqualTo("0");
        assertThat(session.type1().available()).isEqualTo(65533);
        session.map(0, 0x1000);
        assertThat(session.unmap(0, 0, 2))
                .as("the walk starts at the top of the tree, where a lost mapping is")
                .isEqualTo("0");

        var once = VfioSession.with(amd(V6_1), 1);
        once.map(0, 0x1000);
        once.map(0xfffffffffffff000L, 0x1000);
        assertThat(once.unmap(0, 0, 2)).isEqualTo("8K");
    }

    @Test
    void lastPageIsLikeAnyOtherSinceSixEighteen() {
        var session = VfioSession.with(amd(V6_18), 1);
        assertThat(session.map(0xfffffffffffff000L, 0x1000)).isEqualTo("OK");
        assertThat(session.map(0xfffffffffffff000L, 0x1000)).isEqualTo("EEXIST");
        assertThat(session.unmap(0xfffffffffffff000L, 0x1000)).isEqualTo("4K");
    }

    @Test
    void oldKernelsKnowNeitherRangesNorLimitNorFlags() {
        var session = smmu(V4_19);
        assertThat(session.map(0x8000000, 0x1000)).isEqualTo("OK");
        assertThat(session.map(0, 0x1000, 4)).isEqualTo("EINVAL");
        assertThat(session.unmap(0, 0, 2)).isEqualTo("EINVAL");
        assertThat(session.ranges()).isEmpty();
    }

    @Test
    void rulesHaveTheirOwnNames() {
        List<String> ids =
                java.util.stream.Stream.of(Type1Rules.all(), VfioRules.all(), DeviceRules.all())
                        .flatMap(List::stream)
                        .map(iovatlas.kernel.KernelRule::id)
                        .toList();
        assertThat(ids).doesNotHaveDuplicates();
    }
}
