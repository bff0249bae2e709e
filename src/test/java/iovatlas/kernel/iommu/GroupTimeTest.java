package iovatlas.kernel.iommu;

import static iovatlas.topology.FunctionKind.CONVENTIONAL;
import static iovatlas.topology.FunctionKind.CONVENTIONAL_BRIDGE;
import static iovatlas.topology.FunctionKind.PCIE_TO_PCI_BRIDGE;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.pci.PciMachine;
import iovatlas.observation.Observation;
import iovatlas.observation.ObservedGroup;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Groups as a function of time: probe moments, refusals, changes after boot.
class GroupTimeTest {

    private static final PciAddress NIC = PciAddress.parse("01:00.0");

    @Test
    void oldArmKernelsFormAGroupWhenADriverIsTried() {
        PciMachine machine =
                PciMachine.smmu()
                        .release(KernelRelease.V6_12)
                        .add(CONVENTIONAL, "00:00.0", f -> f)
                        .rootPort("00:01.0", "01", 0x1f)
                        .endpoint("01:00.0");
        GroupTable boot = Groups.of(machine);
        assertThat(Groups.members(boot)).containsExactly("00:01.0");
        assertThat(Groups.ungrouped(boot)).containsExactly("00:00.0", "01:00.0");
        GroupTable bound = boot.bind(NIC, "vfio-pci");
        assertThat(Groups.members(bound)).containsExactly("00:01.0", "01:00.0");
        assertThat(bound.driverOf(NIC)).hasValue("vfio-pci");
        assertThat(bound.unbind(NIC).groupOf(NIC)).isPresent();
        assertThat(bound.unbind(NIC).driverOf(NIC)).isEmpty();
        assertThat(Groups.members(machine.release(KernelRelease.V7_3)))
                .containsExactly("00:00.0", "00:01.0", "01:00.0");
    }

    @Test
    void whoIsTriedFirstWinsAContestedStreamId() {
        PciMachine machine =
                PciMachine.smmu()
                        .release(KernelRelease.V6_1)
                        .bridge(PCIE_TO_PCI_BRIDGE, "00:03.0", "01", null)
                        .add(CONVENTIONAL, "01:01.0", f -> f.withDriver("late"))
                        .add(CONVENTIONAL, "01:02.0", f -> f);
        assertThat(Groups.members(machine)).containsExactly("00:03.0 01:01.0");
        BootFacts facts =
                machine.facts().withProbeOrder(Fact.given(List.of(PciAddress.parse("01:02.0"))));
        assertThat(Groups.members(Grouping.boot(machine.topology(), facts)))
                .containsExactly("00:03.0 01:02.0");
    }

    @Test
    void oldVtdKernelsFormGroupsAtBootAllTheSame() {
        PciMachine machine = PciMachine.vtd().release(KernelRelease.V6_1).endpoint("00:03.0");
        assertThat(Groups.members(machine)).containsExactly("00:03.0");
    }

    @Test
    void deviceTreeBootsOfOldKernelsLumpWhatNewOnesSeparate() {
        PciMachine machine =
                PciMachine.smmu().deviceTree().rootPort("00:01.0", "01", 0x1f).endpoint("01:00.0");
        assertThat(Groups.members(machine)).hasSize(2);
        assertThat(Groups.members(machine.release(KernelRelease.V6_1).bound("driver")))
                .containsExactly("00:01.0 01:00.0");
    }

    @Test
    void onlyTheFirstFunctionBehindAPcieToPciBridgeHasAGroupOnSmmuV3() {
        GroupTable table =
                Groups.of(
                        PciMachine.smmu()
                                .bridge(PCIE_TO_PCI_BRIDGE, "00:03.0", "01", null)
                                .add(CONVENTIONAL, "01:01.0", f -> f)
                                .add(CONVENTIONAL, "01:02.0", f -> f));
        assertThat(Groups.members(table)).containsExactly("00:03.0 01:01.0");
        assertThat(table.whyUngrouped(PciAddress.parse("01:02.0")).orElseThrow().text())
                .isEqualTo(
                        "stream ID 0x100 of smmu0 of device 0000:01:02.0 is already owned by"
                                + " device 0000:01:01.0");
    }

    @Test
    void noFunctionBehindABridgeWithoutPcieCapabilityHasAGroupOnSmmuV3() {
        GroupTable table =
                Groups.of(
                        PciMachine.smmu()
                                .bridge(CONVENTIONAL_BRIDGE, "00:03.0", "01", null)
                                .add(CONVENTIONAL, "01:01.0", f -> f));
        assertThat(Groups.members(table)).containsExactly("00:03.0");
        assertThat(Groups.ungrouped(table)).containsExactly("01:01.0");
    }

    @Test
    void aFunctionThatSendsUnderItsBridgesIdListsOneStreamTwice() {
        PciMachine machine =
                PciMachine.smmu()
                        .bridge(PCIE_TO_PCI_BRIDGE, "00:03.0", "01", null)
                        .add(CONVENTIONAL, "01:00.0", f -> f)
                        .bound("driver");
        assertThat(Groups.of(machine).streamIds(NIC)).containsExactly(0x100, 0x100);
        assertThat(Groups.members(machine)).containsExactly("00:03.0 01:00.0");
        assertThat(Groups.members(machine.release(new KernelRelease(6, 1, 20))))
                .containsExactly("00:03.0");
        assertThat(Groups.members(machine.release(new KernelRelease(6, 1, 192))))
                .containsExactly("00:03.0 01:00.0");
    }

    @Test
    void aliasMakesAllGroupsOfAVirtioIommuVanish() {
        PciMachine machine =
                virtio().endpoint("00:02.0")
                        .bridge(PCIE_TO_PCI_BRIDGE, "00:03.0", "01", null)
                        .add(CONVENTIONAL, "01:01.0", f -> f)
                        .bound("driver");
        assertThat(Groups.members(machine)).isEmpty();
        GroupTable old = Groups.of(machine.release(KernelRelease.V6_12));
        assertThat(Groups.members(old)).containsExactly("00:03.0", "00:02.0");
        assertThat(Groups.ungrouped(old)).containsExactly("00:01.0", "01:01.0");
    }

    @Test
    void theIommusOwnFunctionHasNoGroup() {
        GroupTable table = Groups.of(virtio().endpoint("00:02.0"));
        assertThat(Groups.ungrouped(table)).containsExactly("00:01.0");
        assertThat(table.whyUngrouped(PciAddress.parse("00:01.0")).orElseThrow().text())
                .isEqualTo("function 0000:00:01.0 is the IOMMU viommu0 itself");
    }

    @Test
    void hotAddedFunctionTakesTheSmallestFreeNumber() {
        GroupTable boot =
                Groups.of(
                        PciMachine.vtd()
                                .rootPort("00:01.0", "01", 0x1f)
                                .rootPort("00:02.0", "02", 0x1f)
                                .endpoint("01:00.0")
                                .endpoint("02:00.0"));
        GroupTable removed = boot.hotRemove(NIC);
        assertThat(Groups.members(removed)).containsExactly("00:01.0", "00:02.0", "02:00.0");
        assertThat(removed.groupOf(PciAddress.parse("02:00.0")).orElseThrow().number())
                .isEqualTo(3);
        GroupTable added = removed.hotAdd(PciFunction.of(NIC, FunctionKind.ENDPOINT));
        assertThat(added.groupOf(NIC).orElseThrow().number()).isEqualTo(2);
        assertThat(Groups.members(added)).isEqualTo(Groups.members(boot));
    }

    @Test
    void removingABridgeTakesEverythingBelowItAway() {
        GroupTable table =
                Groups.of(
                                PciMachine.vtd()
                                        .rootPort("00:01.0", "01-02", 0x1f)
                                        .endpoint("01:00.0")
                                        .virtual("02:00.0", "01:00.0", 0))
                        .hotRemove(PciAddress.parse("00:01.0"));
        assertThat(table.groups()).isEmpty();
        assertThat(table.topology().functions()).isEmpty();
    }

    @Test
    void groupsAreNeverSplitAgain() {
        GroupTable boot =
                Groups.of(
                        PciMachine.vtd()
                                .rootPort("00:01.0", "01", null)
                                .endpoint("01:00.0")
                                .endpoint("01:01.0"));
        GroupTable table = boot.hotRemove(NIC);
        assertThat(Groups.members(table)).containsExactly("00:01.0 01:01.0");
    }

    @Test
    void functionAddedOnADeviceTreeBootOfAnOldKernelGetsItsAcsBits() {
        GroupTable boot =
                Groups.of(
                        PciMachine.smmu()
                                .deviceTree()
                                .release(KernelRelease.V6_1)
                                .rootPort("00:01.0", "01", 0x1f)
                                .endpoint("01:00.0"));
        PciFunction port = boot.tree().function(PciAddress.parse("00:01.0")).orElseThrow();
        GroupTable table = boot.hotAdd(port).hotAdd(PciFunction.of(NIC, FunctionKind.ENDPOINT));
        assertThat(table.acs(port.at()).orElseThrow().control()).isEqualTo(0x1d);
        assertThat(Groups.members(table.bind(NIC, "driver"))).containsExactly("00:01.0", "01:00.0");
    }

    @Test
    void recordedNumbersLabelGroupsOfEqualMembersAndTheRestTakesWhatIsFree() {
        PciMachine machine =
                PciMachine.smmu()
                        .release(KernelRelease.V6_12)
                        .rootPort("00:01.0", "01", 0x1f)
                        .rootPort("00:02.0", "02", 0x1f)
                        .endpoint("01:00.0")
                        .bound("driver");
        GroupTable table =
                Grouping.boot(machine.topology(), machine.facts(), recorded("0000:01:00.0", 0));
        assertThat(Groups.members(table)).containsExactly("01:00.0", "00:01.0", "00:02.0");
        assertThat(table.isNumberObserved(0)).isTrue();
        assertThat(table.isNumberObserved(1)).isFalse();
        PciMachine now = machine.release(KernelRelease.V7_3);
        assertThat(
                        Groups.members(
                                Grouping.boot(
                                        now.topology(), now.facts(), recorded("0000:01:00.0", 0))))
                .containsExactly("00:01.0", "00:02.0", "01:00.0");
    }

    @Test
    void instancesAreRegisteredOneAfterTheOther() {
        PciMachine machine =
                PciMachine.empty()
                        .iommu("dmar1", PciMachine.vtdHardware(0), 0x10, 0x17)
                        .iommu("dmar0", PciMachine.vtdHardware(0), 0, 0xffff)
                        .endpoint("00:01.0")
                        .endpoint("00:02.0")
                        .virtual("00:02.1", "00:02.0", 0);
        assertThat(Groups.members(machine)).containsExactly("00:02.0", "00:01.0", "00:02.1");
        assertThat(Groups.members(machine.release(KernelRelease.V5_15)))
                .containsExactly("00:01.0", "00:02.0", "00:02.1");
        assertThat(Groups.of(machine).iommuOf(PciAddress.parse("00:02.1"))).hasValue("dmar1");
    }

    @Test
    void streamMapEntriesAreSharedBetweenFunctionsAndRunOut() {
        PciMachine machine =
                PciMachine.empty()
                        .arm()
                        .iommu("smmu0", SmmuV2Machines.hardware(2))
                        .bridge(PCIE_TO_PCI_BRIDGE, "00:03.0", "01", null)
                        .endpoint("00:04.0")
                        .endpoint("00:05.0")
                        .bound("driver")
                        .release(KernelRelease.V6_1);
        GroupTable table = Groups.of(machine);
        assertThat(Groups.members(table)).containsExactly("00:03.0", "00:04.0");
        assertThat(table.whyUngrouped(PciAddress.parse("00:05.0")).orElseThrow().rule())
                .isEqualTo(GroupRules.STREAM_MAP_FULL);
        assertThat(Groups.members(machine.release(KernelRelease.V7_3))).isEmpty();
    }

    private static PciMachine virtio() {
        return PciMachine.empty()
                .arm()
                .iommuFunction(
                        "viommu0",
                        new IommuHardware.VirtioIommu(
                                new PageSizes(-0x1000L), AddressRange.all(Iova.ZERO), null),
                        "00:01.0")
                .endpoint("00:01.0");
    }

    private static Observation recorded(String member, int number) {
        return new Observation(
                List.of(new ObservedGroup(number, List.of(member), "DMA", List.of())),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
