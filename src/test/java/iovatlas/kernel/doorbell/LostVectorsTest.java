package iovatlas.kernel.doorbell;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Errno;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.its.ItsDriver;
import iovatlas.topology.Architecture;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.HostBridge;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsiController;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import org.junit.jupiter.api.Test;

import java.util.List;

/// What a function loses when its doorbell cannot be mapped.
class LostVectorsTest {

    private static final PciAddress AT = PciAddress.parse("01:00.0");
    private static final ItsDriver.Key KEY = new ItsDriver.Key("its0", 0x100);
    private static final MsiController ITS =
            new MsiController.Its("its0", HostPhysical.of(0x0808_0000), 0, 16, 16, false);
    private static final MsiController V2M =
            new MsiController.GicV2m("v2m0", HostPhysical.of(0x0802_0000), 80, 64);

    /// A domain that has no room for any doorbell.
    private record Full() implements DoorbellMapper<Full> {

        @Override
        public Transition<Full, Iova> map(HostPhysical doorbell) {
            return new Transition<>(
                    this, Outcome.refuse(Errno.ENOMEM, DoorbellRules.FIRST_VECTOR_FAILED));
        }
    }

    private static HostInterrupts host(
            KernelRelease release, MsiController controller, int msi, int msix) {
        PciCapabilities capabilities =
                PciCapabilities.NONE.withMsi(new MsiCapability(msi, true, false));
        Topology topology =
                new Topology(
                        List.of(HostBridge.of(0, new BusRange(0, 255))),
                        List.of(
                                PciFunction.of(AT, FunctionKind.ENDPOINT)
                                        .withCapabilities(
                                                capabilities.withMsix(MsixCapability.of(msix)))),
                        List.of(),
                        List.of(),
                        List.of(controller),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        return HostInterrupts.none(topology, BootFacts.standard(release, Architecture.ARM64));
    }

    private static HostInterrupts refused(HostInterrupts host, VectorKind kind) {
        ArmResult<Full> result = host.arm(AT, kind, 0, 1, new Full());
        assertThat(result.outcome().error()).hasValue(Errno.ENOSPC);
        return result.interrupts();
    }

    private static int firstData(HostInterrupts host, VectorKind kind) {
        ArmResult<RecordedDomain> armed = host.arm(AT, kind, 0, 1, RecordedDomain.fresh());
        assertThat(armed.outcome()).isEqualTo(Outcome.ok(0));
        return armed.interrupts().vectorsOf(AT).vector(0).orElseThrow().message().data();
    }

    @Test
    void aRefusedDoorbellCostsTheItsAnEventInEveryRelease() {
        for (KernelRelease release : List.of(KernelRelease.V6_12, KernelRelease.V7_3)) {
            HostInterrupts host = refused(host(release, ITS, 1, 8), VectorKind.MSIX);
            assertThat(firstData(host, VectorKind.MSIX)).isEqualTo(1);
        }
    }

    @Test
    void eachRefusalCostsOneMoreUntilTheTableIsUsedUp() {
        HostInterrupts now = refused(host(KernelRelease.V7_3, ITS, 1, 8), VectorKind.MSIX);
        assertThat(firstData(refused(now, VectorKind.MSIX), VectorKind.MSIX)).isEqualTo(2);
        // 6.1 makes the table for the vectors that the first call wanted.
        HostInterrupts then = refused(host(KernelRelease.V6_1, ITS, 1, 8), VectorKind.MSIX);
        ArmResult<RecordedDomain> second =
                then.arm(AT, VectorKind.MSIX, 0, 1, RecordedDomain.fresh());
        assertThat(second.outcome().error()).hasValue(Errno.ENOSPC);
    }

    @Test
    void aFunctionWithOneMessageNeverGetsItBack() {
        HostInterrupts host = refused(host(KernelRelease.V7_3, ITS, 1, 8), VectorKind.MSI);
        ArmResult<RecordedDomain> again =
                host.arm(AT, VectorKind.MSI, 0, 1, RecordedDomain.fresh());
        assertThat(again.outcome().error()).hasValue(Errno.ENOSPC);
    }

    @Test
    void aTableWithALostEventOutlivesTheDriverAndTheOtherKind() {
        HostInterrupts host = refused(host(KernelRelease.V7_3, ITS, 1, 8), VectorKind.MSIX);
        HostInterrupts unbound = host.unbind(AT);
        assertThat(unbound.controllers().its().device(KEY)).isPresent();
        assertThat(firstData(unbound, VectorKind.MSIX)).isEqualTo(1);
        assertThat(firstData(host, VectorKind.MSI)).isEqualTo(1);
    }

    @Test
    void aTableWithoutLostEventsGoesWithTheDriver() {
        HostInterrupts host = host(KernelRelease.V7_3, ITS, 1, 8);
        HostInterrupts armed =
                host.arm(AT, VectorKind.MSIX, 0, 4, RecordedDomain.fresh()).interrupts();
        assertThat(armed.off(AT).controllers().its().device(KEY)).isPresent();
        assertThat(armed.unbind(AT).controllers().its().device(KEY)).isEmpty();
    }

    @Test
    void aRefusedDoorbellCostsAFrameANumber() {
        HostInterrupts host = refused(host(KernelRelease.V7_3, V2M, 1, 8), VectorKind.MSIX);
        assertThat(firstData(host, VectorKind.MSIX)).isEqualTo(0x51);
    }
}
