package iovatlas.scenario;

import static iovatlas.scenario.Scenarios.DISK;
import static iovatlas.scenario.Scenarios.NIC;
import static iovatlas.scenario.Scenarios.attach;
import static iovatlas.scenario.Scenarios.callNames;
import static iovatlas.scenario.Scenarios.container;
import static iovatlas.scenario.Scenarios.machine;
import static iovatlas.scenario.Scenarios.map;
import static iovatlas.scenario.Scenarios.unmap;
import static iovatlas.scenario.Scenarios.unmapAll;
import static iovatlas.scenario.Scenarios.vectors;
import static iovatlas.scenario.Scenarios.words;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Architecture;
import iovatlas.topology.IovaSpace;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Scenarios on an IOAS, step by step.
class IoasScenarioTest {

    private static Timeline run(Step... steps) {
        BootFacts f = BootFacts.standard(KernelRelease.V7_3, Architecture.ARM64);
        var facts =
                new BootFacts(
                        f.release(),
                        f.architecture(),
                        f.firmware(),
                        f.iommuOn(),
                        f.defaultDomain(),
                        f.interruptRemapping(),
                        f.pageSize(),
                        f.virtualAddressBits(),
                        Fact.given(true),
                        f.groupInterface(),
                        f.dmaEntryLimit(),
                        f.unsafeInterrupts(),
                        f.iommufdUnsafeInterrupts(),
                        f.noIommuMode(),
                        f.commandLine());
        return Timeline.of(
                machine()
                        .withSpaces(
                                List.of(
                                        new IovaSpace.Ioas("c0", "vm0", "ctx0"),
                                        new IovaSpace.Ioas("c2", "vm0", "ctx0"),
                                        new IovaSpace.Ioas("c3", "vm0", "ctx1"),
                                        new IovaSpace.Container("c1", "vm0", true))),
                facts,
                Stream.of(steps).map(ScenarioStep::of).toList());
    }

    private static Step mapAnywhere(long size) {
        return new Step.Map("c0", null, ByteSize.ofBytes(size), null, ByteSize.ZERO, true, true);
    }

    @Test
    void attachOpensTheDevicesOwnFileBindsAndAttaches() {
        Timeline timeline = run(attach(NIC), attach(DISK));
        assertThat(words(timeline)).containsExactly("OK", "OK");
        assertThat(callNames(timeline, 1))
                .containsExactly(
                        "open /dev/iommu",
                        "IOMMU_IOAS_ALLOC",
                        "open /dev/vfio/devices/vfioN",
                        "VFIO_DEVICE_BIND_IOMMUFD",
                        "VFIO_DEVICE_ATTACH_IOMMUFD_PT");
        assertThat(container(timeline).domains()).hasSize(1);
        assertThat(container(timeline).domains().getFirst().groups()).containsExactly(2, 3);
        assertThat(timeline.state(2).spaceOf(NIC)).contains("c0");
    }

    @Test
    void mapsWhereTheStepSaysOrWhereTheKernelLikes() {
        Timeline timeline = run(map(0x100000, 0x1000), mapAnywhere(0x1000), attach(NIC));
        assertThat(words(timeline)).containsExactly("OK", "OK", "OK");
        SpaceView view = container(timeline);
        assertThat(view.mappings().entries().map(e -> e.range().first()))
                .containsExactly(Iova.of(0x1000), Iova.of(0x100000));
        assertThat(view.mappings().first().orElseThrow().value().step()).isEqualTo(2);
        assertThat(view.advertised().getFirst())
                .isEqualTo(AddressRange.of(Iova.ZERO, Iova.of(0x7ffffff)));
    }

    @Test
    void attachRefusedOverAMappingInTheWindow() {
        Timeline timeline = run(map(0x8000000, 0x1000), attach(NIC), unmapAll(), attach(NIC));
        assertThat(words(timeline)).containsExactly("OK", "EADDRINUSE", "OK", "OK");
    }

    @Test
    void unmapThatIsRefusedLateKeepsWhatItDid() {
        Timeline timeline =
                run(map(0x10000, 0x1000), map(0x20000, 0x2000), unmap(0x10000, 0x11000));
        assertThat(words(timeline)).containsExactly("OK", "OK", "ENOENT");
        assertThat(container(timeline).mappings().size()).isEqualTo(1);
    }

    @Test
    void vectorsMapTheDoorbellIntoTheWindowAndDetachTakesThePageTable() {
        Timeline timeline = run(attach(NIC), vectors(NIC, 4), new Step.Detach(NIC), attach(NIC));
        assertThat(words(timeline)).containsExactly("OK", "OK", "OK", "OK");
        DomainView domain = timeline.state(2).space("c0").orElseThrow().domains().getFirst();
        assertThat(domain.doorbells()).hasSize(1);
        assertThat(domain.doorbells().getFirst().iova().first()).isEqualTo(Iova.of(0x8000000));
        assertThat(domain.window()).isNotNull();
        assertThat(timeline.state(3).space("c0").orElseThrow().domains()).isEmpty();
        assertThat(timeline.state(3).spaceOf(NIC)).isEmpty();
    }

    @Test
    void groupCannotBeOpenedBesideABoundDeviceNorADeviceBesideAnOpenGroup() {
        Step inContainer = new Step.Attach(NIC, "c1");
        assertThat(words(run(attach(NIC), inContainer))).containsExactly("OK", "EBUSY");
        assertThat(words(run(inContainer, attach(NIC)))).containsExactly("OK", "EBUSY");
    }

    private static Step table(String name) {
        return new Step.AllocHwpt(NIC, "c0", name, false);
    }

    @Test
    void anExplicitPageTableStaysWhenItsDeviceLeavesIt() {
        Timeline timeline =
                run(
                        table("own"),
                        new Step.Attach(NIC, "c0", "own"),
                        new Step.Attach(NIC, "c0"),
                        new Step.Attach(NIC, "c2"));
        assertThat(words(timeline)).containsExactly("OK", "OK", "OK", "OK");
        assertThat(callNames(timeline, 1)).endsWith("IOMMU_HWPT_ALLOC");
        assertThat(callNames(timeline, 4)).endsWith("VFIO_DEVICE_ATTACH_IOMMUFD_PT");
        assertThat(space(timeline, 2).domains())
                .extracting(DomainView::table)
                .containsExactly("own");
        assertThat(space(timeline, 2).domains().getFirst().groups()).containsExactly(2);
        // Attaching to the IOAS itself never chooses a table that somebody allocated.
        assertThat(space(timeline, 3).domains())
                .extracting(DomainView::table)
                .first()
                .isEqualTo("own");
        assertThat(space(timeline, 3).domains().getFirst().groups()).isEmpty();
        assertThat(space(timeline, 3).domains().get(1).chosenTable()).isEmpty();
        // Moved to another IOAS, the automatic table goes, the allocated one stays.
        assertThat(space(timeline, 4).domains())
                .extracting(DomainView::table)
                .containsExactly("own");
        assertThat(timeline.state(4).spaceOf(NIC)).contains("c2");
    }

    private static SpaceView space(Timeline timeline, int step) {
        return timeline.state(step).space("c0").orElseThrow();
    }

    @Test
    void nobodyAttachesToAPageTableThatIsNotAllocatedYet() {
        assertThat(words(run(new Step.Attach(NIC, "c0", "own"), table("own"))))
                .containsExactly("ENOENT", "OK");
    }

    @Test
    void destroysAPageTableOnceNobodyIsAttachedToIt() {
        Step destroy = new Step.Destroy("c0", "own");
        Timeline timeline =
                run(
                        destroy,
                        table("own"),
                        new Step.Attach(NIC, "c0", "own"),
                        destroy,
                        new Step.Attach(NIC, "c0"),
                        destroy,
                        destroy,
                        new Step.Attach(NIC, "c0", "own"));
        assertThat(words(timeline))
                .containsExactly("ENOENT", "OK", "OK", "EBUSY", "OK", "OK", "ENOENT", "ENOENT");
        assertThat(reason(timeline, 4)).isEqualTo("page table 3 is still used by 0000:01:00.0.");
        assertThat(space(timeline, 6).domains())
                .extracting(DomainView::chosenTable)
                .containsExactly(Optional.empty());
    }

    @Test
    void destroysAnIoasWithItsMappingsOnceNothingHangsOnIt() {
        Step destroy = new Step.Destroy("c0", null);
        Timeline timeline =
                run(
                        map(0x100000, 0x1000),
                        attach(NIC),
                        destroy,
                        new Step.Detach(NIC),
                        destroy,
                        destroy,
                        map(0x100000, 0x1000));
        assertThat(words(timeline))
                .containsExactly("OK", "OK", "EBUSY", "OK", "OK", "ENOENT", "OK");
        assertThat(reason(timeline, 3)).startsWith("IOAS 1 is still used by page table ");
        assertThat(space(timeline, 5).mappings().size()).isZero();
        assertThat(callNames(timeline, 7)).containsExactly("IOMMU_IOAS_ALLOC", "IOMMU_IOAS_MAP");
        assertThat(space(timeline, 7).mappings().size()).isEqualTo(1);
    }

    private static String reason(Timeline timeline, int step) {
        return timeline.result(step).calls().getLast().outcome().why().getFirst().text();
    }

    @Test
    void aCopySharesThePagesWithinOneContext() {
        Timeline timeline =
                run(
                        map(0x100000, 0x2000),
                        copy("c2", 0x100000, 0x2000),
                        copy("c2", 0x101000, 0x1000),
                        copy("c3", 0x100000, 0x2000),
                        copy("c2", 0x500000, 0x1000));
        assertThat(words(timeline)).containsExactly("OK", "OK", "EEXIST", "ENOENT", "ENOENT");
        UserMapping copied =
                timeline.state(2)
                        .space("c2")
                        .orElseThrow()
                        .mappings()
                        .first()
                        .orElseThrow()
                        .value();
        assertThat(copied.range().first()).isEqualTo(Iova.of(0x100000));
        assertThat(copied.step()).isEqualTo(1);
    }

    private static Step copy(String to, long at, long size) {
        return new Step.Copy(
                to, "c0", Iova.of(at), ByteSize.ofBytes(size), Iova.of(at), true, true);
    }

    @Test
    void anAttachOverACopiedMappingIsRefusedAsOverAMapping() {
        assertThat(
                        words(
                                run(
                                        map(0x8000000, 0x1000),
                                        copy("c2", 0x8000000, 0x1000),
                                        new Step.Attach(NIC, "c2"))))
                .containsExactly("OK", "OK", "EADDRINUSE");
    }
}
