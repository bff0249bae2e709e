package iovatlas.scenario;

import static iovatlas.scenario.FailureMachines.ARM;
import static iovatlas.scenario.FailureMachines.X86;
import static iovatlas.scenario.FailureMachines.server;
import static iovatlas.scenario.FailureMachines.withCommandLine;
import static iovatlas.scenario.FailureMachines.withIommu;
import static iovatlas.scenario.Failures.message;
import static iovatlas.scenario.MsiTracerMachines.GUEST_DOORBELL;
import static iovatlas.scenario.MsiTracerMachines.NIC;
import static iovatlas.scenario.MsiTracerMachines.arm;
import static iovatlas.scenario.MsiTracerMachines.kvmGuest;
import static iovatlas.scenario.MsiTracerMachines.passedThrough;
import static iovatlas.scenario.MsiTracerMachines.x86;

import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.doorbell.Message;
import iovatlas.topology.GicVersion;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.MsiController;
import iovatlas.topology.Register64;
import iovatlas.topology.Topology;

import java.util.stream.Stream;

/// Failures between a vector that is set up and its interrupt, and at the guest's side of a route.
final class DisturbedFailures {

    private DisturbedFailures() {}

    static Step disturb(Disturbance what) {
        return new Step.Disturb(NIC, 0, what);
    }

    static Step.GuestVector guest(int event, int lpi, GuestEntry entry) {
        return new Step.GuestVector(NIC, 0, GUEST_DOORBELL, 8, event, lpi, 1, entry);
    }

    static Stream<FailureRow> host() {
        return Stream.of(
                FailureRow.of(
                        26,
                        "no INV after a change",
                        "INTERRUPT",
                        "no INV followed",
                        "nowhere",
                        () -> disturbed(Disturbance.LPI_CONFIG_STALE)),
                FailureRow.of(
                        29,
                        "priority masked",
                        "INTERRUPT",
                        "masks the priority",
                        "nowhere",
                        () -> disturbed(Disturbance.PRIORITY_MASKED)),
                FailureRow.of(
                        30,
                        "ITS queue stuck",
                        "CONTROLLER",
                        "consumes no more commands",
                        "ITS queue timeout",
                        DisturbedFailures::stuck),
                FailureRow.of(
                        32,
                        "CPU offline",
                        "INTERRUPT",
                        "moves the interrupt to CPU",
                        "/proc/interrupts",
                        DisturbedFailures::moved),
                FailureRow.of(
                        56,
                        "PASID into the interrupt range",
                        "IOMMU",
                        "interrupt range",
                        "[DMA Write PASID 0x5] Request device [0000:01:00.0] fault addr 0xfee00000"
                                + " [fault reason 0x87] SM: Invalid address-interrupt address"
                                + " (dmar_fault_do_one)",
                        () -> pasid(0xfee0_0000L)));
    }

    static Stream<FailureRow> guest() {
        return Stream.of(
                FailureRow.of(
                        43,
                        "entry rewritten while live",
                        "IRQFD",
                        "still says 0x80090040, event 3",
                        "kvm_irqchip_update_msi_route",
                        () ->
                                message(
                                        server(),
                                        ARM,
                                        0,
                                        passedThrough(
                                                guest(3, 8192, GuestEntry.MASKED),
                                                guest(4, 8193, GuestEntry.LIVE)))),
                FailureRow.of(
                        44,
                        "guest's IOMMU maps no doorbell",
                        "IRQFD",
                        "guest's own IOMMU maps nothing",
                        "vfio_msi_interrupt",
                        () ->
                                message(
                                        server(),
                                        ARM,
                                        0,
                                        passedThrough(guest(3, 8192, GuestEntry.UNTRANSLATED)))),
                FailureRow.of(
                        46,
                        "vPE doorbell masked",
                        "VCPU",
                        "nothing wakes the vCPU",
                        "GICv4-vpe",
                        () -> asleep(GicVersion.V4_1)));
    }

    private static Failures disturbed(Disturbance what) {
        return message(server(), ARM, 0, passedThrough(disturb(what)));
    }

    private static Failures stuck() {
        return message(
                server(),
                ARM,
                0,
                new Step.Bind(NIC, "vfio-pci"),
                new Step.Attach(NIC, "c0"),
                disturb(Disturbance.ITS_QUEUE_STUCK),
                new Step.SetIrqs(NIC, IrqIndex.MSIX, 0, 4));
    }

    private static Failures moved() {
        Step[] steps = passedThrough(disturb(Disturbance.CPU_OFFLINE));
        KernelState state = Failures.run(server(), ARM, steps).state(steps.length);
        return MsiTracer.trace(state, NIC, IrqIndex.MSIX, 0).hops().stream()
                .filter(hop -> hop.kind() == MsiHop.Kind.INTERRUPT)
                .map(Failures::of)
                .findFirst()
                .orElseThrow();
    }

    /// A direct injection into a vCPU that does not run and that nobody wakes.
    static Failures asleep(GicVersion version) {
        Topology host =
                arm(
                        kvmGuest(),
                        new MsiController.Its(
                                "its0", HostPhysical.of(0x3008_0000L), 0, 16, 16, null, version));
        return message(
                host,
                withCommandLine(ARM, "kvm-arm.vgic_v4_enable=1"),
                0,
                passedThrough(
                        guest(3, 8192, GuestEntry.MASKED),
                        disturb(Disturbance.VPE_DOORBELL_MASKED)));
    }

    /// A write with PASID 5 on a host whose VT-d unit has scalable mode.
    static Failures pasid(long address) {
        Register64 cap = new Register64(0x00d2_008c_2226_60e6L);
        Register64 ecap = new Register64(0x0000_0800_00f0_0f5aL);
        Topology host = withIommu(x86(kvmGuest()), new IommuHardware.Vtd(cap, ecap));
        Step[] steps = passedThrough();
        KernelState state = Failures.run(host, X86, steps).state(steps.length);
        return MsiTracer.probe(state, NIC, new Message(Iova.of(address), 0), 5).hops().stream()
                .findFirst()
                .map(Failures::of)
                .orElseThrow();
    }
}
