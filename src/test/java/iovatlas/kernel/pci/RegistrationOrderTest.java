package iovatlas.kernel.pci;

import static iovatlas.topology.FunctionKind.ENDPOINT;
import static iovatlas.topology.FunctionKind.SWITCH_DOWNSTREAM;
import static iovatlas.topology.FunctionKind.SWITCH_UPSTREAM;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;
import iovatlas.topology.ResetMethod;
import iovatlas.topology.Topology;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class RegistrationOrderTest {

    @Test
    void aBusComesBeforeTheBusesBelowItAndVirtualFunctionsLast() {
        PciMachine machine =
                PciMachine.empty()
                        .virtual("02:10.1", "02:00.0", 1)
                        .virtual("02:10.0", "02:00.0", 0)
                        .endpoint("04:00.0")
                        .endpoint("00:05.0")
                        .rootPort("00:04.0", "04", null)
                        .rootPort("00:01.0", "01-03", null)
                        .bridge(SWITCH_UPSTREAM, "01:00.0", "02-03", null)
                        .endpoint("02:00.0")
                        .bridge(SWITCH_DOWNSTREAM, "02:01.0", "03", null)
                        .endpoint("03:00.0");
        assertThat(order(machine.topology()))
                .containsExactly(
                        "00:01.0", "00:04.0", "00:05.0", "01:00.0", "02:00.0", "02:01.0", "03:00.0",
                        "04:00.0", "02:10.0", "02:10.1");
    }

    @Test
    void hostBridgesCountInTheirOwnOrderNotByBusNumber() {
        Topology topology =
                PciMachine.empty()
                        .host(0, "80-8f", false)
                        .host(0, "00-7f", false)
                        .endpoint("00:01.0")
                        .endpoint("80:01.0")
                        .topology();
        assertThat(order(topology)).containsExactly("80:01.0", "00:01.0");
    }

    @Test
    void busesOfAnIncompleteDescriptionAreStillThere() {
        assertThat(order(PciMachine.empty().endpoint("07:00.0").endpoint("05:00.0").topology()))
                .containsExactly("05:00.0", "07:00.0");
    }

    @Test
    void virtualFunctionOfABusWithoutBridgeIsBelowThePhysicalOnesBridge() {
        PciTree tree =
                PciTree.of(
                        PciMachine.empty()
                                .rootPort("00:01.0", "01-02", null)
                                .endpoint("01:00.0")
                                .virtual("02:00.0", "01:00.0", 0)
                                .topology());
        assertThat(tree.bridgeAbove(PciAddress.parse("02:00.0")))
                .map(PciFunction::at)
                .hasValue(PciAddress.parse("00:01.0"));
        assertThat(tree.bridgeAbove(PciAddress.parse("00:01.0"))).isEmpty();
    }

    @Test
    void everyFunctionAfterTheFirstOfASlotCountsAsMultifunctionButNoVirtualOne() {
        PciCapabilities ari =
                new PciCapabilities(
                        null,
                        null,
                        null,
                        null,
                        true,
                        false,
                        false,
                        false,
                        Set.<ResetMethod>of(),
                        0);
        PciTree tree =
                PciTree.of(
                        PciMachine.empty()
                                .rootPort("00:01.0", "01", null)
                                .endpoint("01:00.0")
                                .endpoint("01:00.1")
                                .add(ENDPOINT, "01:01.0", f -> f.withCapabilities(ari))
                                .virtual("01:02.1", "01:00.0", 0)
                                .topology());
        assertThat(tree.nodes())
                .filteredOn(PciNode::multifunction)
                .extracting(node -> node.at().shortText())
                .containsExactly("01:00.1", "01:01.0");
    }

    @Test
    void bridgesThatPointInACircleDoNotHangTheScan() {
        PciFunction one =
                PciFunction.of(PciAddress.parse("01:00.0"), FunctionKind.ROOT_PORT)
                        .withBuses(new BusRange(2, 2));
        PciFunction two =
                PciFunction.of(PciAddress.parse("02:00.0"), FunctionKind.ROOT_PORT)
                        .withBuses(new BusRange(1, 1));
        Topology topology =
                new Topology(
                        List.of(HostBridge.of(0, new BusRange(0, 255))),
                        List.of(one, two, two),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        assertThat(order(topology)).containsExactly("01:00.0", "02:00.0");
    }

    private static List<String> order(Topology topology) {
        return PciTree.of(topology).registrationOrder().stream()
                .map(f -> f.at().shortText())
                .toList();
    }
}
