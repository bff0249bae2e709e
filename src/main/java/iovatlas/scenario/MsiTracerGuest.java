package iovatlas.scenario;

import static iovatlas.scenario.MsiTracerTrail.field;
import static iovatlas.scenario.MsiTracerTrail.hex;

import iovatlas.address.Iova;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Reason;
import iovatlas.kernel.doorbell.HeldVector;
import iovatlas.kernel.doorbell.MsiParent;
import iovatlas.kernel.kvm.DirectInjection;
import iovatlas.kernel.kvm.PostedInterrupts;
import iovatlas.kernel.remapping.InterruptRequest;
import iovatlas.scenario.MsiHop.Field;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.MsiController;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// From the event descriptor into a guest: KVM's irqfd or a VMM that reads it, the guest's interrupt
/// controller, the vCPU.
///
/// @param state the moment
/// @param guest who has the function
/// @param program what the guest programmed
/// @param held the host's vector
record MsiTracerGuest(
        KernelState state, ContainerOwner.Guest guest, MsiTracerProgram program, HeldVector held) {

    private static final int POSTING = 59;
    private static final String BY_HARDWARE = "by hardware";

    /// Adds the hops IRQFD, GUEST_CONTROLLER and VCPU.
    void follow(MsiTracerTrail trail) {
        Optional<Step.GuestVector> entry = program.entry(held.at(), held.vector().number());
        if (entry.filter(v -> new MsiTracerRoute(this, v).ends(trail)).isPresent()) {
            return;
        }
        switch (guest.interrupts()) {
            case GuestInterrupts.VirtualIts its -> {
                irqfd(trail, entry);
                new MsiTracerVits(this, its).follow(trail, entry);
            }
            case GuestInterrupts.VirtualV2m frame ->
                    entry.ifPresentOrElse(
                            v -> {
                                irqfd(trail, entry);
                                frame(trail, frame, v);
                            },
                            () -> noRoute(trail, "vGICv2m"));
            case GuestInterrupts.VirtualApic _ ->
                    entry.ifPresentOrElse(
                            v -> {
                                irqfd(trail, entry);
                                apic(trail, v);
                            },
                            () -> noRoute(trail, "vAPIC"));
            case GuestInterrupts.VirtualXics _ ->
                    entry.ifPresentOrElse(
                            v -> {
                                irqfd(trail, entry);
                                xics(trail, v);
                            },
                            () -> noRoute(trail, "vXICS"));
        }
    }

    private Optional<Integer> gsi() {
        return program.gsiOf(held.at(), held.vector().number());
    }

    /// Whether hardware puts the interrupt into the guest without the host.
    boolean isDirect() {
        return guest.kvm()
                && gsi().isPresent()
                && direct(program.entry(held.at(), held.vector().number())).equals(BY_HARDWARE);
    }

    private void irqfd(MsiTracerTrail trail, Optional<Step.GuestVector> entry) {
        if (!guest.kvm()) {
            trail.pass(
                    Kind.IRQFD,
                    "VMM",
                    element(),
                    field("reads", "eventfd"),
                    field("guest", guest.name()));
            return;
        }
        Optional<Integer> gsi = gsi();
        if (gsi.isEmpty()) {
            trail.passBecause(
                    Reason.of(MsiTracerRules.ROUTES_FULL),
                    Kind.IRQFD,
                    "VMM",
                    element(),
                    field("route", "none: KVM_SIGNAL_MSI"),
                    field("guest", guest.name()));
            return;
        }
        trail.pass(
                Kind.IRQFD,
                "irqfd",
                element(),
                field("GSI", Integer.toString(gsi.get())),
                field("route", entry.isPresent() ? "KVM" : "KVM (assumed)"),
                field("guest", guest.name()),
                field("direct", direct(entry)));
    }

    /// Whether hardware injects by itself, and if not, why.
    private String direct(Optional<Step.GuestVector> entry) {
        KernelRule obstacle =
                guest.interrupts() instanceof GuestInterrupts.VirtualApic apic
                        ? posted(apic, entry)
                        : forwarded(entry);
        return obstacle == null ? BY_HARDWARE : "no: " + obstacle.summary();
    }

    /// What keeps the host's ITS from injecting, null when it does.
    private @Nullable KernelRule forwarded(Optional<Step.GuestVector> entry) {
        boolean hardware =
                state.interrupts().parentOf(held.at()) instanceof MsiParent.OfIts of
                        && state.topology().msiController(of.its()).orElse(null)
                                instanceof MsiController.Its its
                        && its.version().hasVirtualLpis();
        return new DirectInjection(
                        hardware,
                        DirectInjection.switchedOn(state.facts().commandLine().value()),
                        guest.interrupts() instanceof GuestInterrupts.VirtualIts,
                        entry.isPresent(),
                        entry.filter(v -> v.lpi() != 0).isPresent(),
                        entry.filter(program::sharesLpi).isPresent(),
                        false)
                .obstacle();
    }

    private @Nullable KernelRule posted(
            GuestInterrupts.VirtualApic apic, Optional<Step.GuestVector> entry) {
        boolean posting =
                !state.topology().iommus().isEmpty()
                        && state.topology().iommus().stream()
                                .allMatch(unit ->
                                        unit.hardware() instanceof IommuHardware.Vtd vtd
                                                && vtd.cap().bit(POSTING));
        int delivery = entry.map(v -> v.event() >>> 8 & 7).orElse(0);
        return new PostedInterrupts(
                        state.facts().interruptRemapping().value(),
                        posting,
                        apic.apicv(),
                        entry.isPresent(),
                        1,
                        delivery)
                .obstacle();
    }

    private void noRoute(MsiTracerTrail trail, String controller) {
        String vector = "vector " + held.vector().number();
        trail.stop(
                Verdict.PENDING,
                Reason.of(
                        guest.kvm() ? MsiTracerRules.NO_ROUTE : MsiTracerRules.EMULATED_MASKED,
                        new Evidence.OfText("", vector)),
                MsiTracerSight.place("trace vfio_msi_interrupt of the VMM"),
                Kind.IRQFD,
                guest.kvm() ? "irqfd" : "VMM",
                element(),
                field("route", "none"),
                field("guest", guest.name()));
        trail.pass(Kind.GUEST_CONTROLLER, controller, element(), field("guest", guest.name()));
        vcpu(trail, null, field("guest", guest.name()));
    }

    private void frame(
            MsiTracerTrail trail, GuestInterrupts.VirtualV2m frame, Step.GuestVector vector) {
        boolean doorbell =
                frame.base().plusOrEmpty(0x40).filter(vector.doorbell()::equals).isPresent();
        int spi = vector.event();
        boolean inside = spi >= frame.firstSpi() && spi - frame.firstSpi() < frame.spis();
        Field[] fields = {
            field("SPI", Integer.toUnsignedString(spi)), field("doorbell", vector.doorbell().hex())
        };
        if (!doorbell || !inside) {
            dropped(
                    trail,
                    "vGICv2m",
                    doorbell
                            ? Reason.of(
                                    MsiTracerRules.GUEST_SPI_OUT,
                                    new Evidence.OfText("", Integer.toUnsignedString(spi)))
                            : wrongDoorbell(vector),
                    vector,
                    fields);
            return;
        }
        trail.pass(Kind.GUEST_CONTROLLER, "vGICv2m", element(), fields);
        arrives(trail, vector.vcpu(), "SPI " + spi);
    }

    private void apic(MsiTracerTrail trail, Step.GuestVector vector) {
        Iova address = Iova.of(vector.doorbell().unsignedBits());
        int number = vector.event() & 0xff;
        Field[] fields = {field("vector", hex(number)), field("address", vector.doorbell().hex())};
        if (!InterruptRequest.WINDOW.contains(address)) {
            dropped(trail, "vAPIC", wrongDoorbell(vector), vector, fields);
            return;
        }
        trail.pass(Kind.GUEST_CONTROLLER, "vAPIC", element(), fields);
        arrives(trail, vector.vcpu(), "vector " + hex(number));
    }

    private void xics(MsiTracerTrail trail, Step.GuestVector vector) {
        String number = hex(vector.event());
        Field[] fields = {field("source", number), field("address", vector.doorbell().hex())};
        if (!vector.doorbell().equals(GuestInterrupts.VirtualXics.DOORBELL)) {
            dropped(trail, "vXICS", wrongDoorbell(vector), vector, fields);
            return;
        }
        trail.pass(Kind.GUEST_CONTROLLER, "vXICS", element(), fields);
        arrives(trail, vector.vcpu(), "source " + number);
    }

    /// The guest's controller drops the message.
    void dropped(
            MsiTracerTrail trail,
            String controller,
            Reason reason,
            Step.GuestVector vector,
            Field... fields) {
        trail.stop(
                Verdict.LOST,
                reason,
                MsiTracerSight.nowhere(),
                Kind.GUEST_CONTROLLER,
                controller,
                element(),
                fields);
        vcpu(trail, vector.vcpu(), field("guest", guest.name()));
    }

    /// The interrupt is the vCPU's, if there is such a vCPU.
    void arrives(MsiTracerTrail trail, int vcpu, String interrupt) {
        Field[] fields = {field("takes", interrupt), field("guest", guest.name())};
        if (vcpu < 0 || vcpu >= guest.vcpus()) {
            trail.stop(
                    Verdict.LOST,
                    Reason.of(
                            MsiTracerRules.NO_VCPU,
                            new Evidence.OfText("", Integer.toString(vcpu))),
                    MsiTracerSight.nowhere(),
                    Kind.VCPU,
                    "vCPU" + vcpu,
                    element(),
                    fields);
            return;
        }
        vcpu(trail, vcpu, fields);
        trail.delivered("%s reaches vCPU %d of %s".formatted(interrupt, vcpu, guest.name()));
    }

    void vcpu(MsiTracerTrail trail, @Nullable Integer number, Field... fields) {
        trail.pass(Kind.VCPU, number == null ? "vCPU" : "vCPU" + number, element(), fields);
    }

    Reason wrongDoorbell(Step.GuestVector vector) {
        return Reason.of(
                MsiTracerRules.GUEST_WRONG_DOORBELL, new Evidence.OfAddress("", vector.doorbell()));
    }

    ElementId element() {
        return new ElementId.OfOwner(guest.name());
    }
}
