package iovatlas.kernel.iommu;

import static iovatlas.topology.FunctionKind.CONVENTIONAL;
import static iovatlas.topology.FunctionKind.ENDPOINT;
import static iovatlas.topology.FunctionKind.INTEGRATED_ENDPOINT;
import static iovatlas.topology.FunctionKind.PCIE_TO_PCI_BRIDGE;
import static iovatlas.topology.FunctionKind.ROOT_PORT;
import static iovatlas.topology.FunctionKind.SWITCH_DOWNSTREAM;
import static iovatlas.topology.FunctionKind.SWITCH_UPSTREAM;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.pci.PciMachine;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.BusRange;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PlatformDevice;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;

/// The odd cases about groups of the conformance table, by their id.
class GroupConformanceTest {

    private static final int ACS = 0x1f;

    @Test
    void c001SingleFunctionBelowAnIsolatingPortIsAlone() {
        PciMachine machine = PciMachine.vtd().rootPort("00:1c.0", "01", ACS).endpoint("01:00.0");
        assertThat(Groups.members(machine)).containsExactly("00:1c.0", "01:00.0");
    }

    @Test
    void c003UnimplementedBitsCountAsSatisfied() {
        PciMachine machine =
                PciMachine.vtd()
                        .add(
                                ROOT_PORT,
                                "00:01.0",
                                f -> f.withBuses(new BusRange(1, 1)).withCapabilities(forced(0x1c)))
                        .endpoint("01:00.0");
        assertThat(Groups.members(machine)).containsExactly("00:01.0", "01:00.0");
    }

    @Test
    void c005RootPortsOfDifferentSlotsAreNotMerged() {
        PciMachine machine =
                PciMachine.vtd()
                        .rootPort("00:01.0", "01", null)
                        .rootPort("00:02.0", "02", null)
                        .endpoint("01:00.0")
                        .endpoint("02:00.0");
        assertThat(Groups.members(machine)).containsExactly("00:01.0 01:00.0", "00:02.0 02:00.0");
    }

    @Test
    void c007FunctionsOfOneSlotShareOnlyWhereAcsIsMissing() {
        PciMachine machine =
                PciMachine.vtd()
                        .add(ROOT_PORT, "00:1c.0", f -> port(f.withMultifunction(true), "01", ACS))
                        .add(ROOT_PORT, "00:1c.4", f -> port(f.withMultifunction(true), "02", null))
                        .add(ROOT_PORT, "00:1c.5", f -> port(f.withMultifunction(true), "03", null))
                        .endpoint("01:00.0")
                        .endpoint("02:00.0");
        assertThat(Groups.members(machine))
                .containsExactly("00:1c.0", "00:1c.4 00:1c.5 02:00.0", "01:00.0");
    }

    @Test
    void c009EveryFunctionOfAnIsolatingSwitchIsAlone() {
        assertThat(Groups.members(switchMachine(ACS, ACS, ACS))).hasSize(6);
    }

    @Test
    void c011RootPortWithoutAcsLumpsTheWholeSwitch() {
        assertThat(Groups.members(switchMachine(null, ACS, ACS)))
                .containsExactly("00:1c.0 01:00.0 02:00.0 02:01.0 03:00.0 04:00.0");
    }

    @Test
    void c013DownstreamPortsOfOneSlotShareWithWhatIsBelow() {
        PciMachine machine =
                PciMachine.vtd()
                        .rootPort("00:1c.0", "01-04", ACS)
                        .bridge(SWITCH_UPSTREAM, "01:00.0", "02-04", null)
                        .add(
                                SWITCH_DOWNSTREAM,
                                "02:00.0",
                                f -> port(f.withMultifunction(true), "03", null))
                        .add(
                                SWITCH_DOWNSTREAM,
                                "02:00.1",
                                f -> port(f.withMultifunction(true), "04", null))
                        .endpoint("03:00.0")
                        .endpoint("04:00.0");
        assertThat(Groups.members(machine))
                .containsExactly("00:1c.0", "01:00.0", "02:00.0 02:00.1 03:00.0 04:00.0");
    }

    @Test
    void c015FunctionsOfAnEndpointWithoutAcsShare() {
        PciMachine machine =
                PciMachine.vtd()
                        .rootPort("00:1c.0", "01", ACS)
                        .part(ENDPOINT, "01:00.0", null)
                        .part(ENDPOINT, "01:00.1", null);
        assertThat(Groups.members(machine)).containsExactly("00:1c.0", "01:00.0 01:00.1");
    }

    @Test
    void c017OnlyFunctionsWithoutAcsShare() {
        PciMachine machine =
                PciMachine.vtd()
                        .rootPort("00:1c.0", "01", ACS)
                        .part(ENDPOINT, "01:00.0", ACS)
                        .part(ENDPOINT, "01:00.1", null)
                        .part(ENDPOINT, "01:00.2", null);
        assertThat(Groups.members(machine))
                .containsExactly("00:1c.0", "01:00.0", "01:00.1 01:00.2");
    }

    @Test
    void c019SlotComparisonSplitsAriFunctions() {
        PciMachine machine =
                PciMachine.vtd()
                        .rootPort("00:1c.0", "01", ACS)
                        .part(ENDPOINT, "01:00.0", null)
                        .part(ENDPOINT, "01:00.1", null)
                        .part(ENDPOINT, "01:01.0", null)
                        .part(ENDPOINT, "01:01.1", null);
        assertThat(Groups.members(machine))
                .containsExactly("00:1c.0", "01:00.0 01:00.1", "01:01.0 01:01.1");
    }

    @Test
    void c021VirtualFunctionsStayWithAPortWithoutAcs() {
        PciMachine machine =
                PciMachine.vtd()
                        .rootPort("00:02.0", "10", null)
                        .endpoint("10:00.0")
                        .virtual("10:10.0", "10:00.0", 0)
                        .virtual("10:10.1", "10:00.0", 1);
        assertThat(Groups.members(machine)).containsExactly("00:02.0 10:00.0 10:10.0 10:10.1");
    }

    @Test
    void c023ConventionalFunctionsShareWithTheirBridge() {
        PciMachine machine =
                PciMachine.vtd()
                        .rootPort("00:1c.0", "01-02", ACS)
                        .bridge(PCIE_TO_PCI_BRIDGE, "01:00.0", "02", null)
                        .add(CONVENTIONAL, "02:01.0", f -> f)
                        .add(CONVENTIONAL, "02:02.0", f -> f);
        assertThat(Groups.members(machine)).containsExactly("00:1c.0", "01:00.0 02:01.0 02:02.0");
    }

    @Test
    void c029GhostAliasHasNoPartner() {
        PciMachine machine =
                PciMachine.vtd()
                        .rootPort("00:1c.0", "03", ACS)
                        .add(
                                ENDPOINT,
                                "03:00.0",
                                f -> PciMachine.identified(f, "1b4b:9230", 0x010601));
        assertThat(Groups.members(machine)).containsExactly("00:1c.0", "03:00.0");
    }

    @Test
    void c031ConventionalSlotSharesAndIntegratedEndpointDoesNot() {
        PciMachine machine =
                PciMachine.vtd()
                        .add(INTEGRATED_ENDPOINT, "00:02.0", f -> f)
                        .part(CONVENTIONAL, "00:1f.0", null)
                        .part(CONVENTIONAL, "00:1f.2", null)
                        .part(CONVENTIONAL, "00:1f.3", null);
        assertThat(Groups.members(machine)).containsExactly("00:02.0", "00:1f.0 00:1f.2 00:1f.3");
    }

    @Test
    void c033IntelIntegratedEndpointsAreIsolatedByQuirk() {
        PciMachine machine =
                PciMachine.vtd()
                        .add(INTEGRATED_ENDPOINT, "00:14.0", f -> intel(f.withMultifunction(true)))
                        .add(INTEGRATED_ENDPOINT, "00:14.2", f -> intel(f.withMultifunction(true)));
        assertThat(Groups.members(machine)).containsExactly("00:14.0", "00:14.2");
        assertThat(Groups.members(machine.release(KernelRelease.of(5, 4))))
                .containsExactly("00:14.0 00:14.2");
    }

    @Test
    void c035BridgeWithoutGroupCannotBeJoined() {
        PciMachine machine =
                PciMachine.empty()
                        .iommu("dmar0", PciMachine.vtdHardware(0), 0x100, 0xffff)
                        .rootPort("00:01.0", "01", null)
                        .endpoint("01:00.0")
                        .endpoint("01:01.0");
        GroupTable table = Groups.of(machine);
        assertThat(Groups.members(table)).containsExactly("01:00.0", "01:01.0");
        assertThat(Groups.ungrouped(table)).containsExactly("00:01.0");
    }

    @Test
    void c037DevicesOfOneStreamMapEntryShare() {
        PciMachine machine =
                PciMachine.empty()
                        .arm()
                        .iommu("smmu0", SmmuV2Machines.hardware(8))
                        .device(platform("a", 0x10))
                        .device(platform("b", 0x10))
                        .device(platform("c", 0x11));
        assertThat(Groups.members(machine)).containsExactly("a b", "c");
    }

    @Test
    void c039StreamIdOfAnotherDeviceRefusesASecondOne() {
        PciMachine machine =
                PciMachine.smmu().device(platform("a", 0x10)).device(platform("b", 0x10));
        assertThat(Groups.members(machine)).containsExactly("a");
        assertThat(Groups.members(machine.release(KernelRelease.V4_19))).containsExactly("a", "b");
    }

    @Test
    void aBridgeThatIsProbedAfterItsFunctionsDoesNotJoinThem() {
        PciMachine machine =
                PciMachine.smmu()
                        .release(KernelRelease.V6_1)
                        .rootPort("00:01.0", "01", null)
                        .bound("pcieport")
                        .endpoint("01:00.0")
                        .bound("mlx5_core");
        assertThat(Groups.members(machine)).containsExactly("00:01.0 01:00.0");
        List<PciAddress> late = List.of(PciAddress.parse("01:00.0"), PciAddress.parse("00:01.0"));
        GroupTable table =
                Grouping.boot(machine.topology(), machine.facts().withProbeOrder(Fact.given(late)));
        assertThat(Groups.members(table)).containsExactly("01:00.0", "00:01.0");
    }

    @Test
    void acpiDevicesOfOneAmdDeviceIdShare() {
        PciMachine machine =
                PciMachine.amd()
                        .device(acpi("AMDI0020:00", 0xa5))
                        .device(acpi("AMDI0020:01", 0xa5))
                        .device(acpi("AMDI0010:00", 0xa6));
        assertThat(Groups.members(machine))
                .containsExactly("AMDI0020:00 AMDI0020:01", "AMDI0010:00");
    }

    private static PlatformDevice acpi(String name, int device) {
        return new PlatformDevice(name, "platform", "ivhd0", List.of(device), null, "driver");
    }

    @Test
    void devicesOfAnFslMcContainerJoinTheContainersGroup() {
        PciMachine machine =
                PciMachine.vtd()
                        .device(mc("dprc.1", 0x20))
                        .device(mc("dpni.0", 0x20))
                        .device(mc("dpni.1", 0x21));
        assertThat(Groups.members(machine)).containsExactly("dprc.1 dpni.0", "dpni.1");
    }

    private static PlatformDevice mc(String name, int stream) {
        return new PlatformDevice(name, "fsl-mc", "dmar0", List.of(stream), null, "driver");
    }

    private static PlatformDevice platform(String name, int stream) {
        return new PlatformDevice(name, "platform", "smmu0", List.of(stream), null, "driver");
    }

    private static PciMachine switchMachine(
            @Nullable Integer root, Integer upstream, Integer downstream) {
        return PciMachine.vtd()
                .rootPort("00:1c.0", "01-04", root)
                .bridge(SWITCH_UPSTREAM, "01:00.0", "02-04", upstream)
                .bridge(SWITCH_DOWNSTREAM, "02:00.0", "03", downstream)
                .bridge(SWITCH_DOWNSTREAM, "02:01.0", "04", downstream)
                .endpoint("03:00.0")
                .endpoint("04:00.0");
    }

    private static PciFunction port(PciFunction function, String buses, @Nullable Integer acs) {
        PciFunction port = function.withBuses(BusRange.parse(buses));
        return acs == null
                ? port
                : port.withCapabilities(PciCapabilities.NONE.withAcs(AcsCapability.of(acs)));
    }

    private static PciFunction intel(PciFunction function) {
        return PciMachine.identified(function, "8086:a36d", 0x0c0330);
    }

    private static PciCapabilities forced(int word) {
        return PciCapabilities.NONE.withAcs(new AcsCapability(word, word));
    }
}
