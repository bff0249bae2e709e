package iovatlas.kernel.doorbell;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.HostPhysical;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Architecture;
import iovatlas.topology.BusRange;
import iovatlas.topology.Cpu;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.HostBridge;
import iovatlas.topology.MsiController;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import org.junit.jupiter.api.Test;

import java.util.List;

/// In which order the drivers of a boot take the numbers of a GICv2m frame.
class VectorOrderTest {

    private static final PciAddress PORT = PciAddress.parse("00:01.0");
    private static final PciAddress NIC = PciAddress.parse("01:00.0");

    private static HostInterrupts boot(String driver, PciAddress... order) {
        PciCapabilities eight = PciCapabilities.NONE.withMsix(MsixCapability.of(8));
        Topology topology =
                new Topology(
                        List.of(HostBridge.of(0, new BusRange(0, 255))),
                        List.of(
                                PciFunction.of(PORT, FunctionKind.ROOT_PORT)
                                        .withBuses(new BusRange(1, 1))
                                        .withCapabilities(eight)
                                        .withDriver("pcieport"),
                                PciFunction.of(NIC, FunctionKind.ENDPOINT)
                                        .withCapabilities(eight)
                                        .withDriver(driver)),
                        List.of(),
                        List.of(),
                        List.of(
                                new MsiController.GicV2m(
                                        "v2m0", HostPhysical.of(0x0802_0000), 80, 64)),
                        List.of(),
                        List.of(),
                        List.of(new Cpu(0, 0, 0), new Cpu(1, 1, 0)),
                        List.of(),
                        List.of());
        BootFacts facts =
                BootFacts.standard(KernelRelease.V7_3, Architecture.ARM64)
                        .withProbeOrder(Fact.given(List.of(order)));
        return HostInterrupts.boot(topology, facts, DefaultDomains.NONE);
    }

    private static int data(HostInterrupts host, PciAddress at) {
        return host.vectorsOf(at).vector(0).orElseThrow().message().data();
    }

    @Test
    void portsComeFirstWhereNothingIsKnown() {
        HostInterrupts host = boot("nvme");
        assertThat(data(host, PORT)).isEqualTo(0x50);
        assertThat(data(host, NIC)).isEqualTo(0x51);
    }

    @Test
    void aBuiltInDriverWasBeforeThePortThatWaited() {
        HostInterrupts host = boot("nvme", NIC, PORT);
        assertThat(data(host, NIC)).isEqualTo(0x50);
        assertThat(data(host, PORT)).isEqualTo(0x53);
    }

    @Test
    void whatVfioHasNowWasTakenAndGivenBackByTheDriverBeforeIt() {
        HostInterrupts host = boot("vfio-pci", NIC, PORT);
        assertThat(data(host, PORT)).isEqualTo(0x53);
        assertThat(host.vectorsOf(NIC).active()).isNull();
        var armed = host.arm(NIC, VectorKind.MSIX, 0, 1, new PhysicalDoorbells());
        assertThat(data(armed.interrupts(), NIC)).isEqualTo(0x50);
    }

    @Test
    void vfioTakesNothingWhereNothingIsKnownOfAnEarlierDriver() {
        assertThat(data(boot("vfio-pci"), PORT)).isEqualTo(0x50);
    }
}
