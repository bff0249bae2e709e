package iovatlas.scenario;

import static iovatlas.scenario.FailureMachines.ARM;
import static iovatlas.scenario.FailureMachines.X86;
import static iovatlas.scenario.FailureMachines.server;
import static iovatlas.scenario.FailureMachines.withIommu;
import static iovatlas.scenario.FailureMachines.withTable;
import static iovatlas.scenario.Failures.kvm;
import static iovatlas.scenario.Failures.message;
import static iovatlas.scenario.Failures.refusal;
import static iovatlas.scenario.Failures.write;
import static iovatlas.scenario.MsiTracerMachines.DISK;
import static iovatlas.scenario.MsiTracerMachines.NIC;
import static iovatlas.scenario.MsiTracerMachines.arm;
import static iovatlas.scenario.MsiTracerMachines.kvmGuest;
import static iovatlas.scenario.MsiTracerMachines.passedThrough;
import static iovatlas.scenario.MsiTracerMachines.x86;

import iovatlas.address.GuestPhysical;
import iovatlas.kernel.kvm.DirectInjection;
import iovatlas.kernel.kvm.Forwardings;
import iovatlas.kernel.kvm.Injection;
import iovatlas.kernel.kvm.PostedDescriptor;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GicVersion;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.Topology;

import java.util.Set;
import java.util.stream.Stream;

/// Failures on the way into a guest, and in the interrupt controller of an x86 host.
final class GuestFailures {

    private static final String ERRNO = "caller";
    private static final Step BIND = new Step.Bind(NIC, "vfio-pci");
    private static final Step ATTACH = new Step.Attach(NIC, "c0");

    private GuestFailures() {}

    private static Step.GuestVector guest(long doorbell, int device, int event, int lpi) {
        return new Step.GuestVector(NIC, 0, GuestPhysical.of(doorbell), device, event, lpi, 0);
    }

    static Stream<FailureRow> guest() {
        return Stream.of(guestOne(), guestTwo(), guestThree(), DisturbedFailures.guest())
                .flatMap(rows -> rows);
    }

    private static Stream<FailureRow> guestOne() {
        return Stream.of(
                FailureRow.of(
                        36,
                        "guest masked",
                        "IRQFD",
                        "no KVM route",
                        "vfio_msi_interrupt",
                        () ->
                                message(
                                        arm(frame(), MsiTracerMachines.its()),
                                        ARM,
                                        0,
                                        passedThrough())),
                FailureRow.of(
                        37,
                        "no route",
                        "IRQFD",
                        "no KVM route",
                        "vfio_msi_interrupt",
                        () ->
                                message(
                                        arm(frame(), MsiTracerMachines.its()),
                                        ARM,
                                        1,
                                        passedThrough())),
                FailureRow.of(
                        38,
                        "address in no vITS",
                        "GUEST_CONTROLLER",
                        "in no virtual ITS",
                        "kvm",
                        () ->
                                message(
                                        server(),
                                        ARM,
                                        0,
                                        passedThrough(guest(0x4000_0040L, 8, 0, 8192)))));
    }

    private static Stream<FailureRow> guestTwo() {
        return Stream.of(
                FailureRow.of(
                        39,
                        "other guest DeviceID",
                        "GUEST_CONTROLLER",
                        "DeviceID 0x10",
                        "vgic-its-state",
                        () ->
                                message(
                                        server(),
                                        ARM,
                                        0,
                                        passedThrough(guest(0x8009_0040L, 16, 0, 0)))),
                FailureRow.of(
                        40,
                        "guest ITS off",
                        "GUEST_CONTROLLER",
                        "guest's ITS is off",
                        "nowhere",
                        () -> kvm(Injection.ITS_DISABLED)),
                FailureRow.of(
                        41,
                        "event not mapped",
                        "GUEST_CONTROLLER",
                        "MAPTI",
                        "vgic-its-state",
                        () -> message(server(), ARM, 1, passedThrough())));
    }

    private static Stream<FailureRow> guestThree() {
        return Stream.of(
                FailureRow.of(
                        42,
                        "virtual LPI disabled",
                        "GUEST_CONTROLLER",
                        "stays pending",
                        "vgic",
                        () -> kvm(Injection.PENDING)),
                FailureRow.of(
                        45,
                        "forwarding ended",
                        "software",
                        "false",
                        "HW column 0",
                        () ->
                                new Failures(
                                        "software",
                                        ""
                                                + Forwardings.none(GicVersion.V4)
                                                        .paired(24, 8195, all())
                                                        .discarded(8195)
                                                        .isForwarded(24),
                                        "vgic-its-state: HW column 0")),
                FailureRow.of(
                        54,
                        "notification suppressed",
                        "VCPU",
                        "false",
                        "next entry",
                        () ->
                                new Failures(
                                        "VCPU",
                                        ""
                                                + new PostedDescriptor(Set.of(), false, true)
                                                        .post(0x41, false)
                                                        .notifies(),
                                        "delivered on the next entry")));
    }

    private static ContainerOwner.Guest frame() {
        return MsiTracerMachines.guest(
                true, new GuestInterrupts.VirtualV2m(GuestPhysical.of(0x0802_0000), 80, 64));
    }

    private static DirectInjection all() {
        return new DirectInjection(true, true, true, true, true, false, false);
    }

    static Stream<FailureRow> x86Host() {
        return Stream.of(x86HostOne(), x86HostTwo()).flatMap(rows -> rows);
    }

    private static Stream<FailureRow> x86HostOne() {
        return Stream.of(
                FailureRow.of(
                        47,
                        "entry not present",
                        "CONTROLLER",
                        "Present field",
                        "[fault reason 0x22]",
                        () -> write(host(), X86, 0xfee8_0018L, 0, passedThrough())),
                FailureRow.of(
                        48,
                        "source id",
                        "CONTROLLER",
                        "entry",
                        "[fault reason 0x26]",
                        () ->
                                write(
                                        FailureMachines.withDriver(host(), DISK, "nvme"),
                                        X86,
                                        0xfee0_01f8L,
                                        0,
                                        passedThrough())),
                FailureRow.of(
                        49,
                        "compatibility",
                        "CONTROLLER",
                        "compat",
                        "[fault reason 0x25]",
                        () -> write(host(), X86, 0xfee0_0000L, 0x41, passedThrough())),
                FailureRow.of(
                        50,
                        "reserved bits",
                        "CONTROLLER",
                        "reserved",
                        "[fault reason 0x20]",
                        () -> write(host(), X86, 0xfee0_0018L, 0x0100_0000, passedThrough())));
    }

    private static Stream<FailureRow> x86HostTwo() {
        return Stream.of(
                FailureRow.of(
                        51,
                        "AMD entry invalid",
                        "CONTROLLER",
                        "not valid",
                        "AMD-Vi",
                        () ->
                                write(
                                        withIommu(host(), FailureMachines.amd()),
                                        X86,
                                        0xfee0_0000L,
                                        9,
                                        passedThrough())),
                FailureRow.of(
                        52,
                        "AMD beyond the table",
                        "CONTROLLER",
                        "not valid",
                        "AMD-Vi",
                        () ->
                                write(
                                        withIommu(host(), FailureMachines.amd()),
                                        X86,
                                        0xfee0_0000L,
                                        5000,
                                        passedThrough())),
                FailureRow.of(
                        53,
                        "no CPU vector left",
                        "errno ENOSPC",
                        "vector",
                        ERRNO,
                        () ->
                                refusal(
                                        withTable(host(), 2048),
                                        X86,
                                        BIND,
                                        ATTACH,
                                        new Step.SetIrqs(NIC, IrqIndex.MSIX, 0, 1000))));
    }

    private static Topology host() {
        return x86(kvmGuest());
    }
}
