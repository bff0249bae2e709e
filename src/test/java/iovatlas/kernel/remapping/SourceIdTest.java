package iovatlas.kernel.remapping;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.pci.PciTree;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.RequesterId;
import iovatlas.topology.Topology;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

class SourceIdTest {

    private static SourceId of(String at, PciFunction... functions) {
        Topology topology =
                new Topology(
                        List.of(HostBridge.of(0, new BusRange(0, 255))),
                        List.of(functions),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        PciTree tree = PciTree.of(topology, KernelRelease.V7_3);
        PciFunction function = tree.function(PciAddress.parse(at)).orElseThrow();
        return SourceId.of(function.at().requesterId(), tree.dmaAliases(function));
    }

    private static PciFunction function(String at, FunctionKind kind) {
        return PciFunction.of(PciAddress.parse(at), kind);
    }

    private static PciFunction bridge(String at, FunctionKind kind, int bus) {
        return function(at, kind).withBuses(new BusRange(bus, bus));
    }

    @Test
    void aPlainFunctionIsCheckedByItsOwnId() {
        SourceId source = of("00:03.0", function("00:03.0", FunctionKind.ENDPOINT));
        assertThat(source).isEqualTo(new SourceId(1, 0, 0x18));
        assertThat(source.accepts(new RequesterId(0x18))).isTrue();
        assertThat(source.accepts(new RequesterId(0x19))).isFalse();
    }

    @Test
    @Tag("M105")
    void aFunctionBehindAConventionalBridgeIsCheckedByItsBus() {
        SourceId source =
                of(
                        "03:04.0",
                        bridge("00:01.0", FunctionKind.ROOT_PORT, 2).withBuses(new BusRange(2, 3)),
                        bridge("02:00.0", FunctionKind.PCIE_TO_PCI_BRIDGE, 3),
                        function("03:04.0", FunctionKind.CONVENTIONAL));
        assertThat(source).isEqualTo(new SourceId(2, 0, 0x0303));
        assertThat(source.accepts(new RequesterId(0x0300))).isTrue();
        assertThat(source.accepts(new RequesterId(0x0400))).isFalse();
    }

    @Test
    void severalAliasesOfOneBusAreCheckedByTheBus() {
        SourceId source =
                of(
                        "00:03.0",
                        function("00:03.0", FunctionKind.ENDPOINT).withAliasDevfns(List.of(0x19)));
        assertThat(source).isEqualTo(new SourceId(2, 0, 0));
    }

    @Test
    void aFunctionBehindAPlainBridgeIsCheckedByTheBridgesId() {
        SourceId source =
                of(
                        "01:04.0",
                        bridge("00:1e.0", FunctionKind.CONVENTIONAL_BRIDGE, 1),
                        function("01:04.0", FunctionKind.CONVENTIONAL));
        assertThat(source).isEqualTo(new SourceId(1, 0, 0xf0));
    }

    @Test
    void qualifiersIgnoreLowBits() {
        SourceId hpet = new SourceId(1, 3, 0x00f8);
        assertThat(hpet.accepts(new RequesterId(0x00ff))).isTrue();
        assertThat(hpet.accepts(new RequesterId(0x00f0))).isFalse();
        assertThat(SourceId.ANYBODY.accepts(new RequesterId(0xffff))).isTrue();
        assertThat(new SourceId(3, 0, 0).accepts(new RequesterId(0))).isFalse();
    }
}
