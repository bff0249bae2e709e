package iovatlas.scenario;

import static iovatlas.scenario.Scenarios.DISK;
import static iovatlas.scenario.Scenarios.NIC;
import static iovatlas.scenario.Scenarios.attach;
import static iovatlas.scenario.Scenarios.callNames;
import static iovatlas.scenario.Scenarios.machine;
import static iovatlas.scenario.Scenarios.map;
import static iovatlas.scenario.Scenarios.withDriver;
import static iovatlas.scenario.Scenarios.words;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.DomainType;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.Grouping;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.topology.Architecture;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.Topology;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Mediated devices on the disk of the Arm server, whose driver makes them; the NIC is bound to
/// vfio-pci.
class MediatedScenarioTest {

    private static Topology withDevices() {
        return withDriver(machine(), DISK, "nvme")
                .withMediatedDevices(
                        List.of(
                                new MediatedDevice("mdev0", DISK, ""),
                                new MediatedDevice("mdev1", DISK, "")))
                .withSpaces(
                        List.of(
                                new IovaSpace.Container("c0", "vm0", true),
                                new IovaSpace.Ioas("ioas0", "vm0", "iommufd0")));
    }

    private static Step enter(String device, String space) {
        return new Step.AttachMediated(device, space);
    }

    private static Step pin(long iova, long size) {
        return new Step.Pin("mdev0", Iova.of(iova), ByteSize.ofBytes(size), true);
    }

    private static Timeline run(Step... steps) {
        return Scenarios.run(withDevices(), steps);
    }

    @Test
    void eachHasAGroupOfItsOwnAfterAllOthers() {
        GroupTable groups =
                Grouping.boot(
                        withDevices(), BootFacts.standard(KernelRelease.V7_3, Architecture.ARM64));
        int others = groups.groups().size() - 2;
        assertThat(groups.emulatedGroup("mdev0"))
                .contains(
                        new IommuGroup(
                                others,
                                List.of(),
                                List.of("mdev0"),
                                DomainType.UNKNOWN,
                                List.of()));
        assertThat(groups.emulatedGroup("mdev1").map(IommuGroup::number)).contains(others + 1);
        assertThat(groups.emulatedMember(others)).contains("mdev0");
    }

    @Test
    void isThereOnlyWhileTheParentsDriverIsBound() {
        Timeline timeline =
                run(new Step.Unbind(DISK), enter("mdev0", "c0"), new Step.Bind(DISK, "nvme"));
        assertThat(words(timeline)).containsExactly("OK", "ENOENT", "OK");
        assertThat(timeline.state(1).groups().emulatedGroup("mdev0")).isEmpty();
        assertThat(timeline.state(3).groups().emulatedGroup("mdev0")).isPresent();
        assertThat(words(run(new Step.HotRemove(DISK), enter("mdev0", "c0"))))
                .containsExactly("OK", "ENOENT");
    }

    @Test
    void keepsTheParentsDriverBoundWhileOpen() {
        Timeline timeline =
                run(
                        enter("mdev0", "c0"),
                        new Step.Unbind(DISK),
                        new Step.HotRemove(DISK),
                        new Step.DetachMediated("mdev0"),
                        new Step.Unbind(DISK));
        assertThat(words(timeline)).containsExactly("OK", "EBUSY", "EBUSY", "OK", "OK");
    }

    @Test
    void entersAContainerThroughItsGroup() {
        Timeline timeline = run(enter("mdev0", "c0"), map(0x8000000, 0x1000), attach(NIC));
        assertThat(words(timeline)).containsExactly("OK", "OK", "EINVAL");
        assertThat(callNames(timeline, 1))
                .containsExactly(
                        "open /dev/vfio/vfio",
                        "open /dev/vfio/"
                                + timeline.state(0)
                                        .groups()
                                        .emulatedGroup("mdev0")
                                        .orElseThrow()
                                        .number(),
                        "VFIO_GROUP_SET_CONTAINER",
                        "VFIO_SET_IOMMU",
                        "VFIO_GROUP_GET_DEVICE_FD");
        SpaceView space = timeline.state(2).space("c0").orElseThrow();
        assertThat(space.domains()).isEmpty();
        assertThat(space.advertised()).isEmpty();
        assertThat(space.mediated()).extracting(MediatedView::name).containsExactly("mdev0");
    }

    @Test
    void showsWhatItsDriverHasPinned() {
        Timeline timeline =
                run(
                        enter("mdev0", "c0"),
                        map(0x100000, 0x10000),
                        pin(0x101800, 0x1000),
                        pin(0x200000, 0x1000),
                        new Step.Unmap("c0", Iova.of(0x100000), ByteSize.ofBytes(0x10000)));
        assertThat(words(timeline)).containsExactly("OK", "OK", "OK", "EINVAL", "OK");
        assertThat(pinned(timeline, 3)).containsExactly("0x00101000-0x00102fff");
        assertThat(pinned(timeline, 5)).isEmpty();
    }

    private static List<String> pinned(Timeline timeline, int step) {
        return timeline.state(step).spaces().stream()
                .flatMap(space -> space.mediated().stream())
                .flatMap(device -> device.pinned().ranges().stream())
                .map(range -> range.hex())
                .toList();
    }

    private static Step mapIoas(long iova, long size) {
        return new Step.Map(
                "ioas0", Iova.of(iova), ByteSize.ofBytes(size), null, ByteSize.ZERO, true, true);
    }

    @Test
    void reachesAnIoasWithoutPageTableAndReservesNothing() {
        Timeline timeline =
                run(
                        enter("mdev0", "ioas0"),
                        mapIoas(0x8000000, 0x1000),
                        mapIoas(0x9000000, 0x800),
                        pin(0x8000000, 0x1000),
                        pin(0x9000000, 0x1000),
                        new Step.Attach(NIC, "ioas0"),
                        new Step.DetachMediated("mdev0"),
                        mapIoas(0x9000000, 0x800));
        assertThat(words(timeline))
                .containsExactly("OK", "OK", "EINVAL", "OK", "ENOENT", "EADDRINUSE", "OK", "OK");
        assertThat(callNames(timeline, 1))
                .containsExactly(
                        "open /dev/iommu",
                        "IOMMU_IOAS_ALLOC",
                        "open /dev/vfio/devices/vfioN",
                        "VFIO_DEVICE_BIND_IOMMUFD",
                        "VFIO_DEVICE_ATTACH_IOMMUFD_PT");
        assertThat(timeline.state(4).space("ioas0").orElseThrow().domains()).isEmpty();
        assertThat(pinned(timeline, 4)).containsExactly("0x08000000-0x08000fff");
    }

    @Test
    void cannotEnterAnIoasWhoseMappingsAreNoWholePages() {
        assertThat(words(run(mapIoas(0x9000000, 0x800), enter("mdev0", "ioas0"))))
                .containsExactly("OK", "EADDRINUSE");
    }

    @Test
    void usesEitherItsGroupOrItsOwnFile() {
        assertThat(words(run(enter("mdev0", "ioas0"), enter("mdev0", "c0"))))
                .containsExactly("OK", "EBUSY");
        assertThat(words(run(enter("mdev0", "c0"), enter("mdev0", "ioas0"))))
                .containsExactly("OK", "EBUSY");
    }
}
