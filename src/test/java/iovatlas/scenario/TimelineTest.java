package iovatlas.scenario;

import static iovatlas.scenario.Scenarios.DISK;
import static iovatlas.scenario.Scenarios.NIC;
import static iovatlas.scenario.Scenarios.attach;
import static iovatlas.scenario.Scenarios.callNames;
import static iovatlas.scenario.Scenarios.container;
import static iovatlas.scenario.Scenarios.machine;
import static iovatlas.scenario.Scenarios.map;
import static iovatlas.scenario.Scenarios.mapRam;
import static iovatlas.scenario.Scenarios.run;
import static iovatlas.scenario.Scenarios.twoSmmus;
import static iovatlas.scenario.Scenarios.unmap;
import static iovatlas.scenario.Scenarios.unmapAll;
import static iovatlas.scenario.Scenarios.vectors;
import static iovatlas.scenario.Scenarios.withDriver;
import static iovatlas.scenario.Scenarios.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.DomainType;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Architecture;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciAddress;
import iovatlas.topology.Topology;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// Scenarios step by step. Numbers are those of the reference's conformance table.
class TimelineTest {

    private static final PciAddress PORT = PciAddress.parse("00:01.0");
    private static final PciAddress SIBLING = PciAddress.parse("01:00.1");

    @Test
    void bootHasGroupsDriversAndNothingOpen() {
        KernelState boot = run(machine()).state(0);
        assertThat(boot.groups().groupOf(NIC)).isPresent();
        assertThat(boot.driverOf(NIC)).contains("vfio-pci");
        assertThat(boot.space("c0").orElseThrow().domains()).isEmpty();
        assertThat(boot.log()).contains("pci 0000:01:00.0: Adding to iommu group 2");
    }

    @Test
    void attachMakesEveryCallThatItTakes() {
        Timeline timeline = run(machine(), attach(NIC), attach(DISK));
        assertThat(callNames(timeline, 1))
                .containsExactly(
                        "open /dev/vfio/vfio",
                        "open /dev/vfio/2",
                        "VFIO_GROUP_SET_CONTAINER",
                        "VFIO_SET_IOMMU",
                        "VFIO_GROUP_GET_DEVICE_FD");
        assertThat(callNames(timeline, 2))
                .containsExactly(
                        "open /dev/vfio/3", "VFIO_GROUP_SET_CONTAINER", "VFIO_GROUP_GET_DEVICE_FD");
        assertThat(container(timeline).domains()).hasSize(1);
        assertThat(timeline.state(2).spaceOf(DISK)).contains("c0");
    }

    @Test
    void domainHasItsWindowAndAdvertisesTheRest() {
        SpaceView space = container(run(machine(), attach(NIC)));
        assertThat(space.domains().getFirst().window())
                .isEqualTo(AddressRange.of(Iova.of(0x8000000), Iova.of(0x80fffff)));
        assertThat(space.advertised())
                .extracting(AddressRange::hex)
                .containsExactly("0x00000000-0x07ffffff", "0x08100000-0xffffffffffff");
    }

    @Test
    void ramOverTheWindowIsRefusedAndLeavesNothing() {
        Timeline timeline = run(machine(), attach(NIC), mapRam(0, 0x80000000L, 0));
        assertThat(words(timeline)).containsExactly("OK", "EINVAL");
        assertThat(timeline.state(2).vfio()).isEqualTo(timeline.state(1).vfio());
        assertThat(timeline.result(2).calls().getLast().outcome().why().getFirst().text())
                .contains("0x00000000-0x7fffffff");
    }

    @Test
    void mappingKnowsItsRegionItsStepAndItsAddress() {
        SpaceView space =
                container(run(machine(), attach(NIC), mapRam(0x40000000, 0x1000, 0x2000)));
        UserMapping mapping = space.mappings().first().orElseThrow().value();
        assertThat(mapping.backing()).isEqualTo("vm0-ram");
        assertThat(mapping.step()).isEqualTo(2);
        assertThat(mapping.offset().unsignedBytes()).isEqualTo(0x2000);
        assertThat(mapping.address().unsignedBits()).isEqualTo(0x7000_0000_2000L);
    }

    @Test
    void memoryBeyondTheEndOfTheRegionFaults() {
        assertThat(words(run(machine(), attach(NIC), mapRam(0x40000000, 0x2000, 0x7ffff000))))
                .containsExactly("OK", "EFAULT");
    }

    @Test
    void mappingIntoAContainerWithoutBackEndIsRefused() {
        assertThat(words(run(machine(), map(0, 0x1000)))).containsExactly("EINVAL");
    }

    @Test
    void unmappingGivesTheMemoryBack() {
        Timeline timeline =
                run(
                        machine(),
                        attach(NIC),
                        map(0x1000, 0x1000),
                        map(0x2000, 0x1000),
                        unmap(0x1000, 0x1000),
                        unmapAll());
        assertThat(words(timeline)).containsOnly("OK");
        assertThat(timeline.state(4).space("c0").orElseThrow().mappings().size()).isEqualTo(1);
        assertThat(container(timeline).mappings().isEmpty()).isTrue();
    }

    @Test
    void c163FirstVectorGoesToTheFirstPageOfTheWindow() {
        Timeline timeline = run(machine(), attach(NIC), vectors(NIC, 2));
        DoorbellView doorbell = container(timeline).domains().getFirst().doorbells().getFirst();
        assertThat(doorbell.iova().first()).isEqualTo(Iova.of(0x8000000));
        assertThat(doorbell.users()).isEqualTo(2);
        assertThat(
                        timeline.state(2)
                                .interrupts()
                                .vectorsOf(NIC)
                                .vector(0)
                                .orElseThrow()
                                .message()
                                .address())
                .isEqualTo(Iova.of(0x8000040));
    }

    @Test
    void c171EverySmmuHasItsOwnDoorbellPage() {
        Timeline timeline =
                run(twoSmmus(), attach(NIC), attach(DISK), vectors(NIC, 1), vectors(DISK, 1));
        assertThat(container(timeline).domains())
                .hasSize(2)
                .allSatisfy(domain ->
                        assertThat(domain.doorbells())
                                .extracting(d -> d.iova().first())
                                .containsExactly(Iova.of(0x8000000)));
    }

    @Test
    void detachClosesAndReturnsTheGroup() {
        Timeline timeline = run(machine(), attach(NIC), map(0, 0x1000), new Step.Detach(NIC));
        assertThat(callNames(timeline, 3))
                .containsExactly("close", "VFIO_GROUP_UNSET_CONTAINER", "close /dev/vfio/2");
        assertThat(container(timeline).mappings().isEmpty()).isTrue();
        assertThat(timeline.state(3).spaceOf(NIC)).isEmpty();
        assertThat(timeline.state(3).vfio().owners().claims()).isEmpty();
    }

    @Test
    void detachOfWhatIsNotOpenHasNoDescriptor() {
        assertThat(words(run(machine(), new Step.Detach(NIC)))).containsExactly("EBADF");
    }

    @Test
    void c065PortDriverDoesNotSpoilTheGroup() {
        Topology machine = Scenarios.withDriver(Scenarios.withoutAcs(machine()), PORT, "pcieport");
        Timeline timeline = run(machine, attach(NIC));
        assertThat(timeline.state(0).groups().groupOf(NIC).orElseThrow().contains(PORT)).isTrue();
        assertThat(words(timeline)).containsExactly("OK");
    }

    @Test
    void deviceOfAKernelDriverHasNoGroupNode() {
        assertThat(words(run(withDriver(machine(), NIC, "i40e"), attach(NIC))))
                .containsExactly("ENOENT");
    }

    @Test
    void c067KernelDriverCannotBindInATakenGroup() {
        Topology machine =
                Scenarios.withDriver(
                        Scenarios.withFunction(machine(), NIC, SIBLING), SIBLING, null);
        Timeline timeline =
                run(
                        machine,
                        attach(NIC),
                        new Step.Bind(SIBLING, "i40e"),
                        new Step.Bind(SIBLING, "vfio-pci"),
                        new Step.Detach(NIC),
                        new Step.Bind(SIBLING, "i40e"),
                        attach(NIC));
        assertThat(words(timeline))
                .as("refused while the group is taken; afterwards the group is not viable")
                .containsExactly("OK", "EBUSY", "OK", "OK", "OK", "EPERM");
        assertThat(timeline.result(2).log())
                .containsExactly("i40e 0000:01:00.1: probe with driver i40e failed with error -16");
    }

    @Test
    void openDeviceCannotBeUnbound() {
        assertThat(words(run(machine(), attach(NIC), new Step.Unbind(NIC))))
                .containsExactly("OK", "EBUSY");
    }

    @Test
    void bindingToVfioNeedsAFunctionThatIsNoBridge() {
        Timeline timeline = run(machine(), new Step.Bind(PORT, "vfio-pci"));
        assertThat(words(timeline)).containsExactly("EINVAL");
        assertThat(timeline.result(1).log())
                .anyMatch(line -> line.endsWith("failed with error -22"));
    }

    @Test
    void groupTypeCanBeWrittenWhileNobodyUsesIt() {
        Timeline timeline =
                run(
                        withDriver(machine(), NIC, null),
                        new Step.SetGroupType(NIC, DomainType.IDENTITY));
        assertThat(words(timeline)).containsExactly("OK");
        assertThat(timeline.state(1).groups().groupOf(NIC).orElseThrow().type())
                .isEqualTo(DomainType.IDENTITY);
    }

    @Test
    void removedFunctionLeavesItsGroup() {
        Timeline timeline = run(machine(), new Step.HotRemove(NIC));
        assertThat(timeline.state(1).groups().groupOf(NIC)).isEmpty();
        assertThat(timeline.result(1).log())
                .contains("pci 0000:01:00.0: Removing from iommu group 2");
        assertThat(words(run(machine(), attach(NIC), new Step.HotRemove(NIC))))
                .containsExactly("OK", "EBUSY");
    }

    @Test
    void attachingTwiceAsksForTheStatus() {
        Timeline timeline = run(machine(), attach(NIC), attach(NIC));
        assertThat(callNames(timeline, 2)).containsExactly("VFIO_GROUP_GET_STATUS");
        assertThat(timeline.state(2).vfio()).isEqualTo(timeline.state(1).vfio());
    }

    @Test
    void kernelWithoutIommufdHasNoContext() {
        Topology machine = machine().withSpaces(List.of(new IovaSpace.Ioas("c0", "vm0", "ctx0")));
        assertThat(words(run(machine, KernelRelease.V6_1, attach(NIC), map(0, 0x1000))))
                .containsExactly("ENOENT", "ENOENT");
    }

    @Test
    void spaceThatNobodyDrewHasNoDescriptor() {
        assertThat(words(run(machine().withSpaces(List.of()), attach(NIC), map(0, 0x1000))))
                .containsExactly("EBADF", "EBADF");
    }

    @Test
    void stepThatIsSwitchedOffDoesNothing() {
        Timeline timeline =
                Timeline.of(
                        machine(),
                        BootFacts.standard(KernelRelease.V7_3, Architecture.ARM64),
                        List.of(new ScenarioStep(attach(NIC), false, "later")));
        assertThat(words(timeline)).containsExactly("off");
        assertThat(timeline.state(1).vfio()).isEqualTo(timeline.state(0).vfio());
    }

    @Test
    void firedMessageTellsHowItEnds() {
        Timeline timeline =
                run(
                        machine(),
                        attach(NIC),
                        vectors(NIC, 1),
                        new Step.Fire(NIC, IrqIndex.MSIX, 0, 1, 1),
                        new Step.Fire(NIC, IrqIndex.MSIX, 5, 1, 1));
        assertThat(timeline.result(3).calls().getFirst().outcome().toString())
                .doesNotContain("not set up");
        assertThat(timeline.result(4).calls().getFirst().outcome().toString())
                .contains("not set up");
    }

    @Test
    void noStateBeyondTheLastStep() {
        assertThatThrownBy(() -> run(machine()).state(1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void stateOfAStepIsTheSameWhetherItWasKeptOrIsWorkedOutAgain() {
        List<ScenarioStep> steps = new ArrayList<>();
        steps.add(ScenarioStep.of(attach(NIC)));
        for (int i = 0; i < 300; i++) {
            steps.add(ScenarioStep.of(map(0x10_0000_0000L + i * 0x2000L, 0x1000)));
        }
        BootFacts facts = BootFacts.standard(KernelRelease.V7_3, Architecture.ARM64);
        Timeline kept = Timeline.of(machine(), facts, steps.subList(0, 200));
        Timeline workedOut = Timeline.of(machine(), facts, steps);
        assertThat(kept.state(100)).isSameAs(kept.state(100));
        assertThat(workedOut.state(100)).isNotSameAs(workedOut.state(100));
        for (int n = 0; n <= 200; n++) {
            assertThat(kept.state(n).spaces()).isEqualTo(workedOut.state(n).spaces());
            assertThat(kept.state(n).log()).isEqualTo(workedOut.state(n).log());
        }
    }

    @Test
    void anyStepOfManyIsReachedAtOnce() {
        List<ScenarioStep> steps = new ArrayList<>();
        steps.add(ScenarioStep.of(attach(NIC)));
        for (int i = 0; i < 50_000; i++) {
            steps.add(ScenarioStep.of(map(0x10_0000_0000L + i * 0x2000L, 0x1000)));
        }
        for (int i = 0; i < 49_999; i++) {
            steps.add(ScenarioStep.of(unmap(0x10_0000_0000L + i * 0x2000L, 0x1000)));
        }
        Timeline timeline =
                Timeline.of(
                        machine(),
                        BootFacts.standard(KernelRelease.V7_3, Architecture.ARM64),
                        steps);
        assertThat(timeline.length()).isEqualTo(100_000);
        long start = System.nanoTime();
        int seeks = 40;
        for (int i = 0; i < seeks; i++) {
            int n = (int) (i * 7919L * 13 % 100_000);
            assertThat(timeline.state(n).vfio().containersMade()).isEqualTo(n == 0 ? 0 : 1);
        }
        assertThat((System.nanoTime() - start) / seeks).isLessThan(50_000_000L);
    }
}
