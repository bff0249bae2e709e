package iovatlas.scenario;

import static iovatlas.scenario.MsiTracerTrail.field;

import iovatlas.kernel.Evidence;
import iovatlas.kernel.Reason;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.topology.GuestInterrupts;

/// A route that is not what the guest's table entry says.
///
/// @param tail the guest
/// @param entry what the guest programmed
record MsiTracerRoute(MsiTracerGuest tail, Step.GuestVector entry) {

    /// Adds the hops IRQFD, GUEST_CONTROLLER and VCPU if the message goes wrong at the route.
    boolean ends(MsiTracerTrail trail) {
        var vector = new Evidence.OfText("", "vector " + entry.vector());
        if (entry.entry() == GuestEntry.UNTRANSLATED) {
            Reason reason =
                    Reason.of(
                            MsiTracerRules.GUEST_UNTRANSLATED,
                            vector,
                            new Evidence.OfAddress("", entry.doorbell()));
            end(trail, Verdict.LOST, reason, "trace vfio_msi_interrupt of the VMM", "none");
            return true;
        }
        var stale = tail.state().writes().staleRoute(entry.device(), entry.vector());
        if (!tail.guest().kvm() || stale.isEmpty()) {
            return false;
        }
        Step.GuestVector old = stale.get();
        String event = Integer.toUnsignedString(old.event());
        Reason reason =
                Reason.of(
                        MsiTracerRules.STALE_ROUTE,
                        vector,
                        new Evidence.OfAddress("", old.doorbell()),
                        new Evidence.OfText("", event));
        end(
                trail,
                Verdict.MISDELIVERED,
                reason,
                "trace kvm_irqchip_update_msi_route of the VMM: none since",
                old.doorbell().hex() + " event " + event);
        return true;
    }

    private void end(MsiTracerTrail trail, Verdict how, Reason reason, String seen, String route) {
        var guest = field("guest", tail.guest().name());
        trail.stop(
                how,
                reason,
                MsiTracerSight.place(seen),
                Kind.IRQFD,
                tail.guest().kvm() ? "irqfd" : "VMM",
                tail.element(),
                field("route", route),
                guest);
        trail.pass(Kind.GUEST_CONTROLLER, controller(), tail.element(), guest);
        tail.vcpu(trail, null, guest);
    }

    private String controller() {
        return switch (tail.guest().interrupts()) {
            case GuestInterrupts.VirtualIts _ -> "vITS";
            case GuestInterrupts.VirtualV2m _ -> "vGICv2m";
            case GuestInterrupts.VirtualApic _ -> "vAPIC";
            case GuestInterrupts.VirtualXics _ -> "vXICS";
        };
    }
}
