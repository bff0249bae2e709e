package iovatlas.scenario;

import static iovatlas.scenario.Scenarios.DISK;
import static iovatlas.scenario.Scenarios.NIC;
import static iovatlas.scenario.Scenarios.attach;
import static iovatlas.scenario.Scenarios.callNames;
import static iovatlas.scenario.Scenarios.machine;
import static iovatlas.scenario.Scenarios.map;
import static iovatlas.scenario.Scenarios.words;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.Grouping;
import iovatlas.topology.Architecture;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.Topology;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

/// NIC and disk of the Arm server, with the SMMU switched off, bound to vfio-pci.
class NoIommuScenarioTest {

    private static BootFacts facts(KernelRelease release, boolean iommu, boolean mode) {
        BootFacts f = BootFacts.standard(release, Architecture.ARM64);
        return new BootFacts(
                f.release(),
                f.architecture(),
                f.firmware(),
                Fact.given(iommu),
                f.defaultDomain(),
                f.interruptRemapping(),
                f.pageSize(),
                f.virtualAddressBits(),
                f.iommufd(),
                f.groupInterface(),
                f.dmaEntryLimit(),
                f.unsafeInterrupts(),
                f.iommufdUnsafeInterrupts(),
                Fact.given(mode),
                f.commandLine());
    }

    private static Timeline run(boolean mode, Step... steps) {
        return Timeline.of(
                machine().withSpaces(List.of(new IovaSpace.Container("c0", "vm0", true))),
                facts(KernelRelease.V6_12, false, mode),
                Stream.of(steps).map(ScenarioStep::of).toList());
    }

    private static GroupTable groups(KernelRelease release, boolean iommu, boolean mode) {
        return Grouping.boot(machine(), facts(release, iommu, mode));
    }

    @Test
    void attachOpensTheGroupWithoutIommuAndTakesTypeEight() {
        Timeline timeline = run(true, attach(NIC), map(0x100000, 0x1000));
        assertThat(words(timeline)).containsExactly("OK", "ENOTTY");
        assertThat(callNames(timeline, 1))
                .containsExactly(
                        "open /dev/vfio/vfio",
                        "open /dev/vfio/noiommu-0",
                        "VFIO_GROUP_SET_CONTAINER",
                        "VFIO_SET_IOMMU",
                        "VFIO_GROUP_GET_DEVICE_FD");
    }

    @Test
    void vectorsAreSetWithTheDoorbellsPhysicalAddress() {
        Timeline timeline = run(true, attach(NIC), new Step.SetIrqs(NIC, IrqIndex.MSIX, 0, 2));
        assertThat(words(timeline)).containsExactly("OK", "OK");
        assertThat(timeline.state(2).interrupts().active(NIC)).isPresent();
    }

    @Test
    void comesAndGoesAgain() {
        Timeline timeline = run(true, attach(NIC), new Step.Detach(NIC), attach(NIC));
        assertThat(words(timeline)).containsExactly("OK", "OK", "OK");
    }

    @Test
    void attachFindsNoGroupWithoutTheMode() {
        assertThat(words(run(false, attach(NIC)))).containsExactly("ENOENT");
    }

    @Test
    void driverComesBackOnlyWithTheMode() {
        assertThat(words(run(true, new Step.Unbind(NIC), new Step.Bind(NIC, "vfio-pci"))))
                .containsExactly("OK", "OK");
        assertThat(words(run(false, new Step.Unbind(NIC), new Step.Bind(NIC, "vfio-pci"))))
                .containsExactly("OK", "EINVAL");
    }

    @Test
    void numbersAreTheSmallestThatAreFreeAndGoWithTheDriver() {
        GroupTable table = groups(KernelRelease.V6_12, false, true);
        assertThat(table.noIommuGroup(NIC)).contains(0);
        assertThat(table.noIommuGroup(DISK)).contains(1);
        assertThat(table.groupOf(NIC)).isEmpty();
        GroupTable rest = table.unbind(NIC);
        assertThat(rest.noIommuGroup(NIC)).isEmpty();
        assertThat(rest.noIommuGroup(DISK)).contains(1);
        assertThat(rest.bind(NIC, "vfio-pci").noIommuMember(0)).contains(NIC);
        assertThat(rest.bind(NIC, "igb").noIommuGroup(NIC)).isEmpty();
    }

    @Test
    void functionsBehindAnIommuKeepTheirGroups() {
        GroupTable table = groups(KernelRelease.V6_12, true, true);
        assertThat(table.groupOf(NIC)).isPresent();
        assertThat(table.noIommuGroup(NIC)).isEmpty();
    }

    /// Up to 5.18 one IOMMU driver anywhere on the bus is enough to rule such groups out.
    @Test
    void oldKernelsMakeNoneBesideAnIommu() {
        assertThat(withoutIdMaps(KernelRelease.V5_15).noIommuGroup(NIC)).isEmpty();
        assertThat(withoutIdMaps(KernelRelease.V6_1).noIommuGroup(NIC)).isPresent();
        assertThat(groups(KernelRelease.V5_15, false, true).noIommuGroup(NIC)).isPresent();
    }

    /// The machine whose SMMU is in front of nothing.
    private static GroupTable withoutIdMaps(KernelRelease release) {
        Topology full = machine();
        var bare =
                new Topology(
                        full.hostBridges(),
                        full.functions(),
                        full.platformDevices(),
                        full.iommus(),
                        full.msiControllers(),
                        List.of(),
                        full.reservedMemory(),
                        full.cpus(),
                        full.owners(),
                        full.spaces());
        return Grouping.boot(bare, facts(release, true, true));
    }
}
