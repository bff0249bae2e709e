package iovatlas.scenario;

import iovatlas.kernel.doorbell.MsiParent;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.Iommu;
import iovatlas.topology.PciFunction;

import java.util.List;

/// Names the hops that a message does not reach any more.
final class MsiTracerRest {

    private static final List<Kind> HOST =
            List.of(
                    Kind.MESSAGE,
                    Kind.IOMMU,
                    Kind.DOORBELL,
                    Kind.CONTROLLER,
                    Kind.INTERRUPT,
                    Kind.EVENTFD);
    private static final List<Kind> GUEST = List.of(Kind.IRQFD, Kind.GUEST_CONTROLLER, Kind.VCPU);

    private MsiTracerRest() {}

    static void complete(KernelState state, PciFunction function, MsiTracerTrail trail) {
        Kind last = trail.hops().getLast().kind();
        HOST.stream()
                .filter(kind -> kind.compareTo(last) > 0)
                .forEach(kind -> trail.pass(kind, title(state, function, kind), null));
        if (MsiTracerTail.ownerOf(state, function.at()) instanceof ContainerOwner.Guest) {
            GUEST.stream()
                    .filter(kind -> kind.compareTo(last) > 0)
                    .forEach(kind -> trail.pass(kind, title(state, function, kind), null));
        }
    }

    private static String title(KernelState state, PciFunction function, Kind kind) {
        return switch (kind) {
            case FUNCTION -> "Function";
            case MESSAGE -> "Message";
            case IOMMU -> state.groups().iommu(function.at()).map(Iommu::name).orElse("no IOMMU");
            case DOORBELL -> "Doorbell";
            case CONTROLLER -> controller(state.interrupts().parentOf(function.at()));
            case INTERRUPT -> "interrupt";
            case EVENTFD -> "handler";
            case IRQFD -> "irqfd";
            case GUEST_CONTROLLER -> "guest controller";
            case VCPU -> "vCPU";
        };
    }

    private static String controller(MsiParent parent) {
        return switch (parent) {
            case MsiParent.OfIts of -> of.its();
            case MsiParent.OfFrame of -> of.frame();
            case MsiParent.OfIntel of -> of.iommu();
            case MsiParent.OfAmd of -> of.iommu();
            case MsiParent.OfApic _ -> "APIC";
            case MsiParent.OfNothing _ -> "none";
        };
    }
}
