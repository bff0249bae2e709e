package iovatlas.kernel.pci;

import static iovatlas.topology.FunctionKind.CONVENTIONAL;
import static iovatlas.topology.FunctionKind.CONVENTIONAL_BRIDGE;
import static iovatlas.topology.FunctionKind.ENDPOINT;
import static iovatlas.topology.FunctionKind.PCIE_TO_PCI_BRIDGE;
import static iovatlas.topology.FunctionKind.PCI_TO_PCIE_BRIDGE;
import static iovatlas.topology.FunctionKind.ROOT_PORT;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.KernelRelease;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

class DmaAliasTest {

    @Test
    void c025FunctionBehindAPcieToPciBridgeAlsoSendsAsItsSecondaryBus() {
        PciMachine machine = behind(PCIE_TO_PCI_BRIDGE, "1b36:000e");
        assertThat(aliases(machine, "02:01.0"))
                .containsExactly("02:01.0 by 0000:02:01.0", "02:00.0 by 0000:01:00.0");
        assertThat(msiRequester(machine, "02:01.0")).isEqualTo("02:00.0");
    }

    @Test
    void c027FlaggedBridgeWithoutPcieCapabilityCountsAsPcie() {
        PciMachine machine = behind(CONVENTIONAL_BRIDGE, "1b21:1080");
        assertThat(aliases(machine, "02:01.0"))
                .containsExactly("02:01.0 by 0000:02:01.0", "02:00.0 by 0000:01:00.0");
    }

    @Test
    @Tag("M035")
    void c029GhostFunctionIsAnAlias() {
        PciMachine machine =
                PciMachine.empty()
                        .rootPort("00:1c.0", "03", 0x1f)
                        .add(
                                ENDPOINT,
                                "03:00.0",
                                f -> PciMachine.identified(f, "1b4b:9230", 0x010601));
        assertThat(aliases(machine, "03:00.0"))
                .containsExactly("03:00.0 by 0000:03:00.0", "03:00.1 by 0000:03:00.0");
        assertThat(msiRequester(machine, "03:00.0")).isEqualTo("03:00.0");
    }

    @Test
    void otherBridgesWithoutPcieCapabilitySendAsThemselves() {
        assertThat(aliases(behind(CONVENTIONAL_BRIDGE, "1b36:0001"), "02:01.0"))
                .containsExactly("02:01.0 by 0000:02:01.0", "01:00.0 by 0000:01:00.0");
        assertThat(aliases(behind(PCI_TO_PCIE_BRIDGE, "1b36:0001"), "02:01.0"))
                .containsExactly("02:01.0 by 0000:02:01.0", "01:00.0 by 0000:01:00.0");
    }

    @Test
    void noAliasBridgePassesRequesterIdsOn() {
        PciMachine machine = behind(PCIE_TO_PCI_BRIDGE, "1a03:1150");
        assertThat(aliases(machine, "02:01.0")).containsExactly("02:01.0 by 0000:02:01.0");
        assertThat(aliases(machine.release(KernelRelease.V6_1), "02:01.0")).hasSize(2);
    }

    @Test
    void translationRootEndsTheWalk() {
        PciMachine machine =
                PciMachine.empty()
                        .bridge(CONVENTIONAL_BRIDGE, "00:01.0", "01-03", null)
                        .add(
                                FunctionKind.ROOT_PORT,
                                "01:00.0",
                                f ->
                                        PciMachine.identified(f, "14e4:9084", 0x060400)
                                                .withBuses(new BusRange(2, 3)))
                        .bridge(PCIE_TO_PCI_BRIDGE, "02:00.0", "03", null)
                        .add(CONVENTIONAL, "03:00.0", f -> f);
        assertThat(aliases(machine, "03:00.0"))
                .containsExactly("03:00.0 by 0000:03:00.0", "03:00.0 by 0000:02:00.0");
    }

    @Test
    void describedAliasesComeAfterTheOwnIdAscendingAndTheLastNeedsANewerKernel() {
        PciMachine machine =
                PciMachine.empty()
                        .add(ENDPOINT, "00:03.0", f -> f.withAliasDevfns(List.of(255, 8, 24)));
        assertThat(aliases(machine, "00:03.0"))
                .containsExactly(
                        "00:03.0 by 0000:00:03.0",
                        "00:01.0 by 0000:00:03.0",
                        "00:1f.7 by 0000:00:03.0");
        assertThat(aliases(machine.release(KernelRelease.V4_19), "00:03.0")).hasSize(2);
    }

    @Test
    void wideQuirksNameManyFunctions() {
        PciMachine machine =
                PciMachine.empty()
                        .add(
                                ENDPOINT,
                                "00:03.0",
                                f -> PciMachine.identified(f, "8086:2954", 0x068000))
                        .add(
                                ENDPOINT,
                                "00:04.0",
                                f -> PciMachine.identified(f, "8086:2260", 0x068000));
        assertThat(aliases(machine, "00:03.0")).hasSize(160);
        assertThat(aliases(machine, "00:04.0"))
                .extracting(text -> text.substring(0, 7))
                .containsExactly("00:04.0", "00:10.0", "00:11.0", "00:12.3");
    }

    @Test
    void functionBehindVmdSendsAsTheVmdEndpoint() {
        HostBridge first = HostBridge.of(0, new BusRange(0, 255));
        HostBridge second = HostBridge.of(0x10000, new BusRange(0, 31));
        PciFunction vmd =
                PciMachine.identified(
                        PciFunction.of(PciAddress.parse("0000:00:0e.0"), ENDPOINT),
                        "8086:9a0b",
                        0x010400);
        PciFunction port =
                PciFunction.of(PciAddress.parse("10000:00:01.0"), ROOT_PORT)
                        .withBuses(new BusRange(1, 1));
        PciFunction disk = PciFunction.of(PciAddress.parse("10000:01:00.0"), ENDPOINT);
        PciTree tree =
                PciTree.of(
                        new Topology(
                                List.of(first, second),
                                List.of(vmd, port, disk),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of()));
        assertThat(tree.dmaAliases(disk))
                .singleElement()
                .satisfies(a -> assertThat(a.reporter().at()).isEqualTo(vmd.at()));
    }

    private static PciMachine behind(FunctionKind kind, String id) {
        return PciMachine.empty()
                .rootPort("00:1c.0", "01-02", 0x1f)
                .add(
                        kind,
                        "01:00.0",
                        f -> PciMachine.identified(f, id, 0x060400).withBuses(new BusRange(2, 2)))
                .add(CONVENTIONAL, "02:01.0", f -> f);
    }

    private static List<String> aliases(PciMachine machine, String at) {
        PciTree tree = tree(machine);
        PciFunction function = tree.function(PciAddress.parse(at)).orElseThrow();
        return tree.dmaAliases(function).stream()
                .map(a -> PciAddress.of(0, a.requester()).shortText() + " by " + a.reporter())
                .toList();
    }

    private static String msiRequester(PciMachine machine, String at) {
        PciTree tree = tree(machine);
        PciFunction function = tree.function(PciAddress.parse(at)).orElseThrow();
        return PciAddress.of(0, tree.msiRequesterId(function)).shortText();
    }

    private static PciTree tree(PciMachine machine) {
        return PciTree.of(machine.topology(), machine.facts().release().value());
    }
}
