package iovatlas.kernel.iommu;

import static iovatlas.topology.FunctionKind.CONVENTIONAL;
import static iovatlas.topology.FunctionKind.ENDPOINT;
import static iovatlas.topology.FunctionKind.PCIE_TO_PCI_BRIDGE;
import static iovatlas.topology.FunctionKind.ROOT_PORT;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.pci.PciMachine;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.BusRange;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;

import org.junit.jupiter.api.Test;

class ExplanationTest {

    @Test
    void namesThePortWithoutAcsAndTheFunctionThatDecided() {
        PciMachine machine =
                PciMachine.vtd()
                        .rootPort("00:01.0", "01", null)
                        .endpoint("01:00.0")
                        .rootPort("00:02.0", "02", 0x1f);
        Explanation explanation = explain(machine, "01:00.0", "00:01.0");
        assertThat(explanation.together()).isTrue();
        assertThat(explanation.lines())
                .containsExactly(
                        "0000:01:00.0 and 0000:00:01.0 share a group",
                        "0000:01:00.0 joined the group of 0000:00:01.0",
                        "  the path from endpoint 0000:01:00.0 up to the root is not isolated at"
                                + " root-port 0000:00:01.0"
                                + " (drivers/iommu/iommu.c:pci_device_group)",
                        "  root-port 0000:00:01.0 has no ACS capability"
                                + " (drivers/pci/pci.c:pci_acs_flags_enabled)",
                        "to part them: replace root-port 0000:00:01.0 by one with an ACS"
                                + " capability",
                        "  but: no option of the kernel gives root-port 0000:00:01.0 an ACS"
                                + " capability; pcie_acs_override, a patch that is not in Linux,"
                                + " only pretends",
                        "to part them: move 0000:01:00.0 below 0000:00:02.0, which isolates and has"
                                + " nothing below it");
    }

    @Test
    void givesTheCommandLineWhereThePortHasTheBits() {
        PciMachine machine =
                PciMachine.empty()
                        .iommu("dmar0", PciMachine.vtdHardware(0))
                        .add(
                                ROOT_PORT,
                                "00:01.0",
                                f ->
                                        f.withBuses(new BusRange(1, 1))
                                                .withCapabilities(
                                                        PciCapabilities.NONE.withAcs(
                                                                new AcsCapability(0x5f, 0x01))))
                        .endpoint("01:00.0");
        Separation change = explain(machine, "00:01.0", "01:00.0").separations().getFirst();
        assertThat(change.summary()).isEqualTo("switch RR+CR+UF on at root-port 0000:00:01.0");
        assertThat(change.commandLine()).isEqualTo("pci=config_acs=xx111x1@0000:00:01.0");
        assertThat(change.warnings()).hasSize(2);

        Separation old =
                explain(machine.release(KernelRelease.V6_1), "00:01.0", "01:00.0")
                        .separations()
                        .getFirst();
        assertThat(old.commandLine()).isEmpty();
        assertThat(old.warnings()).singleElement().asString().contains("since 6.11");
    }

    @Test
    void twoPortsAreNeededWhereTwoLeak() {
        PciMachine machine =
                PciMachine.vtd()
                        .rootPort("00:1c.0", "01-03", null)
                        .bridge(
                                iovatlas.topology.FunctionKind.SWITCH_UPSTREAM,
                                "01:00.0",
                                "02-03",
                                null)
                        .bridge(
                                iovatlas.topology.FunctionKind.SWITCH_DOWNSTREAM,
                                "02:00.0",
                                "03",
                                null)
                        .endpoint("03:00.0");
        Explanation explanation = explain(machine, "00:1c.0", "03:00.0");
        assertThat(explanation.separations().getFirst().ports())
                .extracting(PciAddress::shortText)
                .containsExactly("00:1c.0");
        Explanation lower = explain(machine, "02:00.0", "03:00.0");
        assertThat(lower.separations().getFirst().ports())
                .extracting(PciAddress::shortText)
                .containsExactlyInAnyOrder("02:00.0", "00:1c.0");
    }

    @Test
    void nothingButAnotherPlacePartsFunctionsBehindAConventionalBridge() {
        PciMachine machine =
                PciMachine.vtd()
                        .rootPort("00:1c.0", "01-02", 0x1f)
                        .bridge(PCIE_TO_PCI_BRIDGE, "01:00.0", "02", null)
                        .add(CONVENTIONAL, "02:01.0", f -> f)
                        .add(CONVENTIONAL, "02:02.0", f -> f);
        Explanation explanation = explain(machine, "02:01.0", "02:02.0");
        assertThat(explanation.chain()).hasSize(2);
        assertThat(explanation.separations())
                .extracting(Separation::summary)
                .containsExactly("move 0000:02:02.0 below a root port of its own with ACS");
    }

    @Test
    void functionsOfOneDeviceNeedAcsOfTheirOwn() {
        PciMachine machine =
                PciMachine.vtd()
                        .rootPort("00:1c.0", "01", 0x1f)
                        .part(ENDPOINT, "01:00.0", null)
                        .part(ENDPOINT, "01:00.1", null);
        Explanation explanation = explain(machine, "01:00.0", "01:00.1");
        assertThat(explanation.separations())
                .extracting(Separation::summary)
                .containsExactly(
                        "replace endpoint 0000:01:00.0 by one with an ACS capability",
                        "replace endpoint 0000:01:00.1 by one with an ACS capability",
                        "use a device whose functions are isolated by ACS or known to the kernel"
                                + " as isolated");
    }

    @Test
    void saysWhyAFunctionHasNoGroup() {
        PciMachine machine = PciMachine.smmu().release(KernelRelease.V6_1).endpoint("00:03.0");
        assertThat(explain(machine, "00:03.0", "00:03.0").lines())
                .containsExactly(
                        "0000:00:03.0:",
                        "a function of this firmware gets its group when the first driver is tried"
                                + " on it; none was tried on function 0000:00:03.0"
                                + " (drivers/acpi/scan.c:acpi_dma_configure_id)");
    }

    @Test
    void showsTheOverridePatchForWhatItIs() {
        PciMachine machine =
                PciMachine.vtd()
                        .commandLine("pcie_acs_override=downstream")
                        .rootPort("00:01.0", "01", null)
                        .endpoint("01:00.0");
        Explanation explanation = explain(machine, "00:01.0", "01:00.0");
        assertThat(explanation.together()).isTrue();
        assertThat(explanation.lines().getLast()).startsWith("note: the command line has");
    }

    private static Explanation explain(PciMachine machine, String first, String second) {
        return Groups.of(machine).explain(PciAddress.parse(first), PciAddress.parse(second));
    }
}
