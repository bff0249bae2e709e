package iovatlas.kernel.doorbell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.kernel.IdleVectors;
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

/// Vectors that a driver allocated and never set a handler for.
class IdleVectorsTest {

    private static final PciAddress NIC = PciAddress.parse("00:02.0");
    private static final Message PLACEHOLDER = new Message(Iova.of(0xfee0_0000L), 0xef);

    private static HostInterrupts boot(Architecture architecture, String driver, String... idle) {
        return boot(architecture, driver, true, idle);
    }

    private static HostInterrupts boot(
            Architecture architecture, String driver, boolean idleD3, String... idle) {
        boolean arm = architecture == Architecture.ARM64;
        Topology topology =
                new Topology(
                        List.of(HostBridge.of(0, new BusRange(0, 255))),
                        List.of(
                                PciFunction.of(NIC, FunctionKind.INTEGRATED_ENDPOINT)
                                        .withCapabilities(
                                                PciCapabilities.NONE.withMsix(MsixCapability.of(5)))
                                        .withDriver(driver)),
                        List.of(),
                        List.of(),
                        arm
                                ? List.of(
                                        new MsiController.Its(
                                                "its0",
                                                HostPhysical.of(0x0808_0000),
                                                0,
                                                16,
                                                16,
                                                false))
                                : List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Cpu(0, 0, 0), new Cpu(1, 1, 0)),
                        List.of(),
                        List.of());
        BootFacts facts =
                BootFacts.standard(KernelRelease.V7_3, architecture)
                        .withProbeOrder(Fact.given(List.of(NIC)))
                        .withVfioIdleD3(Fact.given(idleD3))
                        .withIdleVectors(
                                Fact.given(
                                        List.of(idle).stream().map(IdleVectors::parse).toList()));
        return HostInterrupts.boot(topology, facts, DefaultDomains.NONE);
    }

    private static List<VectorRegisters.Entry> entries(HostInterrupts host) {
        VectorRegisters.Msix msix = host.registers(NIC).msix();
        return msix == null ? List.of() : msix.entries();
    }

    @Test
    void aVectorWithoutHandlerHoldsThePlaceholderAndNoVectorOfACpu() {
        FunctionVectors vectors = boot(Architecture.X86_64, "nic", "00:02.0 1-2").vectorsOf(NIC);
        assertThat(vectors.vector(0).orElseThrow().isHandled()).isTrue();
        Vector idle = vectors.vector(1).orElseThrow();
        assertThat(idle.state()).isEqualTo(Vector.State.ALLOCATED);
        assertThat(idle.apic()).isNull();
        assertThat(idle.registers()).isEqualTo(PLACEHOLDER);
        assertThat(vectors.action()).isEqualTo("nic");
    }

    @Test
    void nobodyIsNamedWhereEveryVectorIsIdle() {
        FunctionVectors vectors = boot(Architecture.X86_64, "nic", "00:02.0 0-2").vectorsOf(NIC);
        assertThat(vectors.vectors().size()).isEqualTo(3);
        assertThat(vectors.action()).isEmpty();
        assertThat(vectors.assumed()).isTrue();
    }

    @Test
    void thePlaceholderStaysInTheTableWhenTheDriverLetsGo() {
        HostInterrupts host = boot(Architecture.X86_64, "nic", "00:02.0 1-2").unbind(NIC);
        assertThat(entries(host))
                .extracting(VectorRegisters.Entry::number, VectorRegisters.Entry::message)
                .containsExactly(tuple(1, PLACEHOLDER), tuple(2, PLACEHOLDER));
    }

    @Test
    void aDriverBeforeVfioLeavesThePlaceholderUntilTheFunctionIsOpened() {
        HostInterrupts host = boot(Architecture.X86_64, "vfio-pci", false, "00:02.0 0-2");
        assertThat(entries(host)).hasSize(3);
        assertThat(entries(host.reset(NIC))).isEmpty();
    }

    @Test
    void aFunctionThatSleptInD3hotHasForgottenTheDriverBeforeVfio() {
        assertThat(entries(boot(Architecture.X86_64, "vfio-pci", "00:02.0 0-2"))).isEmpty();
        HostInterrupts host = boot(Architecture.X86_64, "nic", "00:02.0 0-2").unbind(NIC);
        assertThat(entries(host)).hasSize(3);
        assertThat(entries(host.bind(NIC, "vfio-pci", DefaultDomains.NONE))).isEmpty();
    }

    @Test
    void allVectorsAreHandledWhereNothingIsKnown() {
        HostInterrupts host = boot(Architecture.X86_64, "nic");
        assertThat(host.vectorsOf(NIC).vectors().values()).allMatch(Vector::isHandled);
        assertThat(entries(host.unbind(NIC))).isEmpty();
    }

    @Test
    void onArmNothingStaysAsVectorsAreActiveFromTheStart() {
        HostInterrupts host = boot(Architecture.ARM64, "nic", "00:02.0 0-2");
        assertThat(host.vectorsOf(NIC).vector(0).orElseThrow().isHandled()).isFalse();
        assertThat(entries(host.unbind(NIC))).isEmpty();
    }

    @Test
    void rangesAreReadAsTheyAreWritten() {
        for (String text : List.of("0000:02:00.0 0-2", "0001:02:00.0 7")) {
            assertThat(IdleVectors.parse(text)).hasToString(text);
        }
        for (String text : List.of("0000:02:00.0", "0000:02:00.0 3-2", "0000:02:00.0 0-2048")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> IdleVectors.parse(text))
                    .withMessageContaining("0000:02:00.0");
        }
    }
}
