package iovatlas.importer.pci;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class PortTypesTest {

    private static PciFunction port(String at, FunctionKind kind, String buses) {
        return PciFunction.of(PciAddress.parse(at), kind).withBuses(BusRange.parse(buses));
    }

    private static List<FunctionKind> kinds(PciFunction... functions) {
        return PortTypes.corrected(List.of(functions), new ArrayList<>()).stream()
                .map(PciFunction::kind)
                .toList();
    }

    @Test
    void aDownstreamPortBelowARootPortIsAnUpstreamPort() {
        assertThat(
                        kinds(
                                port("00:01.0", FunctionKind.ROOT_PORT, "01-03"),
                                port("01:00.0", FunctionKind.SWITCH_DOWNSTREAM, "02-03"),
                                port("02:00.0", FunctionKind.SWITCH_DOWNSTREAM, "03")))
                .containsExactly(
                        FunctionKind.ROOT_PORT,
                        FunctionKind.SWITCH_UPSTREAM,
                        FunctionKind.SWITCH_DOWNSTREAM);
    }

    @Test
    void anUpstreamPortBelowAnUpstreamPortIsADownstreamPort() {
        assertThat(
                        kinds(
                                port("00:01.0", FunctionKind.ROOT_PORT, "01-03"),
                                port("01:00.0", FunctionKind.SWITCH_UPSTREAM, "02-03"),
                                port("02:00.0", FunctionKind.SWITCH_UPSTREAM, "03")))
                .endsWith(FunctionKind.SWITCH_DOWNSTREAM);
    }

    @Test
    void aRightHierarchyStays() {
        PciFunction root = port("00:01.0", FunctionKind.ROOT_PORT, "01-03");
        List<PciAddress> corrected = new ArrayList<>();
        assertThat(PortTypes.corrected(List.of(root), corrected)).containsExactly(root);
        assertThat(corrected).isEmpty();
    }
}
