package iovatlas.scenario;

import static iovatlas.scenario.FailureMachines.ARM;
import static iovatlas.scenario.FailureMachines.server;
import static iovatlas.scenario.MsiTracerMachines.DISK;
import static iovatlas.scenario.MsiTracerMachines.GUEST_DOORBELL;
import static iovatlas.scenario.MsiTracerMachines.NIC;
import static iovatlas.scenario.MsiTracerMachines.after;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.kvm.RoutingTable;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.Topology;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;

/// A VM that wants more routes than KVM takes.
class RouteLimitTest {

    private static final int VECTORS = 2048;

    /// What is left beside the 24 pins of the VM.
    private static final int ROUTES = RoutingTable.LIMIT - 24;

    private static KernelState manyVectors() {
        Topology wide =
                server().withFunctions(
                                server().functions().stream()
                                        .map(f ->
                                                f.capabilities().msix() == null
                                                        ? f
                                                        : f.withCapabilities(
                                                                f.capabilities()
                                                                        .withMsix(
                                                                                MsixCapability.of(
                                                                                        VECTORS))))
                                        .toList());
        KernelState state =
                after(
                        wide,
                        ARM,
                        new Step.Bind(NIC, "vfio-pci"),
                        new Step.Attach(NIC, "c0"),
                        new Step.SetIrqs(NIC, IrqIndex.MSIX, 0, VECTORS),
                        new Step.Bind(DISK, "vfio-pci"),
                        new Step.Attach(DISK, "c0"),
                        new Step.SetIrqs(DISK, IrqIndex.MSIX, 0, VECTORS));
        Map<UserWrites.Name, Step.GuestVector> vectors = new HashMap<>();
        for (int i = 0; i < VECTORS; i++) {
            put(vectors, NIC, i, 8);
            put(vectors, DISK, i, 16);
        }
        return state.withWrites(new UserWrites(vectors, vectors, Map.of(), Map.of(), Map.of()));
    }

    private static void put(
            Map<UserWrites.Name, Step.GuestVector> vectors, PciAddress at, int number, int device) {
        vectors.put(
                new UserWrites.Name(at, number),
                new Step.GuestVector(at, number, GUEST_DOORBELL, device, number, 0, 0));
    }

    private static MsiHop irqfd(MsiTracer tracer, PciAddress at, int vector) {
        return tracer.trace(at, IrqIndex.MSIX, vector).hops().stream()
                .filter(hop -> hop.kind() == MsiHop.Kind.IRQFD)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theVmmSendsTheMessagesThatHaveNoRoute() {
        MsiTracer tracer = MsiTracer.of(manyVectors());
        assertThat(irqfd(tracer, DISK, ROUTES - VECTORS - 1).fields())
                .contains(new MsiHop.Field("GSI", "4095"));
        MsiHop beyond = irqfd(tracer, DISK, ROUTES - VECTORS);
        assertThat(beyond.title()).isEqualTo("VMM");
        assertThat(beyond.status()).isEqualTo(MsiHop.Status.OK);
        assertThat(String.valueOf(beyond.reason())).contains("as many routes as KVM takes");
    }
}
