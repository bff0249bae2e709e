package iovatlas.scenario;

import static iovatlas.scenario.MsiTracerTrail.field;
import static iovatlas.scenario.MsiTracerTrail.hex;

import iovatlas.address.GuestPhysical;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Reason;
import iovatlas.kernel.its.ItsLookup;
import iovatlas.kernel.kvm.Injection;
import iovatlas.kernel.kvm.InjectionResult;
import iovatlas.scenario.MsiHop.Field;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.topology.GuestInterrupts;

import java.util.Optional;

/// The guest's ITS: KVM's virtual one, or the one that a VMM emulates.
///
/// @param tail the guest
/// @param its where its ITS is
record MsiTracerVits(MsiTracerGuest tail, GuestInterrupts.VirtualIts its) {

    private static final long TRANSLATER = 0x10040;
    private static final MsiTracerSight ITS_STATE =
            MsiTracerSight.place("/sys/kernel/debug/kvm/*/vgic-its-state@*");

    /// Adds the hops GUEST_CONTROLLER and VCPU. A vector that no step programmed is taken to be in the
    /// guest's table, with its own number as event, and not mapped in the guest's ITS.
    void follow(MsiTracerTrail trail, Optional<Step.GuestVector> programmed) {
        int number = tail.held().vector().number();
        Step.GuestVector entry =
                programmed.orElseGet(() ->
                        new Step.GuestVector(
                                tail.held().at(),
                                number,
                                doorbell(),
                                tail.program().assumedDevice(tail.held().at()),
                                number,
                                0,
                                number % Math.max(1, tail.guest().vcpus())));
        if (tail.guest().kvm()) {
            virtual(trail, entry);
        } else {
            emulated(trail, entry);
        }
    }

    private void virtual(MsiTracerTrail trail, Step.GuestVector entry) {
        InjectionResult result =
                tail.program()
                        .virtualIts(its)
                        .inject(entry.doorbell(), entry.guestDevice(), entry.event());
        Injection how = result.injection();
        Reason reason = Reason.of(how.rule(), device(entry), event(entry));
        if (how == Injection.PENDING) {
            trail.stop(
                    Verdict.PENDING,
                    reason,
                    MsiTracerSight.place("/sys/kernel/debug/kvm/*/vgic-state"),
                    Kind.GUEST_CONTROLLER,
                    "vITS",
                    tail.element(),
                    fields(entry, "LPI " + result.lpi()));
            tail.vcpu(trail, entry.vcpu(), field("guest", tail.guest().name()));
        } else if (!how.arrives()) {
            lost(trail, "vITS", reason, ITS_STATE, entry);
        } else {
            latched(trail, entry, result, reason);
        }
    }

    private void latched(
            MsiTracerTrail trail, Step.GuestVector entry, InjectionResult result, Reason reason) {
        Integer lpi = result.lpi();
        Integer vcpu = result.vcpu();
        if (lpi == null || vcpu == null) {
            lost(trail, "vITS", reason, MsiTracerSight.nowhere(), entry);
            return;
        }
        if (lpi != entry.lpi()) {
            trail.stop(
                    Verdict.MISDELIVERED,
                    Reason.of(
                            MsiTracerRules.OTHER_VLPI,
                            device(entry),
                            event(entry),
                            new Evidence.OfText("", "LPI " + lpi)),
                    ITS_STATE,
                    Kind.GUEST_CONTROLLER,
                    "vITS",
                    tail.element(),
                    fields(entry, "LPI " + lpi));
            tail.vcpu(trail, vcpu, field("guest", tail.guest().name()));
            return;
        }
        trail.pass(Kind.GUEST_CONTROLLER, "vITS", tail.element(), fields(entry, "LPI " + lpi));
        var asleep =
                tail.isDirect()
                        ? new MsiTracerDisturbed(tail.state()).asleep(tail.held(), vcpu)
                        : null;
        if (asleep == null) {
            tail.arrives(trail, vcpu, "vLPI " + lpi);
            return;
        }
        trail.stop(
                Verdict.PENDING,
                asleep.reason(),
                asleep.seen(),
                Kind.VCPU,
                "vCPU" + vcpu,
                tail.element(),
                field("takes", "vLPI " + lpi),
                field("guest", tail.guest().name()));
    }

    private void emulated(MsiTracerTrail trail, Step.GuestVector entry) {
        if (!entry.doorbell().equals(doorbell())) {
            lost(trail, "emulated ITS", tail.wrongDoorbell(entry), MsiTracerSight.nowhere(), entry);
            return;
        }
        ItsLookup found = tail.program().emulatedIts().lookup(entry.guestDevice(), entry.event());
        switch (found) {
            case ItsLookup.Dropped dropped -> {
                Reason cause = Reason.of(dropped.cause().rule(), device(entry), event(entry));
                lost(
                        trail,
                        "emulated ITS",
                        Reason.of(
                                MsiTracerRules.EMULATED_DROPPED,
                                new Evidence.OfText("", cause.text())),
                        MsiTracerSight.nowhere(),
                        entry);
            }
            case ItsLookup.Found lpi -> {
                trail.pass(
                        Kind.GUEST_CONTROLLER,
                        "emulated ITS",
                        tail.element(),
                        fields(entry, "LPI " + lpi.intid()));
                tail.arrives(trail, lpi.processor(), "LPI " + lpi.intid());
            }
        }
    }

    private void lost(
            MsiTracerTrail trail,
            String title,
            Reason reason,
            MsiTracerSight seen,
            Step.GuestVector entry) {
        trail.stop(
                Verdict.LOST,
                reason,
                seen,
                Kind.GUEST_CONTROLLER,
                title,
                tail.element(),
                fields(entry, "none"));
        tail.vcpu(trail, entry.vcpu(), field("vLPI", "-"), field("guest", tail.guest().name()));
    }

    private static Field[] fields(Step.GuestVector entry, String ite) {
        return new Field[] {
            field("Dev", hex(entry.guestDevice())),
            field("Ev", Integer.toUnsignedString(entry.event())),
            field("ITE", ite)
        };
    }

    private GuestPhysical doorbell() {
        return its.base().plusExact(TRANSLATER);
    }

    private static Evidence device(Step.GuestVector entry) {
        return new Evidence.OfText("", hex(entry.guestDevice()));
    }

    private static Evidence event(Step.GuestVector entry) {
        return new Evidence.OfText("", Integer.toUnsignedString(entry.event()));
    }
}
